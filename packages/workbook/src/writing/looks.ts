import type { Alignment, Border, Style } from './exceljs.ts'

const font = { name: 'Arial', size: 11 }
const wrapped: Partial<Alignment> = { vertical: 'top', wrapText: true }
const top: Partial<Alignment> = { vertical: 'top' }
const ink = 'FF0B0C0C'

const edge = (style: NonNullable<Border['style']>, argb: string) => {
  const line = { style, color: { argb } }
  return { top: line, left: line, bottom: line, right: line }
}
const filled = (argb: string): Style['fill'] => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb },
})

/**
 * How a cell may look. Colour never says anything alone: a heading is also bold, a link underlined, and each severity has a
 * border of its own (thick, dashed, dotted) and a comment that begins with its name.
 */
export const looks = {
  plain: { font, alignment: top },
  wrapped: { font, alignment: wrapped },
  date: { font, alignment: { ...top, horizontal: 'left' } },
  title: { font: { ...font, size: 16, bold: true }, alignment: { vertical: 'middle' } },
  section: { font: { ...font, size: 13, bold: true }, alignment: { vertical: 'bottom' } },
  label: { font: { ...font, bold: true }, alignment: wrapped },
  heading: {
    font: { ...font, bold: true },
    alignment: wrapped,
    fill: filled('FFF3F2F1'),
    border: { bottom: { style: 'medium', color: { argb: ink } } },
  },
  link: { font: { ...font, underline: true, color: { argb: 'FF1D70B8' } }, alignment: wrapped },
  /** A place for an answer on a form. */
  answer: { font, alignment: { ...wrapped, horizontal: 'left' }, border: edge('thin', ink) },
  error: { font, alignment: top, fill: filled('FFF8D7DA'), border: edge('thick', 'FFD4351C') },
  query: { font, alignment: top, fill: filled('FFFFF2CC'), border: edge('mediumDashed', 'FF7F6000') },
  note: { font, alignment: top, fill: filled('FFDEEBF7'), border: edge('dotted', 'FF1D70B8') },
} satisfies Record<string, Partial<Style>>

export type Look = keyof typeof looks
