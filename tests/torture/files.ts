import { createHash } from 'node:crypto'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import { day } from '@rollcall/domain/calendar-date'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Contribution } from '@rollcall/domain/contribution'
import { nationalFigures } from '@rollcall/domain/national-figures'
import { nilReturn } from '@rollcall/domain/nil-return'
import { checkWorkbook } from '@rollcall/workbook/check-workbook'
import { writeTemplate } from '@rollcall/workbook/writing/template'

const referenceDate = day('2024-09-01')

export interface FilesOfAuthority {
  readonly code: string
  /** Returns with nothing to fix, each other than the rest. */
  readonly good: readonly [Uint8Array, ...Uint8Array[]]
  /** One with mistakes in it. */
  readonly mistaken: Uint8Array
}

/** Sample returns of the first so many authorities. */
export async function makeFiles(count: number): Promise<FilesOfAuthority[]> {
  const made = async (seed: number, mistakes = 0) =>
    await Promise.all(
      [...makeIllegalHomes({ referenceDate, seed, mistakes, authorities: count })].map(
        ({ authority, sheets }) =>
          writeTemplate({ collection: illegalHomes, authorities, authority, referenceDate, rows: sheets }),
      ),
    )
  const [first, second, third, mistaken] = [await made(7), await made(8), await made(9), await made(7, 1)]
  const codes = [...makeIllegalHomes({ referenceDate, seed: 7, mistakes: 0, authorities: count })].map(
    ({ authority }) => authority.code,
  )
  return codes.map((code, at) => ({
    code,
    good: [first[at] as Uint8Array, second[at] as Uint8Array, third[at] as Uint8Array],
    mistaken: mistaken[at] as Uint8Array,
  }))
}

/** What a return comes to that counts: the bytes that were sent, or nothing for a nil return. */
export interface Counted {
  readonly code: string
  readonly file: Uint8Array | undefined
  readonly sha256: string
}

/** The figures that these returns make when nothing disturbs: read, checked and counted in this process. */
export async function calmFigures(
  returns: readonly Counted[],
  made: Parameters<typeof nationalFigures>[2],
): Promise<string> {
  const compiled = compileCollection(illegalHomes, authorities, referenceDate)
  const contributionOf = async ({ code, file }: Counted): Promise<Contribution | undefined> =>
    file
      ? (await checkWorkbook(file, compiled, { authority: code })).contribution
      : nilReturn(compiled, code)?.contribution
  const counted = await Promise.all(
    returns.map(async (one) => {
      const contribution = await contributionOf(one)
      if (contribution === undefined) throw new Error(`the return of ${one.code} should count`)
      return { contribution, sha256: one.sha256, lastSha256: undefined }
    }),
  )
  return (await nationalFigures(compiled, counted, made)).hash
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
