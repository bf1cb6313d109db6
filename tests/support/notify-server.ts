import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { jwtVerify } from 'jose'
import { z } from 'zod'

const Sent = z.object({
  template_id: z.string(),
  email_address: z.string(),
  personalisation: z.object({ subject: z.string(), message: z.string() }),
  reference: z.string().optional(),
})
type Sent = z.infer<typeof Sent>

/** What GOV.UK Notify has of a message. */
interface NotifiedMail extends Sent {
  readonly id: string
}

/** How it answers in place of taking a message: with a status and words, or by ending the connection, before or after it kept the message. */
type Fault =
  | { readonly status: number; readonly error: string; readonly message: string }
  | 'breaks before'
  | 'breaks after'

export interface NotifyServer {
  /** For NOTIFY_URL. */
  readonly url: string
  /** For NOTIFY_API_KEY. */
  readonly key: string
  readonly templateId: string
  /** Every message that it took, oldest first. */
  readonly taken: readonly NotifiedMail[]
  /** While it is set, it answers so. */
  fault: Fault | undefined
  stop(): Promise<void>
}

const tokenLike = /^Bearer (.+)$/

/** A server on this machine that speaks the part of GOV.UK Notify's API that we use, and takes none but its key. */
export async function startNotifyServer(): Promise<NotifyServer> {
  const [serviceId, secret, templateId] = [randomUUID(), randomUUID(), randomUUID()]
  const taken: NotifiedMail[] = []

  const isKnown = async ({ headers }: IncomingMessage): Promise<boolean> => {
    const [, token = ''] = tokenLike.exec(headers.authorization ?? '') ?? []
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
      issuer: serviceId,
      algorithms: ['HS256'],
    }).catch(() => undefined)
    return verified !== undefined
  }

  const keep = async (request: IncomingMessage): Promise<NotifiedMail> => {
    const sent = Sent.parse(JSON.parse(await bodyOf(request)))
    const mail = { ...sent, id: randomUUID() }
    taken.push(mail)
    return mail
  }

  const found = ({ url = '/' }: IncomingMessage): Reply => {
    const wanted = new URL(url, 'http://notify').searchParams.get('reference')
    return { status: 200, body: { notifications: taken.filter(({ reference }) => reference === wanted) } }
  }

  const replyTo = async (request: IncomingMessage): Promise<Reply | 'break'> => {
    const { fault } = server
    if (!(await isKnown(request))) return refusal(403, 'AuthError', 'Invalid token: API key not found')
    if (fault === 'breaks before') return 'break'
    if (typeof fault === 'object') return refusal(fault.status, fault.error, fault.message)
    if (request.method === 'GET') return found(request)
    const { id, reference = null } = await keep(request)
    return fault === 'breaks after' ? 'break' : { status: 201, body: { id, reference } }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await replyTo(request)
    if (reply === 'break') response.destroy()
    else
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const at = http.address()
  const server: NotifyServer = {
    url: `http://127.0.0.1:${typeof at === 'object' ? at?.port : at}`,
    key: `rollcall_test-${serviceId}-${secret}`,
    templateId,
    taken,
    fault: undefined,
    stop: () => {
      http.closeAllConnections()
      return new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
  return server
}

interface Reply {
  readonly status: number
  readonly body: object
}

const refusal = (status: number, error: string, message: string): Reply => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
