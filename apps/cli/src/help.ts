import type { Command } from './command.ts'

export function generalHelp(commands: readonly Command[]): string {
  const widest = Math.max(...commands.map(({ name }) => name.length))
  return [
    'rollcall: statutory returns from spreadsheet to national figures',
    '',
    'Usage: rollcall COMMAND …',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`),
    '',
    'Type rollcall COMMAND --help for what a command takes, with examples.',
  ].join('\n')
}

export function commandHelp({ name, summary, usage, help, examples }: Command): string {
  const widest = Math.max(...help.map(([option]) => option.length))
  return [
    `rollcall ${name}: ${summary}`,
    '',
    `Usage: rollcall ${name} ${usage}`,
    '',
    ...help.map(([option, meaning]) => `  ${option.padEnd(widest)}  ${meaning}`),
    '',
    'Examples:',
    ...examples.map((example) => `  rollcall ${example}`),
  ].join('\n')
}
