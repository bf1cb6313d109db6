import type { Command } from '../command.ts'

export const invite: Command = {
  name: 'invite',
  summary: 'gives a person a role, and prints a link that signs them in',
  usage: '--name NAME --email ADDRESS --role ROLE [--authority CODE] [--minutes N] [--json]',
  words: 0,
  help: [
    ['--name', 'the person’s name'],
    ['--email', 'their e-mail address'],
    ['--role', 'analyst or approver, of the office; officer or signatory, of an authority'],
    ['--authority', 'whose officer or signatory: its code or its name'],
    ['--minutes', 'for how long the link can be used, up to 1440; left out: 10'],
    ['--database-url', "the portal's database; left out: DATABASE_URL, or the Postgres of our own"],
    ['--json', 'one JSON value and nothing else'],
    ['PORTAL_URL', 'where people reach the portal, in the environment: http://127.0.0.1:3000'],
  ],
  examples: [
    'invite --name "Priya Sandhu" --email priya@example.org --role approver',
    'invite --name "Owen Cole" --email owen@example.org --role officer --authority 330',
  ],
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string' },
    authority: { type: 'string' },
    minutes: { type: 'string' },
    'database-url': { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (options, _, terminal) => (await import('../run-invite.ts')).runInvite(options, terminal),
}
