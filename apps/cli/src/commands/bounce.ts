import type { Command } from '../command.ts'

export const bounce: Command = {
  name: 'bounce',
  summary: 'reads a message that came back, and notes what became of ours',
  usage: '[--database-url URL] [--json] < REPORT',
  words: 0,
  help: [
    ['REPORT', 'one e-mail as it arrived, on standard input'],
    ['--database-url', "the portal's database; left out: DATABASE_URL, or the Postgres of our own"],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: ['bounce < report.eml', 'bounce --json < report.eml'],
  options: { 'database-url': { type: 'string' }, json: { type: 'boolean' } },
  run: async (options, _, terminal) =>
    (await import('../run-bounce.ts')).runBounce(options, terminal, process.stdin),
}
