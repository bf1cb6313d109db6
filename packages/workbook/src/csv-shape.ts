import { readRecord } from './csv-record.ts'
import { Refusal } from './refusal.ts'

export interface CsvShape {
  readonly delimiter: string
  /** Where the first record begins. */
  readonly start: number
}

const delimiters = [',', ';', '\t']
const sampleRecords = 50
const sampleLetters = 100_000

/** Finds the delimiter: the one Excel's own `sep=` line names, or else the one that cuts most records into equally many fields. */
export function csvShape(text: string): CsvShape {
  const named = /^"?sep=([,;\t|])"?(\r\n|\r|\n|$)/i.exec(text)
  if (named?.[1] !== undefined) return { delimiter: named[1], start: named[0].length }
  const scores = delimiters.map((delimiter) => ({ delimiter, score: score(text, delimiter) }))
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  return { delimiter: best.delimiter, start: 0 }
}

/** The share of records that have the commonest number of fields; among equals, more fields are better. */
function score(text: string, delimiter: string): number {
  const counts = fieldCounts(text, delimiter)
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, records] of tally) {
    if (count > 1) best = Math.max(best, records / counts.length + count / 1_000_000)
  }
  return best
}

function fieldCounts(text: string, delimiter: string): number[] {
  const fields: string[] = []
  const counts: number[] = []
  let at = 0
  while (counts.length < sampleRecords && at < Math.min(text.length, sampleLetters)) {
    const next = readSampled(text, at, delimiter, fields)
    if (next === undefined) break
    if (fields.length > 1 || fields[0] !== '') counts.push(fields.length)
    at = next
  }
  return counts
}

/** With the wrong delimiter a quote may seem never to close; that only speaks against the delimiter. */
function readSampled(text: string, at: number, delimiter: string, fields: string[]): number | undefined {
  try {
    return readRecord(text, at, delimiter, fields, Number.POSITIVE_INFINITY)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
