/** JSON with its keys in order and no spaces, so that equal values are equal texts (as RFC 8785 has it, for plain ASCII keys). */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const part = value[key]
    if (part !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(part)}`
  }
  return `{${text}}`
}

// Figures have thousands of short plain texts; only others need escapes looked for.
const plain = /^[ !#-[\]-~]*$/
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, or of bytes, in hexadecimal. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const isRecord = (part: unknown): part is Record<string, unknown> => typeof part === 'object' && part !== null
