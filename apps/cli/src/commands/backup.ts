import type { Command } from '../command.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'writes all that the database holds into one file; the master keys are not in it',
  usage: 'FILE [--database-url URL] [--json]',
  words: 1,
  help: [
    ['--database-url', "the portal's database; left out: DATABASE_URL, or the Postgres of our own"],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: ['backup /backups/rollcall-2026-11-22.backup'],
  options: { 'database-url': { type: 'string' }, json: { type: 'boolean' } },
  run: async (options, words, terminal) =>
    (await import('../run-backup.ts')).runBackup(options, words, terminal),
}
