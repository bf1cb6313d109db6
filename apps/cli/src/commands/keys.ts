import type { Command } from '../command.ts'

export const keys: Command = {
  name: 'keys',
  summary: 'makes a new master key, and wraps every key with it',
  usage: 'new|rotate [--database-url URL] [--json]',
  words: 1,
  help: [
    ['new', 'puts a new master key first in the key file of ROLLCALL_HOME; the older ones stay'],
    ['rotate', 'wraps every key with the newest master key; what they have sealed is not touched'],
    [
      '--database-url',
      "the portal's database, for rotate; left out: DATABASE_URL, or the Postgres of our own",
    ],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: ['keys new', 'keys rotate'],
  options: { 'database-url': { type: 'string' }, json: { type: 'boolean' } },
  run: async (options, words, terminal) => (await import('../run-keys.ts')).runKeys(options, words, terminal),
}
