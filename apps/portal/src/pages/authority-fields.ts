import { input, type Mistake, mistakeIn, mistakesIn, textarea } from './fields.ts'
import type { Html } from './html.ts'

interface Asked {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly mistakes: readonly Mistake[] | undefined
}

/** One authority, typed by code, GSS code or name. */
export const authorityInput = ({ mistakes, ...field }: Asked): Html =>
  input({
    ...{ ...field, width: 20, error: mistakeIn(mistakes, field.name) },
    hint: 'Its code, its GSS code or its name.',
  })

interface AskedForMany extends Asked {
  readonly rows: number
  /** What is said besides how a list is written. */
  readonly more?: string
}

/** Many authorities, pasted one to a line. Each line that is not understood is told. */
export const authoritiesTextarea = ({ mistakes, more = '', ...field }: AskedForMany): Html =>
  textarea({
    ...field,
    error: mistakesIn(mistakes, field.name),
    hint: `One on each line: its code, its GSS code or its name. You can paste a column of a workbook.${more && ` ${more}`}`,
  })
