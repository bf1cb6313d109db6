import { parseArgs } from 'node:util'
import { type Command, exitCodes } from './command.ts'
import { aggregate } from './commands/aggregate.ts'
import { audit } from './commands/audit.ts'
import { backup } from './commands/backup.ts'
import { bounce } from './commands/bounce.ts'
import { check } from './commands/check.ts'
import { listCollections } from './commands/collections.ts'
import { demo } from './commands/demo.ts'
import { exportCollection } from './commands/export.ts'
import { invite } from './commands/invite.ts'
import { keys } from './commands/keys.ts'
import { prepare } from './commands/prepare.ts'
import { restore } from './commands/restore.ts'
import { sample } from './commands/sample.ts'
import { start } from './commands/start.ts'
import { template } from './commands/template.ts'
import { commandHelp, generalHelp } from './help.ts'
import { openTerminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const commands: readonly Command[] = [
  listCollections,
  template,
  check,
  aggregate,
  sample,
  exportCollection,
  prepare,
  audit,
  keys,
  backup,
  restore,
  start,
  invite,
  bounce,
  demo,
]

async function run([name, ...rest]: readonly string[]): Promise<number> {
  const terminal = openTerminal(process.stdout, process.stderr)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(generalHelp(commands))
    return name === undefined ? exitCodes.usage : exitCodes.done
  }
  const command = commands.find((one) => one.name === name)
  try {
    if (command === undefined) {
      const known = commands.map((one) => one.name).join(', ')
      throw new UsageError(`There is no command ${name}. There are: ${known}. Type: rollcall --help`)
    }
    const { values, positionals } = parsed(command, rest)
    if (values.help) {
      terminal.out(commandHelp(command))
      return exitCodes.done
    }
    refuseMore(command, positionals)
    return await command.run(values, positionals, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(error.message)
      return exitCodes.usage
    }
    terminal.err(
      'Something broke on our side. Please send us what follows; it holds nothing of what is in the files.',
    )
    terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return exitCodes.ours
  }
}

function parsed(command: Command, rest: readonly string[]) {
  const help = { type: 'boolean', short: 'h' } as const
  const options = { ...command.options, help }
  try {
    const { tokens, ...found } = parseArgs({ args: [...rest], options, allowPositionals: true, tokens: true })
    refuseTwice(tokens)
    return found
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${sentence}. Type: rollcall ${command.name} --help`)
  }
}

/** Of an option that is given twice only the last would count, and the other be passed over in silence. */
function refuseTwice(tokens: readonly { readonly kind: string; readonly name?: string }[]): void {
  const given = tokens.flatMap(({ kind, name }) => (kind === 'option' ? (name ?? []) : []))
  const twice = given.find((option, at) => given.indexOf(option) !== at)
  if (twice !== undefined) throw new UsageError(`--${twice} can be given once only`)
}

/** A word too many may be a file that was meant, and would be passed over in silence. */
function refuseMore({ name, words }: Command, positionals: readonly string[]): void {
  const extra = positionals[words]
  if (extra === undefined) return
  throw new UsageError(
    `rollcall ${name} has no use for ${extra}. Name one file or folder at a time, in quotes if there is a space in its name. Type: rollcall ${name} --help`,
  )
}

// A reader that has seen enough (`rollcall … | head`) closes the pipe: that ends the command, and is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCodes.done)
})
process.exitCode = await run(process.argv.slice(2))
