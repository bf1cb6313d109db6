import { authorities } from '@rollcall/collections/authorities/authorities'
import { askingDay } from '@rollcall/domain/asked'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Finding } from '@rollcall/domain/finding'
import { counted } from '@rollcall/domain/text'
import { startProcessPool } from '@rollcall/workbook/process-pool'
import { Refusal } from '@rollcall/workbook/refusal'
import { authorityIn, collectionBy, optional, referenceDateIn } from '../arguments.ts'
import { type Command, exitCodes } from '../command.ts'
import { readBytes } from '../read-file.ts'
import { relaxedIn } from '../relaxed-rules.ts'
import type { CheckOutput, CheckTask, PreviousRefused } from '../tasks.ts'
import { sayIfSlow, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { writeNamed } from '../write-file.ts'

const example = 'rollcall check return.xlsx --collection illegal-homes --reference-date 2024-09-01'

export const check: Command = {
  name: 'check',
  summary: 'what is wrong or odd in a return, before it is sent',
  usage:
    'FILE --collection ID --reference-date DAY [--authority CODE] [--previous FILE] [--relax RULES] [--annotated OUT.xlsx] [--json]',
  words: 1,
  help: [
    ['--collection', 'the collection the return answers'],
    ['--reference-date', 'the day (or the last day of the period) the return is about'],
    ['--authority', 'whose return it is; left out: whoever the template was made for'],
    ['--previous', 'the return of the round before, to compare with'],
    ['--relax', 'rules that were relaxed: IH-007=off,IH-034=query@330'],
    ['--annotated', 'write a copy with each finding marked in its cell'],
    ['--json', 'one JSON value and nothing else'],
  ],
  examples: [
    'check return.xlsx --collection illegal-homes --authority 330 --reference-date 2024-09-01',
    'check return.xlsx --collection illegal-homes --reference-date 2024-09-01 --annotated marked.xlsx',
  ],
  options: {
    collection: { type: 'string' },
    'reference-date': { type: 'string' },
    authority: { type: 'string' },
    previous: { type: 'string' },
    relax: { type: 'string' },
    annotated: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, [file], terminal) {
    if (file === undefined) throw new UsageError(`Say which file. For example: ${example}`)
    const collection = collectionBy(optional(options, 'collection'), example)
    const referenceDate = referenceDateIn(options, collection)
    const annotated = optional(options, 'annotated')
    const previous = optional(options, 'previous')
    for (const path of [file, previous]) if (path !== undefined) await readBytes(path)
    const checked = await checkApart({
      does: 'check',
      file,
      collection: collection.id,
      referenceDate,
      authority: authorityIn(options, askingDay(collection, referenceDate))?.code,
      previous,
      relaxed: relaxedIn(options, compileCollection(collection, authorities, referenceDate)),
      annotated: annotated !== undefined,
    })
    if (checked instanceof Refusal) return refused(checked, Boolean(options.json), terminal)
    if ('previousRefused' in checked)
      throw new UsageError(`${previous} cannot be compared with. ${checked.previousRefused}`)
    if (annotated !== undefined && checked.annotated) await writeNamed(annotated, checked.annotated)
    if (options.json) terminal.out(JSON.stringify(inJson(checked)))
    else tell(checked, annotated, terminal)
    return checked.checked.outcome === 'ready' ? exitCodes.done : exitCodes.toFix
  },
}

/** Checks in a child process, so that a hostile file cannot take this one with it. */
async function checkApart(input: CheckTask): Promise<CheckOutput | PreviousRefused | Refusal> {
  const pool = startProcessPool({
    module: new URL('../tasks.ts', import.meta.url),
    processes: 1,
    megabytes: 1024,
    seconds: 120,
  })
  const done = sayIfSlow('Checking the return')
  try {
    return (await pool.run(input)) as CheckOutput | PreviousRefused
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  } finally {
    done()
    await pool.stop()
  }
}

function refused({ code, message }: Refusal, json: boolean, terminal: Terminal): number {
  if (json) {
    const counts = { error: 0, query: 0, note: 0 }
    terminal.out(
      JSON.stringify({
        outcome: 'refused',
        authority: null,
        refusal: { code, message },
        sheets: [],
        findings: [],
        counts,
      }),
    )
  } else terminal.out(`${terminal.bad('Refused')}: ${message}`)
  return exitCodes.refused
}

function inJson({ checked: { outcome, authority, sheets, findings, counts }, relaxed }: CheckOutput) {
  const told = findings.map(({ subject: _, value: __, ...finding }) => finding)
  const mild = relaxed.length > 0 && { relaxed }
  return { outcome, authority: authority ?? null, sheets, findings: told, counts, ...mild }
}

function tell(
  { checked: { outcome, sheets, findings, counts }, relaxed }: CheckOutput,
  annotated: string | undefined,
  terminal: Terminal,
): void {
  const outcomes = {
    ready: terminal.good('Ready: there is nothing to fix and nothing to explain.'),
    'needs-answers': terminal.odd(
      `Needs answers: ${counted(counts.query, 'query', 'queries')} to fix or explain.`,
    ),
    'must-fix': terminal.bad(
      `Must fix: ${counted(counts.error, 'error')} to fix, and ${counted(counts.query, 'query', 'queries')} to fix or explain.`,
    ),
  }
  terminal.out(outcomes[outcome])
  terminal.out(`Read: ${sheets.map(({ sheet, rows }) => `${sheet} (${counted(rows, 'row')})`).join(', ')}`)
  if (relaxed.length > 0)
    terminal.out(`Relaxed: ${relaxed.map(({ rule, effect }) => `${rule} (${effect})`).join(', ')}`)
  for (const finding of findings) terminal.out(`\n${inWords(finding, terminal)}`)
  if (annotated !== undefined) terminal.out(`\nEach finding is marked in its cell in ${annotated}`)
}

function inWords(
  { rule, severity, sheet, cell, message, expected, fix }: Finding,
  { bad, odd, strong }: Terminal,
): string {
  const colour = { error: bad, query: odd, note: (text: string) => text }[severity]
  const where = [sheet, cell].filter(Boolean).join(' ') || 'The workbook'
  const lines = [`${strong(where)}  ${colour(severity)}  ${rule}`, `  ${message}`]
  return [...lines, ...(severity === 'note' ? [] : [`  We need ${expected}.`, `  ${fix}`])].join('\n')
}
