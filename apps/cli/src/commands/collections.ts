import { collections } from '@rollcall/collections/collections'
import { type Command, exitCodes } from '../command.ts'

export const listCollections: Command = {
  name: 'collections',
  summary: 'what there is to collect',
  usage: '[--json]',
  words: 0,
  help: [['--json', 'one JSON value and nothing else']],
  examples: ['collections', 'collections --json'],
  options: { json: { type: 'boolean' } },
  async run({ json }, _, terminal) {
    if (json) {
      terminal.out(
        JSON.stringify(
          collections.map(({ id, version, title, purpose, reference, asks }) => ({
            id,
            version,
            title,
            purpose,
            reference,
            asks,
          })),
          null,
          2,
        ),
      )
      return exitCodes.done
    }
    for (const { id, version, title, oneRowIs, reference, sheets, rules, figures } of collections) {
      const when =
        reference.kind === 'day'
          ? 'about one day'
          : `about ${reference.months} months, named by their last day`
      const columns = sheets.reduce((sum, sheet) => sum + sheet.columns.length, 0)
      terminal.out(`${terminal.strong(id)}  ${title}, version ${version}, ${when}`)
      terminal.out(`  One row is ${oneRowIs}`)
      terminal.out(
        `  ${sheets.map(({ name }) => name).join(', ')}: ${columns} items, ${rules.length} rules, ${figures.length} figures`,
      )
    }
    return exitCodes.done
  },
}
