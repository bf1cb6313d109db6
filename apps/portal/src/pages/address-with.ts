/** An address that says these; what is not known is left out. */
export function addressWith(address: string, said: Readonly<Record<string, string | undefined>>): string {
  const known = Object.entries(said).filter((one): one is [string, string] => one[1] !== undefined)
  const query = new URLSearchParams(known).toString()
  return `${address}${query && `?${query}`}`
}
