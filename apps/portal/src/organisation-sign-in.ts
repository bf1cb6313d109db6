import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { type Identity, identityOf } from './identity-of.ts'
import { signInProblems } from './sign-in-problems.ts'

/** What a browser keeps, sealed, from when it is sent to its organisation until it comes back. */
interface JourneySecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Signing in at an organisation, by OpenID Connect. */
export interface OrganisationSignIn {
  readonly issuer: string
  /** Where a browser is sent, and what it has to keep meanwhile. */
  begin(): Promise<{ readonly address: string; readonly secrets: JourneySecrets }>
  /** Who has come back to this address. */
  finish(cameBackTo: URL, secrets: JourneySecrets): Promise<Identity>
}

/** The service of an organisation, and what the portal is called there. */
export interface Organisation {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  /** Asks in place of the system's own. */
  readonly fetch?: CustomFetch | undefined
}

/** Where an organisation's service sends people back to. */
export const returnPath = '/sign-in/organisation/return'

/** What a service says of itself is asked for again after this time. */
const knownForMs = 60 * 60_000

/** By discovery, with PKCE, state and nonce; signatures are checked. Nothing is asked of the service before somebody signs in. */
export function organisationSignIn(
  { issuer, clientId, clientSecret, fetch }: Organisation,
  portalUrl: string,
): OrganisationSignIn {
  let known: { readonly until: number; readonly service: Promise<Configuration> } | undefined
  const service = async (): Promise<Configuration> => {
    if (known === undefined || known.until < performance.now()) {
      const asked = discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
        timeout: 8,
        execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
        ...(fetch && { [customFetch]: fetch }),
      })
      known = { until: performance.now() + knownForMs, service: asked }
      asked.catch(() => {
        known = undefined
      })
    }
    return await known.service.catch(isAway)
  }

  return {
    issuer,
    begin: async () => {
      const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
      const address = buildAuthorizationUrl(await service(), {
        redirect_uri: `${portalUrl}${returnPath}`,
        // Entra ID names a person's object and tenant only to those who ask for the profile.
        scope: 'openid profile',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, secrets }
    },
    finish: async (cameBackTo, { state, nonce, codeVerifier }) => {
      const tokens = await authorizationCodeGrant(await service(), cameBackTo, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      }).catch(refused)
      const claims = tokens.claims()
      if (claims === undefined) throw signInProblems.journeyWrong()
      return identityOf(claims.iss, claims)
    },
  }
}

/** As the service says it takes a secret; OpenID Connect Discovery 1.0 section 3: in a header, where it does not say. */
function authentication(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None()
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (service, ...rest) => {
    const { token_endpoint_auth_methods_supported: taken = ['client_secret_basic'] } = service
    return (taken.includes('client_secret_basic') ? inHeader : inBody)(service, ...rest)
  }
}

/** What says that a service did not answer, or not as one; anything else is about the person who came back. */
const awayCodes = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]

function refused(error: unknown): never {
  // RFC 6749 section 4.1.2.1: the service itself, or the person, said no.
  if (error instanceof AuthorizationResponseError) throw signInProblems.organisationRefused()
  if (error instanceof ResponseBodyError) {
    // The code was used before, or was given out for another browser.
    if (error.error === 'invalid_grant') throw signInProblems.journeyWrong(why(error))
    throw error
  }
  if (error instanceof ClientError && !awayCodes.includes(error.code ?? ''))
    throw signInProblems.journeyWrong(why(error))
  isAway(error)
}

function isAway(error: unknown): never {
  if (error instanceof ClientError || error instanceof TypeError)
    throw signInProblems.signInServiceAway(why(error))
  throw error
}

/** What went wrong, without what was said of the person: an error of the library holds their token's claims. */
function why(error: Error & { readonly code?: string }): Error {
  const { cause } = error
  const reason = cause instanceof Error ? [cause.message, (cause as { readonly code?: string }).code] : []
  return new Error([error.code, error.message, ...reason].filter((part) => part !== undefined).join(': '))
}
