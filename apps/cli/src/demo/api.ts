import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { clientAssertion, type SupplierKey } from './supplier-key.ts'

/** The portal's HTTP API, as one supplier's system uses it. Anything but success is thrown. */
export interface Api {
  get<Answer>(path: string, answer: z.ZodType<Answer>): Promise<Answer>
  post<Answer>(path: string, body: object, answer: z.ZodType<Answer>): Promise<Answer>
  /** Sends a file as multipart/form-data. */
  send<Answer>(path: string, file: SentFile, answer: z.ZodType<Answer>): Promise<Answer>
}

export interface SentFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface RegisteredClient {
  readonly clientId: string
  readonly key: SupplierKey
}

const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const Told = z.object({ code: z.string(), detail: z.string() })
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function connectApi(portalUrl: string, client: RegisteredClient): Api {
  let token: { readonly text: string; readonly until: number } | undefined

  async function tokenNow(): Promise<string> {
    if (token && performance.now() < token.until) return token.text
    const { access_token: text, expires_in: seconds } = await newToken(portalUrl, client)
    // Asked for again while there is a minute left.
    token = { text, until: performance.now() + (seconds - 60) * 1000 }
    return text
  }

  async function ask<Answer>(path: string, answer: z.ZodType<Answer>, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, authorization: `Bearer ${await tokenNow()}` }
    const response = await fetch(`${portalUrl}/api/v1${path}`, { ...init, headers })
    if (response.status === 429) {
      await response.arrayBuffer()
      await wait(Number(response.headers.get('retry-after') ?? 1) * 1000)
      return await ask(path, answer, init)
    }
    if (!response.ok) throw await refusalOf(response, `${init.method ?? 'GET'} ${path}`)
    return answer.parse(await response.json())
  }

  return {
    get: (path, answer) => ask(path, answer, {}),
    post: (path, body, answer) =>
      ask(path, answer, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
    send: (path, { name, bytes }, answer) => {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type: workbookType }), name)
      return ask(path, answer, { method: 'POST', headers: { 'idempotency-key': randomUUID() }, body: form })
    },
  }
}

async function newToken(portalUrl: string, { clientId, key }: RegisteredClient) {
  const response = await fetch(`${portalUrl}/api/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion(key, { clientId, portalUrl }),
    }),
  })
  if (!response.ok) throw await refusalOf(response, 'POST /token')
  return Token.parse(await response.json())
}

async function refusalOf(response: Response, asked: string): Promise<Error> {
  const text = await response.text()
  const told = Told.safeParse(parsed(text))
  const why = told.success ? `${told.data.code}: ${told.data.detail}` : text
  return new Error(`The portal refused ${asked} with ${response.status}. ${why}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
