import type { Command } from '../command.ts'

export const prepare: Command = {
  name: 'prepare',
  summary: 'makes a Postgres of your own ready for this version, or says that it is',
  usage: '[--json]',
  words: 0,
  help: [
    ['--json', 'one JSON value and nothing else'],
    ['DATABASE_URL', 'the login of the portal and the worker, in the environment'],
    ['DATABASE_OWNER_URL', 'the login that owns the tables'],
    [
      'DATABASE_ADMIN_URL',
      'a login that may make logins and databases; left out: both and the database are there',
    ],
  ],
  examples: ['prepare', 'prepare --json'],
  options: { json: { type: 'boolean' } },
  // What talks to a database takes a while to load, and no other command should wait for it.
  run: async (options, _, terminal) => (await import('../run-prepare.ts')).runPrepare(options, terminal),
}
