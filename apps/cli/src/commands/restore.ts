import type { Command } from '../command.ts'

export const restore: Command = {
  name: 'restore',
  summary: 'puts a backup into an empty database, and proves that all of it is there and can be read',
  usage: 'FILE [--database-url URL] [--json]',
  words: 1,
  help: [
    [
      '--database-url',
      'the empty database, with the login that owns it; left out: DATABASE_OWNER_URL, or the Postgres of our own',
    ],
    ['--json', 'one JSON value and nothing else'],
    ['DATABASE_ADMIN_URL', 'a login that may make the logins and the database, where they are not there'],
    ['ROLLCALL_HOME', 'the folder with the key file, or ROLLCALL_MASTER_KEY: in the environment'],
  ],
  examples: ['restore /backups/rollcall-2026-11-22.backup'],
  options: { 'database-url': { type: 'string' }, json: { type: 'boolean' } },
  run: async (options, words, terminal) =>
    (await import('../run-restore.ts')).runRestore(options, words, terminal),
}
