import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type CryptoKey, SignJWT } from 'jose'

export interface Credentials {
  readonly clientId: string
  readonly privateKey: CryptoKey
}

interface Options {
  /** How long it goes on asking one thing before it gives up. */
  readonly giveUpMs?: number
  /** Told of every answer, and of a request that got none (status 0). */
  readonly onAnswer?: (answer: { readonly status: number; readonly code: string }) => void
}

/** A supplier's system that asks a portal over HTTP. */
export interface ApiClient {
  /** What a request of its says about who sends it. */
  authorization(): Promise<string>
  get<Value>(path: string): Promise<Value>
  bytes(path: string): Promise<Buffer>
  /** Nothing where it was done, but the portal died before it could say what came of it. */
  post<Value>(path: string, body?: object, how?: How): Promise<Value | undefined>
  upload<Value>(path: string, file: Uint8Array, how?: How): Promise<Value | undefined>
}

interface How {
  readonly key?: string
  /** The first try is given up after so many milliseconds, though the portal may be at work on it. */
  readonly impatientMs?: number | undefined
}

/** The portal has refused something, and would refuse it again. */
class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(what: string, status: number, { code, detail }: Told) {
    super(`${what}: ${status} ${code} ${detail}`)
    this.status = status
    this.code = code
  }
}

interface Told {
  readonly code: string
  readonly detail: string
}

interface Answer {
  readonly status: number
  readonly bytes: Buffer
}

/** Without bytes it was done, and its answer is lost. */
interface Settled {
  readonly bytes?: Buffer
}

/**
 * Asks as often as it takes: while it gets no answer, or one that says to come back, it sends the same again, with the same
 * Idempotency-Key.
 */
export function apiClient(portalUrl: string, credentials: Credentials, options: Options = {}): ApiClient {
  const { giveUpMs = 90_000, onAnswer } = options
  let token: { readonly value: string; readonly until: number } | undefined

  async function once(path: string, init: RequestInit): Promise<Answer | undefined> {
    try {
      const response = await fetch(`${portalUrl}${path}`, init)
      // A portal that is killed may have sent the beginning only.
      const bytes = Buffer.from(await response.arrayBuffer())
      onAnswer?.({ status: response.status, code: response.ok ? '' : toldIn(bytes).code })
      return { status: response.status, bytes }
    } catch {
      onAnswer?.({ status: 0, code: '' })
      return undefined
    }
  }

  async function accessToken(signal: AbortSignal): Promise<string | undefined> {
    if (token && token.until > Date.now()) return token.value
    const answer = await once('/api/v1/token', {
      method: 'POST',
      signal,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(portalUrl, credentials),
      }),
    })
    if (answer?.status !== 200) return undefined
    const given = JSON.parse(answer.bytes.toString()) as { access_token: string; expires_in: number }
    token = { value: given.access_token, until: Date.now() + (given.expires_in - 60) * 1000 }
    return token.value
  }

  async function tryOnce(path: string, init: RequestInit, ms: number): Promise<Answer | undefined> {
    const signal = AbortSignal.timeout(ms)
    const bearer = await accessToken(signal)
    if (bearer === undefined) return undefined
    const headers = { ...init.headers, authorization: `Bearer ${bearer}` }
    const answer = await once(path, { ...init, headers, signal })
    if (answer?.status === 401) token = undefined
    return answer
  }

  /** The bytes of an answer that holds; nothing where it has to be asked again. */
  function settled(what: string, answer: Answer | undefined): Settled | undefined {
    if (answer === undefined || isForNow(answer)) return undefined
    if (answer.status < 300) return { bytes: answer.bytes }
    const told = toldIn(answer.bytes)
    if (told.code === 'DONE_BEFORE') return {}
    throw new Refused(what, answer.status, told)
  }

  async function ask(path: string, init: RequestInit = {}, impatientMs?: number): Promise<Settled> {
    const what = `${init.method ?? 'GET'} ${path}`
    const until = performance.now() + giveUpMs
    let pause = 100
    for (let ms = impatientMs ?? 30_000; performance.now() < until; ms = 30_000) {
      const answer = settled(what, await tryOnce(path, init, ms))
      if (answer) return answer
      await wait(pause)
      pause = Math.min(pause * 1.5, 1000)
    }
    throw new Error(`${what} had no answer within ${giveUpMs / 1000} seconds`)
  }

  return {
    authorization: async () => `Bearer ${await accessToken(AbortSignal.timeout(30_000))}`,
    get: async <Value>(path: string) => read<Value>(await ask(path)) as Value,
    bytes: async (path) => (await ask(path)).bytes ?? Buffer.alloc(0),
    post: async <Value>(path: string, body?: object, { key = randomUUID(), impatientMs }: How = {}) => {
      const headers = { 'idempotency-key': key, ...(body && { 'content-type': 'application/json' }) }
      const init = { method: 'POST', headers, body: body ? JSON.stringify(body) : null }
      return read<Value>(await ask(path, init, impatientMs))
    },
    upload: async <Value>(path: string, file: Uint8Array, { key = randomUUID(), impatientMs }: How = {}) => {
      const body = new FormData()
      body.append('file', new Blob([Buffer.from(file)]), 'return.xlsx')
      return read<Value>(
        await ask(path, { method: 'POST', headers: { 'idempotency-key': key }, body }, impatientMs),
      )
    },
  }
}

const read = <Value>({ bytes }: Settled): Value | undefined =>
  bytes && (JSON.parse(bytes.toString() || 'null') as Value)

/** What may be otherwise in a moment: no token any more, too often, not done yet, a portal or a database that is away. */
function isForNow({ status, bytes }: Answer): boolean {
  if (status >= 500 || status === 401 || status === 429) return true
  return ['STILL_RUNNING', 'UPLOAD_BROKEN'].includes(toldIn(bytes).code)
}

function toldIn(bytes: Buffer): Told {
  try {
    return JSON.parse(bytes.toString()) as Told
  } catch {
    return { code: '', detail: bytes.toString().slice(0, 200) }
  }
}

const assertion = (portalUrl: string, { clientId, privateKey }: Credentials): Promise<string> =>
  new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${portalUrl}/api/v1/token`)
    .setIssuedAt()
    .setExpirationTime('2 minutes')
    .sign(privateKey)
