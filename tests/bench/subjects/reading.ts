import { readFile } from 'node:fs/promises'
import { inflateRawSync, type ZlibOptions } from 'node:zlib'
import { limits } from '@rollcall/workbook/limits'
import { readWorkbook } from '@rollcall/workbook/read-workbook'
import { readZip } from '@rollcall/workbook/zip'

// Ways of reading one sheet of a file that is in memory. Each looks at every cell, and says how many are not empty.

interface Reading {
  readonly file: string
  readonly sheet: string
}

// A stress file has three million cells; a return may have two.
const roomy = {
  ...limits,
  cells: 4_000_000,
  uploadBytes: 200_000_000,
  inflatedBytes: 1_000_000_000,
  seconds: 600,
}

/** As little as any reader has to do: every part unpacked, and nothing looked at. */
export const floor = ({ file }: Reading) => unpacking(file, () => ({}))

/** The same as fast as it goes: all of a part at once, into memory whose size is known beforehand. */
export const fastestFloor = ({ file }: Reading) =>
  unpacking(file, (size) => ({ chunkSize: Math.max(64, size + 1) }))

async function unpacking(file: string, options: (size: number) => ZlibOptions) {
  const bytes = await readFile(file)
  return () => {
    for (const { packed, deflated, size } of readZip(bytes, roomy))
      if (deflated) inflateRawSync(packed, options(size))
  }
}

export async function ours({ file, sheet }: Reading) {
  const bytes = await readFile(file)
  return async () => {
    let cells = 0
    await readWorkbook(
      bytes,
      {
        sheet: ({ name }) =>
          name !== sheet
            ? undefined
            : (_row, given) => {
                for (const cell of given) if (cell !== null) cells++
              },
      },
      roomy,
    )
    return cells
  }
}
