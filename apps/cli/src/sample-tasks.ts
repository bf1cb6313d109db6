import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import type { Planted, SampleOptions, SampleReturn } from '@rollcall/collections/sample/sample'
import { samples } from '@rollcall/collections/samples'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { writeTemplate } from '@rollcall/workbook/writing/template'

/** Some of a sample's returns to write, by their place in it. */
export interface SampleTask {
  readonly collection: string
  readonly options: SampleOptions
  readonly places: readonly number[]
  readonly folder: string
}

export interface WrittenSample {
  readonly file: string
  readonly authority: string
  readonly planted: readonly Planted[]
}

const notice = 'Synthetic data, made for demonstrations and tests. No real child is described.'

/** Writes some of a sample's returns in a child process. */
export async function task({
  collection: id,
  options,
  places,
  folder,
}: SampleTask): Promise<WrittenSample[]> {
  const collection = collections.find((one) => one.id === id)
  if (collection === undefined) throw new Error(`no collection ${id}`)
  const returns = sampleOf(id, options)
  const written: WrittenSample[] = []
  for (const place of places) {
    const one = returns[place]
    if (one === undefined) continue
    const { authority, planted } = one
    const file = `${authority.code}-${authority.name.toLowerCase().replace(/[^a-z]+/g, '-')}.xlsx`
    await writeFile(join(folder, file), await sampleWorkbook(collection, options.referenceDate, one))
    written.push({ file, authority: authority.code, planted })
  }
  return written
}

/** One return as the workbook its officer would send. */
export const sampleWorkbook = (
  collection: Collection,
  referenceDate: CalendarDate,
  { authority, sheets }: Pick<SampleReturn, 'authority' | 'sheets'>,
): Promise<Uint8Array> =>
  writeTemplate({ collection, authorities, authority, referenceDate, notice, rows: sheets })

const made = new Map<string, readonly SampleReturn[]>()

/** The whole sample, made once in each process: it is the same for the same options. */
export function sampleOf(id: string, options: SampleOptions): readonly SampleReturn[] {
  const key = JSON.stringify([id, options])
  const before = made.get(key)
  if (before) return before
  const returns = [...(samples[id]?.(options) ?? [])]
  made.set(key, returns)
  return returns
}
