import { type Organisation, organisationSignIn } from '@rollcall/portal/organisation-sign-in'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { testOidcProvider } from '../support/oidc-provider.ts'

const portalUrl = 'https://rollcall.example'
const bySecret = await testOidcProvider({ clientSecret: 'known to both' })
const byPost = await testOidcProvider({
  ...{ clientSecret: 'known to both', tokenEndpointAuthMethod: 'client_secret_post' },
})
const byPkceAlone = await testOidcProvider()
const likeEntra = await testOidcProvider({ clientSecret: 'known to both', tenant: 'a-tenant' })

async function whoComesBack(provider: typeof bySecret, name: string) {
  const signIn = organisationSignIn(provider.organisation, portalUrl)
  const { address, secrets } = await signIn.begin()
  return await signIn.finish(new URL(await provider.signIn(address, name)), secrets)
}

test.each([
  ['a secret in a header', bySecret],
  ['a secret in the body', byPost],
  ['PKCE alone', byPkceAlone],
])('whoever signs in by %s is named by issuer and subject', async (_, provider) => {
  expect(await whoComesBack(provider, 'priya')).toEqual({
    ...{ issuer: provider.organisation.issuer, tenant: '', subject: 'priya' },
  })
})

test('a service that has tenants and objects, as Entra ID, is believed about those and not about its subject', async () => {
  expect(await whoComesBack(likeEntra, 'priya')).toEqual({
    ...{ issuer: likeEntra.organisation.issuer, tenant: 'a-tenant', subject: 'priya' },
  })
})

test('a wrong secret is ours to mend, and nobody comes in', async () => {
  const { organisation, signIn: signInAt } = bySecret
  const signIn = organisationSignIn({ ...organisation, clientSecret: 'another' }, portalUrl)
  const { address, secrets } = await signIn.begin()

  const finishing = signIn.finish(new URL(await signInAt(address, 'priya')), secrets)
  await expect(finishing).rejects.toMatchObject({ code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' })
})

test.each(['http://127.0.0.1:1', `${bySecret.organisation.issuer}/another`])(
  'a service that is not at %s is away',
  async (issuer) => {
    const signIn = organisationSignIn({ ...bySecret.organisation, issuer }, portalUrl)

    await expect(signIn.begin()).rejects.toMatchObject({ code: 'SIGN_IN_SERVICE_AWAY' })
  },
)

test('so is one that answers with what cannot be read', async () => {
  const { issuer } = bySecret.organisation
  const fetch: NonNullable<Organisation['fetch']> = async (address, { signal: _, ...options }) =>
    new URL(address).pathname === '/token'
      ? new Response('{', { headers: { 'content-type': 'application/json' } })
      : await globalThis.fetch(address, options as RequestInit)
  const signIn = organisationSignIn({ issuer, clientId: 'rollcall', fetch }, portalUrl)
  const { secrets } = await signIn.begin()
  const back = new URL(`${portalUrl}/sign-in/organisation/return?code=x&state=${secrets.state}&iss=${issuer}`)

  await expect(signIn.finish(back, secrets)).rejects.toMatchObject({ code: 'SIGN_IN_SERVICE_AWAY' })
})

/** Entra ID as it speaks for every tenant: its issuer is a pattern, and each token names its own tenant. */
async function everyTenant({ tid, iss }: { readonly tid: string; readonly iss?: string }) {
  const base = 'https://login.microsoftonline.com'
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const sign = (nonce: string) =>
    new SignJWT({ tid, oid: 'an-object', nonce, sub: 'pairwise' })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(iss ?? `${base}/${tid}/v2.0`)
      .setAudience('rollcall')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
  let nonce = ''
  const says: Readonly<Record<string, () => unknown>> = {
    '/organizations/v2.0/.well-known/openid-configuration': () => ({
      issuer: `${base}/{tenantid}/v2.0`,
      authorization_endpoint: `${base}/organizations/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/organizations/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      jwks_uri: `${base}/organizations/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/organizations/oauth2/v2.0/token': async () => ({
      ...{ access_token: 'x', token_type: 'Bearer', id_token: await sign(nonce) },
    }),
    '/organizations/discovery/v2.0/keys': async () => ({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }],
    }),
  }
  const fetch: NonNullable<Organisation['fetch']> = async (address) =>
    Response.json(await says[new URL(address).pathname]?.())
  const issuer = `${base}/organizations/v2.0`
  const signIn = organisationSignIn({ issuer, clientId: 'rollcall', clientSecret: 'x', fetch }, portalUrl)
  const { address, secrets } = await signIn.begin()
  nonce = secrets.nonce
  expect(address).toContain(`${base}/organizations/oauth2/v2.0/authorize?`)
  const back = new URL(`${portalUrl}/sign-in/organisation/return?code=x&state=${secrets.state}`)
  return await signIn.finish(back, secrets)
}

test('where Entra ID speaks for every tenant, a person is of the tenant that their token names', async () => {
  const tid = crypto.randomUUID()
  expect(await everyTenant({ tid })).toEqual({
    ...{ issuer: `https://login.microsoftonline.com/${tid}/v2.0`, tenant: tid, subject: 'an-object' },
  })
})

test('and a token whose issuer is another tenant than its own is refused', async () => {
  const iss = 'https://login.microsoftonline.com/another/v2.0'
  await expect(everyTenant({ tid: crypto.randomUUID(), iss })).rejects.toMatchObject({
    code: 'JOURNEY_WRONG',
  })
})
