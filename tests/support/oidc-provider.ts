import { createServer, type Server } from 'node:http'
import type { Organisation } from '@rollcall/portal/organisation-sign-in'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'
import { afterAll, beforeAll } from 'vitest'
import { freePort } from './free-port.ts'

interface TestProvider {
  /** For a portal's `organisation`. */
  readonly organisation: Organisation
  /**
   * Does what a browser would at the provider: opens this address, signs in there under this name, and says where it was sent back to. The
   * name is the subject of the identity.
   */
  signIn(address: string, name: string): Promise<string>
  /** Goes away, and comes back. */
  stop(): Promise<void>
  start(): Promise<void>
}

interface Options {
  /** Left out: the portal has no secret, and PKCE alone. */
  readonly clientSecret?: string
  readonly tokenEndpointAuthMethod?: 'client_secret_basic' | 'client_secret_post'
  /** Names people as Entra ID does: by this tenant, and by an object id that is made of their name. */
  readonly tenant?: string
}

/** A real sign-in service on this machine, for the tests of one file. Whoever types a name is that person. */
export async function testOidcProvider(options: Options = {}): Promise<TestProvider> {
  const port = Number(await freePort())
  const issuer = `http://127.0.0.1:${port}`
  const organisation = {
    issuer,
    clientId: 'rollcall',
    ...(options.clientSecret && { clientSecret: options.clientSecret }),
  }
  const jwk = { ...(await newKey()), alg: 'RS256', use: 'sig' }
  const answer = providerAt(issuer, { keys: [jwk] }, options).callback()
  let server: Server | undefined
  const start = async () => {
    const listening = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve))
    server = listening
  }
  const stop = async () => {
    const stopping = server
    server = undefined
    stopping?.closeAllConnections()
    await new Promise((resolve) => (stopping ? stopping.close(resolve) : resolve(undefined)))
  }
  beforeAll(start)
  afterAll(stop)
  return { organisation, signIn: (address, name) => signInAt(issuer, address, name), start, stop }
}

const newKey = async () => exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)

function providerAt(
  issuer: string,
  jwks: { readonly keys: JWK[] },
  { clientSecret, tokenEndpointAuthMethod, tenant }: Options,
): Provider {
  const configuration: Configuration = {
    clients: [
      {
        client_id: 'rollcall',
        ...(clientSecret && { client_secret: clientSecret }),
        token_endpoint_auth_method: clientSecret
          ? (tokenEndpointAuthMethod ?? 'client_secret_basic')
          : 'none',
        redirect_uris: ['https://rollcall.example/sign-in/organisation/return'],
      },
    ],
    claims: { openid: ['sub'], profile: ['tid', 'oid', 'email'] },
    jwks,
    // Said, so that it does not tell us what it takes otherwise.
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    conformIdTokenClaims: false,
    cookies: { keys: ['for tests alone'] },
    pkce: { required: () => true },
    // Signing in is all that is asked of anybody.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: tenant ? `pairwise-${id}` : id,
        // An address is somebody else's as easily as not, so nothing may come of it.
        email: 'anybody@camden.example',
        ...(tenant && { tid: tenant, oid: id }),
      }),
    }),
  }
  const provider = new Provider(issuer, configuration)
  // A portal for a browser has another port each time.
  provider.Client.prototype.redirectUriAllowed = (address: string) =>
    new URL(address).pathname === '/sign-in/organisation/return'
  return provider
}

async function signInAt(issuer: string, address: string, name: string): Promise<string> {
  const cookies = new Map<string, string>()
  const ask = async (to: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const answer = await fetch(to, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(key, value)
    }
    return answer
  }
  let at = new URL(address)
  let answer = await ask(at.href)
  for (let steps = 0; steps < 10; steps++) {
    const sentTo = answer.headers.get('location')
    if (sentTo !== null) {
      at = new URL(sentTo, at)
      if (at.origin !== issuer) return at.href
      answer = await ask(at.href)
    } else if (at.pathname.startsWith('/interaction/')) {
      answer = await ask(at.href, { prompt: 'login', login: name, password: 'any' })
    } else throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
  }
  throw new Error('the provider sends in circles')
}
