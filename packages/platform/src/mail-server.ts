/** Where mail is handed over, and how. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** From the first byte; from STARTTLS on, without which nothing is sent; or none at all. */
  readonly tls: 'at once' | 'required' | 'none'
  readonly login?: { readonly user: string; readonly pass: string }
}

/** What SMTP_URL says; nothing where it says more than we know. */
export function mailServer(text: string): MailServer | undefined {
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
  const isBare = ['', '/'].includes(pathname) && hash === '' && ['', '?tls=none'].includes(search)
  if (!isBare || hostname === '') return undefined
  const isSecure = protocol === 'smtps:'
  if (isSecure && search !== '') return undefined
  const tls = isSecure ? 'at once' : search !== '' || isThisMachine(hostname) ? 'none' : 'required'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isSecure ? 465 : 587),
    tls,
    ...(username !== '' && {
      login: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
  }
}

/** Whether a host's name is one of this machine alone. */
export const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** 'Rollcall <rollcall@example.org>', or the address alone. */
const sender = /^(?:([^<>@\r\n"]*?) *<([^<>@\s]+@[^<>@\s]+)>|([^<>@\s]+@[^<>@\s]+))$/

export const isSender = (text: string): boolean => sender.test(text)

export function senderOf(text: string): { readonly name: string; readonly address: string } {
  const [, name = '', address, alone = ''] = sender.exec(text) ?? []
  return { name, address: address ?? alone }
}
