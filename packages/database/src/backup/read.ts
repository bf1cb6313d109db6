import { createHash } from 'node:crypto'
import { type BackupHeader, BackupRefused, type Mark } from './format.ts'

/** Some rows of one table, each as a text of JSON. */
export interface TablePart {
  readonly table: string
  readonly rows: readonly string[]
}

export interface ReadBackup {
  readonly header: BackupHeader
  /** Read to the end, it has been looked through: what was damaged or left off is refused. */
  readonly parts: AsyncIterable<TablePart>
}

/** Opens the text of a backup. Nothing is known to be right before its last line. */
export async function readBackup(text: AsyncIterable<Buffer>): Promise<ReadBackup> {
  const lines = linesOf(text)
  const first = await lines.next()
  const mark = first.done ? undefined : readMark(first.value)
  if (mark === undefined || !('backup' in mark))
    throw new BackupRefused('This file is not a backup of Rollcall.')
  if (mark.backup.format !== 1) {
    throw new BackupRefused(
      'This backup is of a later version of Rollcall. Restore it with that version or a later one.',
    )
  }
  return { header: mark.backup, parts: readParts(lines, String(first.value)) }
}

const partRows = 500
const partBytes = 4_194_304
const damaged = () =>
  new BackupRefused('This backup is damaged or was changed. Take another copy of it, or an older one.')

async function* readParts(lines: AsyncGenerator<string>, first: string): AsyncGenerator<TablePart> {
  const reader = startReader(first)
  for await (const line of lines) {
    const part = line.startsWith('#') ? reader.mark(line) : reader.row(line)
    if (part) yield part
  }
  if (!reader.isWhole()) throw damaged()
}

/** Follows the lines of a backup, and hands on rows as they come. */
function startReader(first: string) {
  const hash = createHash('sha256').update(`${first}\n`)
  let section: ReturnType<typeof startSection> | undefined
  let isWhole = false

  const begin = (table: string): undefined => {
    if (section !== undefined) throw damaged()
    section = startSection(table)
  }
  const end = (rows: number, sha256: string): TablePart => {
    const ended = section?.end()
    if (ended?.count !== rows || ended.sha256 !== sha256) throw damaged()
    section = undefined
    return ended.part
  }
  const finish = (sha256: string): undefined => {
    if (section !== undefined || sha256 !== hash.digest('hex')) throw damaged()
    isWhole = true
  }
  return {
    isWhole: () => isWhole,
    row(line: string): TablePart | undefined {
      if (section === undefined) throw damaged()
      hash.update(`${line}\n`)
      return section.add(line)
    },
    mark(line: string): TablePart | undefined {
      const mark = readMark(line)
      if (mark === undefined || isWhole || 'backup' in mark) throw damaged()
      if ('whole' in mark) return finish(mark.whole)
      hash.update(`${line}\n`)
      return 'table' in mark ? begin(mark.table) : end(mark.rows, mark.sha256)
    },
  }
}

/** Gathers the rows of one table until there are enough to hand on. */
function startSection(table: string) {
  const hash = createHash('sha256')
  let count = 0
  let size = 0
  let rows: string[] = []
  const take = (): TablePart => {
    const part = { table, rows }
    rows = []
    size = 0
    return part
  }
  return {
    add(line: string): TablePart | undefined {
      hash.update(`${line}\n`)
      count++
      size += line.length
      rows.push(line)
      return rows.length >= partRows || size >= partBytes ? take() : undefined
    },
    end: () => ({ count, sha256: hash.digest('hex'), part: take() }),
  }
}

function readMark(line: string): Mark | undefined {
  try {
    return line.startsWith('#') ? (JSON.parse(line.slice(1)) as Mark) : undefined
  } catch {
    return undefined
  }
}

// By bytes: what else is a line's end to other readers may stand in a text.
async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = []
  for await (const piece of text) {
    let from = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      begun.push(piece.subarray(from, end))
      yield Buffer.concat(begun).toString('utf8')
      begun = []
      from = end + 1
    }
    if (from < piece.length) begun.push(piece.subarray(from))
  }
  if (begun.length > 0) throw damaged()
}
