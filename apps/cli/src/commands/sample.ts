import { counted } from '@rollcall/domain/text'
import { collectionBy, needed, numberIn, optional, referenceDateIn } from '../arguments.ts'
import { type Command, exitCodes } from '../command.ts'
import { showProgress } from '../terminal.ts'
import { makeFolder, writeNamed } from '../write-file.ts'
import { sharesOf, writeSamples } from '../write-samples.ts'

export const sample: Command = {
  name: 'sample',
  summary: 'believable returns for demonstrations and load tests',
  usage:
    'ID --reference-date DAY --out FOLDER [--seed N] [--authorities N] [--rows N] [--mistakes SHARE] [--planted FILE.json] [--json]',
  words: 1,
  help: [
    ['--reference-date', 'the day (or the last day of the period) the returns are about'],
    ['--out', 'the folder to write them in; it is made if it is not there'],
    ['--seed', 'which sample: the same number gives the same returns; left out: 1'],
    ['--authorities', 'only the first so many authorities'],
    ['--rows', 'so many rows for each authority, in place of believable numbers'],
    ['--mistakes', 'the share of rows with a mistake in them, for example 0.02; left out: none'],
    ['--planted', 'write down every mistake made, and the finding it has to give'],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: [
    'sample illegal-homes --reference-date 2024-09-01 --seed 7 --out returns',
    'sample illegal-homes --reference-date 2024-09-01 --authorities 1 --rows 10000 --mistakes 0.02 --out large --planted planted.json',
  ],
  options: {
    'reference-date': { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string' },
    authorities: { type: 'string' },
    rows: { type: 'string' },
    mistakes: { type: 'string' },
    planted: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, [id], terminal) {
    const collection = collectionBy(
      id,
      'rollcall sample illegal-homes --reference-date 2024-09-01 --out returns',
    )
    const authorities = numberIn(options, 'authorities', { from: 1, to: 100_000, whole: true })
    const rows = numberIn(options, 'rows', { from: 0, to: 1_000_000, whole: true })
    const made = {
      referenceDate: referenceDateIn(options, collection),
      seed: numberIn(options, 'seed', { from: 0, to: 2 ** 32 - 1, whole: true }) ?? 1,
      mistakes: numberIn(options, 'mistakes', { from: 0, to: 1, whole: false }) ?? 0,
      ...(authorities !== undefined && { authorities }),
      ...(rows !== undefined && { rows }),
    }
    const folder = needed(options, 'out', 'returns')
    await makeFolder(folder)
    const task = { collection: collection.id, options: made, folder }
    const progress = showProgress('Writing returns', sharesOf(task))
    const written = await writeSamples(task, progress).finally(() => progress.end())
    const planted = optional(options, 'planted')
    if (planted !== undefined) await writeNamed(planted, JSON.stringify(written, null, 1))
    if (options.json) terminal.out(JSON.stringify({ folder, files: written.map(({ file }) => file) }))
    else
      terminal.out(
        `${counted(written.length, 'return')} in ${folder}. They are synthetic: no real child is described.`,
      )
    return exitCodes.done
  },
}
