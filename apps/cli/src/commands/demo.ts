import { numberIn } from '../arguments.ts'
import type { Command } from '../command.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'two rounds from request to national figures, through the portal, in about a minute',
  usage: '[--exit] [--authorities N]',
  words: 0,
  help: [
    ['--exit', 'ends after the figures are printed; left out: the portal stays up until Ctrl-C'],
    ['--authorities', 'only the first so many authorities, at least 10'],
    [
      'DATABASE_URL',
      'an empty database of your own, with DATABASE_OWNER_URL; left out: one is made in ROLLCALL_HOME/demo',
    ],
  ],
  examples: ['demo', 'demo --exit --authorities 20'],
  options: { exit: { type: 'boolean' }, authorities: { type: 'string' } },
  run: async (options, _, terminal) => {
    const authorities = numberIn(options, 'authorities', { from: 10, to: 100_000, whole: true })
    // What talks to a database takes a while to load, and no other command should wait for it.
    const { runDemo } = await import('../run-demo.ts')
    return await runDemo({ authorities, stays: options.exit !== true }, terminal)
  },
}
