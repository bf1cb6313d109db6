import { authorities } from '@rollcall/collections/authorities/authorities'
import { day } from '@rollcall/domain/calendar-date'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import { codeBook } from '@rollcall/domain/export/code-book'
import { jsonSchema } from '@rollcall/domain/export/json-schema'
import { tableSchema } from '@rollcall/domain/export/table-schema'
import { collectionBy, optional, referenceDateIn } from '../arguments.ts'
import { type Command, exitCodes } from '../command.ts'
import { UsageError } from '../usage-error.ts'
import { writeNamed } from '../write-file.ts'

const indented = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const formats: Readonly<Record<string, (compiled: CompiledCollection) => string>> = {
  'json-schema': (compiled) => indented(jsonSchema(compiled)),
  'table-schema': (compiled) => indented(tableSchema(compiled)),
  csv: codeBook,
}

export const exportCollection: Command = {
  name: 'export',
  summary: 'a collection for suppliers of case-management systems',
  usage: 'ID --format json-schema|table-schema|csv [--reference-date DAY] [--out FILE] [--json]',
  words: 1,
  help: [
    ['--format', 'json-schema (draft 2020-12), table-schema (Frictionless) or csv (the code book)'],
    ['--reference-date', 'the day whose codes and authorities are meant; left out: today'],
    ['--out', 'a file to write; left out: stdout'],
    ['--json', 'one JSON value and nothing else: the code book as a text in quotes'],
  ],
  examples: [
    'export illegal-homes --format json-schema --reference-date 2025-09-01',
    'export homeless-16-17 --format csv --out code-book.csv',
  ],
  options: {
    format: { type: 'string' },
    'reference-date': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, [id], terminal) {
    const collection = collectionBy(id, 'rollcall export illegal-homes --format json-schema')
    const format = optional(options, 'format') ?? ''
    const write = formats[format]
    if (write === undefined) throw new UsageError(`Say which --format: ${Object.keys(formats).join(', ')}`)
    const today = day(new Date().toISOString().slice(0, 10))
    const on =
      optional(options, 'reference-date') === undefined ? today : referenceDateIn(options, collection)
    const written = write(compileCollection(collection, authorities, on))
    const text = options.json && format === 'csv' ? indented(written) : written
    const out = optional(options, 'out')
    if (out === undefined) terminal.out(text.replace(/\r?\n$/, ''))
    else await writeNamed(out, text)
    return exitCodes.done
  },
}
