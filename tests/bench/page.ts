import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

const page = new URL('../../docs/benchmarks.md', import.meta.url)

/** What the numbers were measured on, and how busy it was with other things when they began. */
export function machine(started: Date, load: readonly number[]): string {
  const [one, five] = load.map((value) => value.toFixed(2))
  return [
    `- ${started.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'of a kind not known'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `- load when it began: ${one} over a minute, ${five} over five`,
  ].join('\n')
}

export const loadNow = (): number[] => loadavg()

/** Puts each table between its markers in the page, and leaves the words around them as they are. */
export async function intoPage(tables: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(page, 'utf8')
  for (const [name, markdown] of Object.entries(tables)) {
    const [open, close] = [`<!-- table: ${name} -->`, `<!-- end: ${name} -->`]
    const [from, to] = [text.indexOf(open), text.indexOf(close)]
    if (from === -1 || to < from) throw new Error(`docs/benchmarks.md has no place for the table ${name}`)
    text = `${text.slice(0, from + open.length)}\n\n${markdown}\n\n${text.slice(to)}`
  }
  await writeFile(page, text)
}
