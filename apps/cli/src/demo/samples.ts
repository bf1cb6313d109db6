import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { sampleOf, sampleWorkbook } from '../sample-tasks.ts'
import { makeFolder } from '../write-file.ts'
import { writeSamples } from '../write-samples.ts'
import type { SentFile } from './api.ts'

/** Workbooks in a folder, one for each authority. */
export interface Workbooks {
  readonly folder: string
  /** Writes them all. */
  write(): Promise<void>
  /** The file of each by its authority's code, when all are written. */
  readonly files: Promise<ReadonlyMap<string, string>>
}

/** What every authority has to say in one round, and the workbooks that say it. */
export interface RoundSample extends Workbooks {
  readonly collection: Collection
  readonly referenceDate: CalendarDate
  /** By the authority's code. */
  readonly returns: ReadonlyMap<string, SampleReturn>
}

interface Wanted {
  readonly collection: Collection
  readonly year: number
  /** Only the first so many; left out: all. */
  readonly authorities: number | undefined
  /** The folder that theirs is to be in. */
  readonly within: string
}

const seed = 7

export function roundSample({ collection, year, authorities, within }: Wanted): RoundSample {
  const referenceDate = day(`${year}-09-01`)
  const options = { referenceDate, seed, mistakes: 0, ...(authorities !== undefined && { authorities }) }
  return {
    collection,
    referenceDate,
    returns: new Map(sampleOf(collection.id, options).map((one) => [one.authority.code, one])),
    ...workbooksIn(join(within, String(year)), async (folder) => {
      const written = await writeSamples({ collection: collection.id, options, folder })
      return new Map(written.map(({ file, authority }) => [authority, file]))
    }),
  }
}

/** The workbooks of a round over again, some of them changed. */
export function changedWorkbooks(
  sample: RoundSample,
  changes: ReadonlyMap<string, SampleReturn>,
  folder: string,
): Workbooks {
  return workbooksIn(folder, async (into) => {
    const files = await sample.files
    for (const [code, file] of files) {
      const changed = changes.get(code)
      if (changed === undefined) await copyFile(join(sample.folder, file), join(into, file))
      else
        await writeFile(
          join(into, file),
          await sampleWorkbook(sample.collection, sample.referenceDate, changed),
        )
    }
    return files
  })
}

/** A workbook as it is sent. Whoever asks before it is written gets it when it is. */
export async function workbookOf({ folder, files }: Workbooks, code: string): Promise<SentFile> {
  const name = (await files).get(code)
  if (name === undefined) throw new Error(`there is no workbook of ${code}`)
  return { name, bytes: new Uint8Array(await readFile(join(folder, name))) }
}

function workbooksIn(
  folder: string,
  write: (folder: string) => Promise<ReadonlyMap<string, string>>,
): Workbooks {
  const { promise: files, resolve } = Promise.withResolvers<ReadonlyMap<string, string>>()
  return {
    folder,
    files,
    write: async () => {
      await makeFolder(folder)
      resolve(await write(folder))
    },
  }
}
