import type { Command } from '../command.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'looks the record of who did what through: whether anything in it was changed or removed',
  usage: 'verify [--database-url URL] [--seen NUMBER:HASH] [--json]',
  words: 1,
  help: [
    ['--database-url', "the portal's database; left out: DATABASE_URL, or the Postgres of our own"],
    ['--seen', 'an event noted before, as this command printed it: it has to be there still'],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: ['audit verify', 'audit verify --json'],
  options: {
    'database-url': { type: 'string' },
    seen: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (options, words, terminal) =>
    (await import('../run-audit.ts')).runAudit(options, words, terminal),
}
