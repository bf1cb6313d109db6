import { z } from 'zod'
import { Name } from './ids.ts'

/** What an analyst asks about: the whole return, a row, a cell or a figure. Places only: what they hold stays in the return. */
export const DataQueryAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('return') }),
  z.object({ kind: z.literal('row'), sheet: Name, row: z.int().positive() }),
  z.object({ kind: z.literal('cell'), sheet: Name, row: z.int().positive(), column: Name }),
  z.object({ kind: z.literal('figure'), figure: Name }),
])
export type DataQueryAbout = z.infer<typeof DataQueryAbout>
