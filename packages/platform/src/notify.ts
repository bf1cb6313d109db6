import type { NotifyClient } from 'notifications-node-client'
import { z } from 'zod'
import { type Handed, type Mailer, MailFault, type MailFaultKind } from './mail.ts'
import { notifyText } from './notify-text.ts'

interface Notify {
  /** Where Notify is. */
  readonly url: string
  readonly key: string
  /** A template of ours there that says ((subject)) and ((message)), and nothing else. */
  readonly templateId: string
}

/** Notify answers within a second or two; whoever waits for a code waits for this. */
const timeoutMs = 20_000

const Made = z.object({ id: z.string() })
const Found = z.object({ notifications: z.array(Made) })

/** Sends through GOV.UK Notify, which can be asked later whether it has a message. */
export function throughNotify({ url, key, templateId }: Notify): Mailer {
  let opened: Promise<NotifyClient> | undefined
  const client = () => {
    opened ??= openClient(url, key)
    return opened
  }
  return {
    provider: 'notify',
    send: async ({ to, subject, parts, reference }) => {
      const said = { personalisation: { subject, message: notifyText(parts) } }
      const notify = await client()
      const answer = await notify
        .sendEmail(templateId, to, { ...said, ...(reference && { reference }) })
        .catch(refused)
      return handed(Made.parse(answer.data))
    },
    find: async (reference) => {
      const notify = await client()
      const answer = await notify.getNotifications('email', undefined, reference).catch(notAnswered)
      const [found] = Found.parse(answer.data).notifications
      return found && handed(found)
    },
  }
}

/** Loaded where it is used alone: it is as much to read as the rest of a mailer together. */
async function openClient(url: string, key: string): Promise<NotifyClient> {
  const { NotifyClient } = await import('notifications-node-client')
  const client = new NotifyClient(url, key)
  const ask: typeof client.apiClient.restClient = client.apiClient.restClient
  // By itself the client waits for an answer for ever, and follows a redirect with its token.
  client.setClient(ask.create({ timeout: timeoutMs, maxRedirects: 0 }))
  return client
}

const handed = ({ id }: z.infer<typeof Made>): Handed => ({ provider: 'notify', id })

// What axios throws, of which nothing but codes is kept: the rest holds the whole request.
const Thrown = z.object({
  code: z.string().optional().catch(undefined),
  response: z
    .object({
      status: z.number(),
      data: z
        .object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})
type Thrown = z.infer<typeof Thrown>

function refused(error: unknown): never {
  const thrown = Thrown.parse(error)
  throw new MailFault(kindOf(thrown), saidBy(thrown))
}

/** Where Notify cannot say whether it has a message, that says nothing about the message. */
function notAnswered(error: unknown): never {
  throw new MailFault('away', saidBy(Thrown.parse(error)))
}

const saidBy = ({ code, response }: Thrown): string =>
  [response?.data?.errors[0]?.error ?? code, response?.status].filter((part) => part !== undefined).join(' ')

/** Before these, nothing of a request has left this machine. */
const neverReached =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_|DEPTH_|SELF_|UNABLE_)/

function kindOf({ code = '', response }: Thrown): MailFaultKind {
  if (response === undefined) return neverReached.test(code) ? 'away' : 'not known'
  const { status, data } = response
  if (status === 400) return ofBadRequest(data?.errors ?? [])
  // Too many a minute or a day (429), a key that is wrong or of another service (403), a redirect, closed for a while (503): nothing is
  // wrong with this message, and the next one would be told the same.
  if (status < 500 || status === 503) return 'away'
  // It broke while it had the request in its hands. It is asked later whether it has kept it.
  return 'not known'
}

type Told = readonly { readonly error: string; readonly message: string }[]

/** Notify says 400 of an address, of a message, and of how the service is set up. The words are in its documentation, and stable. */
function ofBadRequest(told: Told): MailFaultKind {
  const says = (pattern: RegExp) => told.some(({ message }) => pattern.test(message))
  if (says(/^email_address\b/)) return 'no such address'
  // With this key, or before the service is live, this person is never written to.
  if (says(/team-only API key|trial mode/)) return 'refused'
  return says(/template|personalisation|reply_to/i) ? 'away' : 'refused'
}
