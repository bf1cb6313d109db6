import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { sampleOf, sampleWorkbook } from '../sample-tasks.ts'
import { makeFolder } from '../write-file.ts'
import { writeSamples } from '../write-samples.ts'
import type { SentFile } from './api.ts'

/** What every authority has to say in one round, and the workbooks that say it. */
export interface RoundSample {
  readonly collection: Collection
  readonly referenceDate: CalendarDate
  /** By the authority's code. */
  readonly returns: ReadonlyMap<string, SampleReturn>
  /** The workbook of an authority. */
  file(code: string): Promise<SentFile>
}

interface Wanted {
  readonly collection: Collection
  readonly year: number
  /** Only the first so many; left out: all. */
  readonly authorities: number | undefined
  readonly folder: string
}

const seed = 7

/** The sample of a round. `write` writes its workbooks; whoever asks for one before then gets it when it is there. */
export function roundSample({ collection, year, authorities, folder: parent }: Wanted): RoundSample & {
  write(): Promise<void>
} {
  const referenceDate = day(`${year}-09-01`)
  const options = { referenceDate, seed, mistakes: 0, ...(authorities !== undefined && { authorities }) }
  const folder = join(parent, String(year))
  const written = Promise.withResolvers<ReadonlyMap<string, string>>()
  return {
    collection,
    referenceDate,
    returns: new Map(sampleOf(collection.id, options).map((one) => [one.authority.code, one])),
    file: async (code) => {
      const name = (await written.promise).get(code)
      if (name === undefined) throw new Error(`there is no sample of ${code}`)
      return { name, bytes: new Uint8Array(await readFile(join(folder, name))) }
    },
    write: async () => {
      await makeFolder(folder)
      const files = await writeSamples({ collection: collection.id, options, folder })
      written.resolve(new Map(files.map(({ file, authority }) => [authority, file])))
    },
  }
}

/** Another version of a return than the sample has. */
export async function changedFile(
  { collection, referenceDate }: RoundSample,
  changed: Pick<SampleReturn, 'authority' | 'sheets'>,
): Promise<SentFile> {
  const bytes = await sampleWorkbook(collection, referenceDate, changed)
  return { name: `${changed.authority.code}-return.xlsx`, bytes: new Uint8Array(bytes) }
}
