import type { MarkupHandler } from './markup.ts'
import { builtInFormat, customFormat, type Shown, shown } from './number-formats.ts'
import { damaged } from './refusal.ts'

// Excel's own bound is 65,490.
const mostStyles = 100_000

/** For each style a cell may have, by index, how it shows a number. */
export type Styles = Shown[]

export function styleReader(styles: Styles): MarkupHandler {
  const custom = new Map<number, Shown>()
  return {
    open(name, parent, tag) {
      if (name === 'numFmt' && parent === 'numFmts') {
        custom.set(
          Number(tag.attribute('numFmtId')),
          customFormat((tag.attribute('formatCode') ?? '').slice(0, 1000)),
        )
      } else if (name === 'xf' && parent === 'cellXfs') {
        const id = Number(tag.attribute('numFmtId') ?? 0)
        styles.push(custom.get(id) ?? builtInFormat(id))
      }
      if (styles.length > mostStyles || custom.size > mostStyles)
        throw damaged('more styles than Excel can hold')
    },
  }
}

/** How a cell without a style, or with one that is missing, shows a number. */
export const shownBy = (styles: Styles, style: number): Shown => styles[style] ?? shown.plain
