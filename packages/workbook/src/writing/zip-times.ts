import type { CalendarDate } from '@rollcall/domain/calendar-date'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50
const endSize = 22

/** Gives every part of a zip file, in place, midnight of one day for its time: what is written on two days is the same. */
export function setZipTimes(zip: Uint8Array, date: CalendarDate): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.length - endSize
  expect(view, end, endOfDirectory)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  // A zip file knows no year before 1980 or after 2107 (APPNOTE 4.4.6).
  const years = Math.min(Math.max(year - 1980, 0), 127)
  const packed = (years << 9) | (month << 5) | day
  let entry = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    expect(view, entry, directoryEntry)
    const header = view.getUint32(entry + 42, true)
    expect(view, header, localHeader)
    view.setUint32(entry + 12, packed << 16, true)
    view.setUint32(header + 10, packed << 16, true)
    entry += 46 + [28, 30, 32].reduce((sum, at) => sum + view.getUint16(entry + at, true), 0)
  }
}

function expect(view: DataView, at: number, signature: number): void {
  if (view.getUint32(at, true) !== signature)
    throw new Error(`The zip file just written has no entry at ${at}.`)
}
