import { MailFault, type MailFaultKind } from './mail.ts'
import { saysNoSuchAddress } from './no-such-address.ts'

/** What nodemailer says of a message that was not sent. */
interface SmtpError {
  readonly code?: string
  /** What was being said to the server: 'CONN', 'MAIL FROM', 'RCPT TO', 'DATA'. */
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

/**
 * Why a mail server was not handed a message. `hadBegun` says whether any of the message itself was said: from then on a connection that
 * breaks leaves open whether the server has it. A server that refuses repeats whom the message is to, which is left out.
 */
export function smtpFault(error: unknown, hadBegun: boolean): MailFault {
  const found = error as SmtpError
  const { code, responseCode, response } = found
  const said = [code, responseCode, enhancedCode(response)].filter((part) => part !== undefined).join(' ')
  return new MailFault(kindOf(found, hadBegun), said)
}

// 421 (RFC 5321 section 4.2.1): the server closes the connection, whatever it was asked.
const closing = 421

function kindOf(error: SmtpError, hadBegun: boolean): MailFaultKind {
  const { code, command, responseCode } = error
  if (responseCode === undefined) return hadBegun ? 'not known' : withoutAnswer(code)
  const isOfMessage = code === 'EENVELOPE' || code === 'EMESSAGE'
  // Refused as the sender: nothing is wrong with this message, and every other one would be refused too.
  const isOfSender = command === 'MAIL FROM' && responseCode >= 500
  if (responseCode === closing || isOfSender || !isOfMessage) return 'away'
  if (responseCode < 500) return 'not now'
  return command === 'RCPT TO' && isNoSuchAddress(error) ? 'no such address' : 'refused'
}

/** The server said nothing: nodemailer finds by itself where an address cannot be written to, or a message is longer than the server takes. */
function withoutAnswer(code: string | undefined): MailFaultKind {
  if (code === 'EENVELOPE') return 'no such address'
  return code === 'EMESSAGE' ? 'refused' : 'away'
}

/** Servers answer 550 to what they do not like for any reason; the second code, where they give one, tells which it is. */
const isNoSuchAddress = ({ responseCode, response }: SmtpError): boolean =>
  saysNoSuchAddress({ code: responseCode, enhanced: enhancedCode(response) })

/** '550 5.1.1 No such mailbox' has a second code. */
const enhancedCode = (response: string | undefined): string | undefined =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
