/** Whether nobody can listen in on what goes to an address: it is HTTPS, or of this machine alone. */
export function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
