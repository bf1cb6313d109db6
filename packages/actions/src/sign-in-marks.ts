import { mark } from '@rollcall/platform/sealing'

// What is kept of signing in by e-mail: marks under the portal's key for it. Without that key none of them tells what it is of.

export const addressMark = (key: Uint8Array, email: string): Buffer => mark(key, `address ${email}`)

/** Of IPv6 the first half, which is one place's. */
export const networkMark = (key: Uint8Array, ip: string): Buffer => mark(key, `network ${networkOf(ip)}`)

export const browserMark = (key: Uint8Array, browserToken: string): Buffer =>
  mark(key, `browser ${browserToken}`)

export const linkMark = (key: Uint8Array, linkToken: string): Buffer => mark(key, `link ${linkToken}`)

/** Of one attempt, so that the same figures have another mark each time. */
export const codeMark = (key: Uint8Array, attemptId: string, code: string): Buffer =>
  mark(key, `code ${attemptId} ${code}`)

function networkOf(ip: string): string {
  const [ofFour] = /\d+(?:\.\d+){3}$/.exec(ip) ?? []
  if (ofFour !== undefined) return ofFour
  const [front = '', back] = ip.split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const gap = back === undefined ? 0 : Math.max(8 - groups(front).length - groups(back).length, 0)
  return [...groups(front), ...Array.from({ length: gap }, () => '0'), ...groups(back ?? '')]
    .slice(0, 4)
    .join(':')
}
