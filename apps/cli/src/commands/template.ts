import { authorities } from '@rollcall/collections/authorities/authorities'
import { askingDay } from '@rollcall/domain/asked'
import { inWords } from '@rollcall/domain/calendar-date'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import { authorityIn, collectionBy, needed, optional, referenceDateIn } from '../arguments.ts'
import { type Command, exitCodes } from '../command.ts'
import { writeNamed } from '../write-file.ts'

export const template: Command = {
  name: 'template',
  summary: 'the workbook an officer fills in',
  usage: 'ID --reference-date DAY --out FILE.xlsx [--authority CODE] [--round NAME] [--json]',
  words: 1,
  help: [
    ['--reference-date', 'the day (or the last day of the period) the return is about'],
    ['--authority', 'whose return it will be: a code or a name; left out: nobody’s yet'],
    ['--round', 'the name of the round, to stand on the cover'],
    ['--out', 'the file to write'],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: ['template illegal-homes --authority 330 --reference-date 2024-09-01 --out birmingham.xlsx'],
  options: {
    authority: { type: 'string' },
    'reference-date': { type: 'string' },
    round: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, [id], terminal) {
    const collection = collectionBy(
      id,
      'rollcall template illegal-homes --authority 330 --reference-date 2024-09-01 --out template.xlsx',
    )
    const referenceDate = referenceDateIn(options, collection)
    const authority = authorityIn(options, askingDay(collection, referenceDate))
    const round = optional(options, 'round')
    const out = needed(options, 'out', 'template.xlsx')
    const bytes = await writeTemplate({
      collection,
      authorities,
      referenceDate,
      ...(authority && { authority }),
      ...(round && { round }),
    })
    await writeNamed(out, bytes)
    if (options.json)
      terminal.out(
        JSON.stringify({
          file: out,
          bytes: bytes.length,
          collection: collection.id,
          version: collection.version,
          authority: authority?.code ?? null,
          referenceDate,
        }),
      )
    else
      terminal.out(
        `${out}: ${collection.title}, ${inWords(referenceDate)}${authority ? `, for ${authority.name}` : ''}`,
      )
    return exitCodes.done
  },
}
