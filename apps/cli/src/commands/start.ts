import type { Command } from '../command.ts'

export const start: Command = {
  name: 'start',
  summary: 'runs the portal and the worker, with a Postgres of their own unless there is one',
  usage: '',
  words: 0,
  help: [
    ['DATABASE_URL', 'another Postgres, in the environment: left out, one is kept in ROLLCALL_HOME'],
    ['ROLLCALL_HOME', 'where it is kept, with the master key: .rollcall'],
    ['PORT', 'of the portal: 3000'],
    ['PORTAL_URL', 'where people reach it: http://127.0.0.1:3000'],
  ],
  examples: ['start', 'start > rollcall.log'],
  options: {},
  // What talks to a database takes a while to load, and no other command should wait for it.
  run: async (_options, _positionals, terminal) => (await import('../run-start.ts')).runStart(terminal),
}
