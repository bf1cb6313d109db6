import { authorities } from '@rollcall/collections/authorities/authorities'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { aggregateFolder } from '../aggregate-folder.ts'
import { collectionBy, optional, referenceDateIn } from '../arguments.ts'
import { type Command, exitCodes } from '../command.ts'
import { relaxedIn } from '../relaxed-rules.ts'
import { tellFigures } from '../tell-figures.ts'
import { UsageError } from '../usage-error.ts'

const example = 'rollcall aggregate illegal-homes --reference-date 2024-09-01 returns'

export const aggregate: Command = {
  name: 'aggregate',
  summary: 'national figures from a folder of returns',
  usage: 'ID --reference-date DAY FOLDER [--previous FOLDER] [--relax RULES] [--json]',
  words: 2,
  help: [
    ['--reference-date', 'the day (or the last day of the period) the returns are about'],
    ['--previous', 'a folder of the returns of the round before, for children present in both'],
    ['--relax', 'rules that were relaxed: IH-007=off,IH-034=query@330'],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: [
    'aggregate illegal-homes --reference-date 2024-09-01 returns',
    'aggregate illegal-homes --reference-date 2025-09-01 returns-2025 --previous returns-2024 --json',
  ],
  options: {
    'reference-date': { type: 'string' },
    previous: { type: 'string' },
    relax: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, [id, folder], terminal) {
    const collection = collectionBy(id, example)
    const referenceDate = referenceDateIn(options, collection)
    if (folder === undefined)
      throw new UsageError(`Say which folder the returns are in. For example: ${example}`)
    const compiled = compileCollection(collection, authorities, referenceDate)
    const how = { previous: optional(options, 'previous'), relaxed: relaxedIn(options, compiled) }
    const national = await aggregateFolder(compiled, folder, how, terminal.err)
    if (options.json) terminal.out(JSON.stringify(national))
    else tellFigures(compiled, national, terminal)
    return exitCodes.done
  },
}
