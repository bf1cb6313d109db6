/** A piece of text that two versions have in common, or that only one of them has. */
export interface Difference {
  readonly is: 'same' | 'removed' | 'added'
  readonly text: string
}

/** What one text says that another did not, word by word. Words that stayed are kept as many as can be. */
export function differencesOf(before: string, after: string): Difference[] {
  const [from, to] = [wordsOf(before), wordsOf(after)]
  const common = lengthsInCommon(from, to)
  const pieces: Difference[] = []
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    const [old, fresh] = [from[i], to[j]]
    if (old !== undefined && old === fresh) {
      pieces.push({ is: 'same', text: old })
      i += 1
      j += 1
    } else if (old !== undefined && (fresh === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      pieces.push({ is: 'removed', text: old })
      i += 1
    } else {
      pieces.push({ is: 'added', text: fresh ?? '' })
      j += 1
    }
  }
  return joined(pieces)
}

/** Words, each with the space after it, and the ends of lines. */
const wordsOf = (text: string): string[] => text.match(/\S+[^\S\r\n]*|\r?\n|[^\S\r\n]+|\r/g) ?? []

type Table = readonly Uint16Array[]

const at = (table: Table, row: number, column: number): number => table[row]?.[column] ?? 0

/** How many words two texts have in common from each word of each of them on. */
function lengthsInCommon(from: readonly string[], to: readonly string[]): Table {
  const table = Array.from({ length: from.length + 1 }, () => new Uint16Array(to.length + 1))
  for (let i = from.length - 1; i >= 0; i -= 1)
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row === undefined) continue
      row[j] =
        from[i] === to[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}

/** Neighbours of one sort as one piece: what goes before what comes. */
function joined(pieces: readonly Difference[]): Difference[] {
  const all: Difference[] = []
  let [gone, come] = ['', '']
  const flush = () => {
    if (gone !== '') all.push({ is: 'removed', text: gone })
    if (come !== '') all.push({ is: 'added', text: come })
    ;[gone, come] = ['', '']
  }
  for (const { is, text } of pieces) {
    if (is === 'removed') gone += text
    else if (is === 'added') come += text
    else {
      flush()
      const last = all.at(-1)
      if (last?.is === 'same') all[all.length - 1] = { is, text: last.text + text }
      else all.push({ is, text })
    }
  }
  flush()
  return all
}
