import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { day } from '@rollcall/domain/calendar-date'
import { writeTemplate } from '@rollcall/workbook/writing/template'

const in2024 = day('2024-09-01')

/** Returns of the first so many authorities, as data: to be changed before they are written. */
export const sampleReturns = (count: number, referenceDate = in2024): SampleReturn[] => [
  ...makeIllegalHomes({ referenceDate, seed: 7, mistakes: 0, authorities: count }),
]

/** A return as the workbook its officer would send. Without an authority, one that does not say whose it is. */
export const written = (
  { authority, sheets }: Pick<SampleReturn, 'sheets'> & Partial<SampleReturn>,
  referenceDate = in2024,
): Promise<Uint8Array> =>
  writeTemplate({
    collection: illegalHomes,
    authorities,
    referenceDate,
    rows: sheets,
    ...(authority && { authority }),
  })
