import PostalMime, { type Email } from 'postal-mime'
import { proofHeader } from './mail-message.ts'
import { saysNoSuchAddress } from './no-such-address.ts'

/** What a report says of one of our messages. */
export interface MailReport {
  /** What the message is known by with us. */
  readonly reference: string
  /** What the message alone carried, as the report has it; nothing where it has none. */
  readonly proof: string | undefined
  /** 'nothing' where it is still being tried, arrived, or nobody complains. */
  readonly became: 'came back' | 'complained about' | 'given up' | 'nothing'
  /** In codes alone: 'failed 5.1.1'. */
  readonly said: string
}

/** Reads a message that came back: a report of delivery (RFC 3464) or a complaint (RFC 5965). Nothing where it is neither, or of no message of ours. */
export async function readMailReport(bytes: Uint8Array): Promise<MailReport | undefined> {
  const report = await parsed(bytes)
  if (report === undefined || !isReport(report)) return undefined
  const complaint = partOf(report, 'message/feedback-report')
  const status = partOf(report, 'message/delivery-status')
  const named = nameIn(report, status)
  if (named === undefined) return undefined
  if (complaint !== undefined) return { ...named, ...meaningOfComplaint(fieldsOf(complaint)) }
  if (status === undefined) return undefined
  // The first group is about the message, and each of the others about one whom it was to: ours have one.
  const [, ofRecipient = new Map<string, string>()] = groupsOf(status)
  return { ...named, ...meaningOfStatus(ofRecipient) }
}

/** Nothing where it is no e-mail that anybody writes for a good reason: with headers of megabytes, or parts in parts without an end. */
const parsed = (bytes: Uint8Array): Promise<Email | undefined> =>
  PostalMime.parse(bytes, { forceRfc822Attachments: true }).catch(() => undefined)

/** RFC 6522: the whole e-mail is a report. People who answer us may have one of something else among their attachments. */
const isReport = ({ headers }: Email): boolean =>
  /^\s*multipart\/report\b/i.test(headers.find(({ key }) => key === 'content-type')?.value ?? '')

type Fields = ReadonlyMap<string, string>
type Named = Pick<MailReport, 'reference' | 'proof'>
type Meaning = Omit<MailReport, keyof Named>

function meaningOfComplaint(fields: Fields): Meaning {
  const type = fields.get('feedback-type')?.toLowerCase() ?? ''
  return { became: type === 'abuse' ? 'complained about' : 'nothing', said: codeIn(type) }
}

function meaningOfStatus(fields: Fields): Meaning {
  const action = fields.get('action')?.toLowerCase() ?? ''
  const diagnosis = fields.get('diagnostic-code') ?? ''
  const [enhanced] = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '') ?? []
  const code = Number(/\b[245]\d\d\b/.exec(diagnosis)?.[0]) || undefined
  const said = codeIn([action, enhanced].filter(Boolean).join(' '))
  if (action !== 'failed') return { became: 'nothing', said }
  // They tried for days, and ended: nothing is said against the address.
  if (enhanced?.startsWith('4') === true) return { became: 'given up', said }
  return { became: saysNoSuchAddress({ code: code ?? 550, enhanced }) ? 'came back' : 'given up', said }
}

/** Whoever writes a report can write anything into it; nothing of that but codes is kept. */
const codeIn = (text: string): string => text.replaceAll(/[^a-z0-9. -]/g, '').slice(0, 40)

const inMessageId = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i
const asTold = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([0-9a-f]{32}))?$/i
const proofAlone = /^[0-9a-f]{32}$/i

/** As we told the server, as it stands in the message that is sent back, or in what the report answers: there it has no proof. */
function nameIn(report: Email, status: string | undefined): Named | undefined {
  const told = asTold.exec((status && groupsOf(status)[0]?.get('original-envelope-id')) ?? '')
  const back = partOf(report, 'message/rfc822') ?? partOf(report, 'text/rfc822-headers')
  const headers = fieldsOf(back?.split(/\r?\n\r?\n/)[0] ?? '')
  const found = [
    told,
    ...[headers.get('message-id'), report.inReplyTo, report.references].map((text) =>
      inMessageId.exec(text ?? ''),
    ),
  ]
  const reference = found.find((one) => one)?.[1]?.toLowerCase()
  if (reference === undefined) return undefined
  const [ofHeader] = proofAlone.exec(headers.get(proofHeader.toLowerCase()) ?? '') ?? []
  return { reference, proof: (told?.[2] ?? ofHeader)?.toLowerCase() }
}

/** The text of the first part of a kind. */
function partOf({ attachments }: Email, type: string): string | undefined {
  const content = attachments.find(({ mimeType }) => mimeType.toLowerCase() === type)?.content
  return typeof content === 'string' ? content : content && new TextDecoder('latin1').decode(content)
}

const groupsOf = (text: string): Fields[] =>
  text
    .trim()
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(fieldsOf)

/** Lines of 'Name: value', where a line that begins with a space goes on with the one before. The first of a name counts. */
function fieldsOf(text: string): Fields {
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const fields = lines.flatMap((line) => {
    const [, name, value = ''] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), value.trim()] as const]
  })
  return new Map(fields.toReversed())
}
