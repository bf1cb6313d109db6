// Crockford's base 32, which leaves out the letters that look like others.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytesOfCode = 10

/** Eighty bits as people can read them out: 'K3F7-9QRT-0V2M-XW4A'. */
export function checkCodeOf(bytes: Uint8Array): string {
  const bits = [...bytes.subarray(0, bytesOfCode)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const code = (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('')
  return inFours(code)
}

/** The check code somebody typed, whatever its case, spaces and dashes, with O read as 0 and I or L as 1; `undefined` where it cannot be one. */
export function readCheckCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const isCode =
    code.length === (bytesOfCode * 8) / 5 && [...code].every((letter) => letters.includes(letter))
  return isCode ? inFours(code) : undefined
}

const inFours = (code: string): string => (code.match(/.{4}/g) ?? []).join('-')
