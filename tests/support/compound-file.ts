/** A container of Microsoft's older formats, as far as it is looked at: its first bytes and the names of its streams. */
function compoundFile(...streams: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(512 + 128 * (streams.length + 1))
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  for (const [at, name] of ['Root Entry', ...streams].entries()) {
    bytes.write(name, 512 + at * 128, 'utf16le')
    bytes.writeUInt16LE((name.length + 1) * 2, 512 + at * 128 + 64)
  }
  return new Uint8Array(bytes)
}

/** What Excel saves when a workbook is given a password. */
export const aPasswordProtectedFile = (): Uint8Array => compoundFile('EncryptionInfo', 'EncryptedPackage')
