// Says whether a file that somebody chooses is the one on the receipt. It is read here, and goes nowhere. Without script the page says how else to tell.
const part = document.getElementById('compare')
const input = part?.querySelector('input')
const words = document.getElementById('compared')

async function hashOf(file) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function compared(file) {
  const { sha256, byteCount } = part.dataset
  // Another size is another file, however long it would take to read.
  if (file.size !== Number(byteCount)) return 'This is another file: its size is not the one on the receipt.'
  return (await hashOf(file)) === sha256
    ? 'This is the file that was sent, to the last byte.'
    : 'This is another file, though it is of the same size.'
}

async function compare() {
  const [file] = input.files
  if (file === undefined) return
  words.textContent = 'Comparing…'
  const said = await compared(file).catch(
    () => 'This file could not be read. Close it elsewhere, then choose it again.',
  )
  if (input.files[0] === file) words.textContent = said
}

if (part && globalThis.crypto?.subtle) {
  part.hidden = false
  input.addEventListener('change', () => void compare())
}
