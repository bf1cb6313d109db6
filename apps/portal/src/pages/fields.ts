import { type Html, html } from './html.ts'
import { macro, said, type Words } from './macros.ts'

// The design system's components of forms.

const macros = {
  checkboxes: macro('checkboxes'),
  dateInput: macro('date-input'),
  errorSummary: macro('error-summary'),
  fieldset: macro('fieldset'),
  fileUpload: macro('file-upload'),
  input: macro('input'),
  radios: macro('radios'),
  select: macro('select'),
  textarea: macro('textarea'),
}

interface Field {
  readonly name: string
  /** The name, unless it is said. */
  readonly id?: string
  readonly label: Words
  readonly hint?: Words | undefined
  /** What is wrong with what was typed, and how to mend it. */
  readonly error?: Words | undefined
}

/** What every field has, as the macros take it. */
const described = ({ name, id = name, label, hint, error }: Field) => ({
  name,
  id,
  label: said(label),
  ...told({ hint, error }),
})

const told = ({ hint, error }: Pick<Field, 'hint' | 'error'>) => ({
  ...(hint && { hint: said(hint) }),
  ...(error && { errorMessage: said(error) }),
})

interface Input extends Field {
  readonly value?: string | undefined
  readonly type?: 'text' | 'email' | 'search'
  /** How many characters it is made for. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  readonly inputmode?: 'numeric'
  readonly autocomplete?: 'email' | 'name' | 'one-time-code'
}

export const input = ({ value, type, width, inputmode, autocomplete, ...field }: Input): Html =>
  macros.input({
    ...described(field),
    ...{ value, type, inputmode, autocomplete },
    ...(width && { classes: `govuk-input--width-${width}` }),
  })

interface Textarea extends Field {
  readonly value?: string | undefined
  readonly rows?: number
}

export const textarea = ({ value, rows, ...field }: Textarea): Html =>
  macros.textarea({ ...described(field), value, rows })

const partsOfDay = ['day', 'month', 'year'] as const
type PartOfDay = (typeof partsOfDay)[number]

/** The three parts of a day as they were typed. */
export type TypedParts = Readonly<Record<PartOfDay, string>>

interface DateInput {
  /** What the names of its three fields begin with: `until` makes `until-day`. Their ids too, unless it is said. */
  readonly name: string
  readonly id?: string
  /** The question. */
  readonly legend: Words
  readonly hint?: Words | undefined
  readonly error?: Words | undefined
  readonly value?: Readonly<Partial<Record<PartOfDay, string | undefined>>>
  /** The parts that have to be mended: all of them where none is said. */
  readonly wrong?: readonly PartOfDay[]
}

/** A day, typed in three parts. */
export const dateInput = ({
  name,
  id = name,
  legend,
  hint,
  error,
  value = {},
  wrong = [],
}: DateInput): Html =>
  macros.dateInput({
    ...{ id, namePrefix: name, fieldset: { legend: said(legend) } },
    ...told({ hint, error }),
    ...Object.fromEntries(
      partsOfDay.map((part) => [
        part,
        { value: value[part], ...(wrong.length > 0 && { error: wrong.includes(part) }) },
      ]),
    ),
  })

interface FileUpload extends Field {
  /** The kinds of file to choose from: '.xlsx'. */
  readonly accept?: string
}

export const fileUpload = ({ accept, ...field }: FileUpload): Html =>
  macros.fileUpload({ ...described(field), ...(accept && { attributes: { accept } }) })

interface Choices {
  readonly name: string
  /** What the ids of the choices begin with; the first has it alone. The name, unless it is said. */
  readonly idPrefix?: string
  /** The question, unless a fieldset around it asks it. */
  readonly legend?: Words
  readonly hint?: Words | undefined
  readonly error?: Words | undefined
  readonly items: readonly { readonly value: string; readonly words: Words; readonly hint?: Words }[]
}

/** What a question with its choices has, as the macros take it. */
const choices = ({ name, idPrefix = name, legend, hint, error, items }: Choices) => ({
  ...{ name, idPrefix },
  ...(legend && { fieldset: { legend: said(legend) } }),
  ...told({ hint, error }),
  items: items.map((item) => ({
    value: item.value,
    ...said(item.words),
    ...(item.hint && { hint: said(item.hint) }),
  })),
})

interface Radios extends Choices {
  readonly value?: string | undefined
}

export const radios = ({ value, ...asked }: Radios): Html => macros.radios({ ...choices(asked), value })

interface Select extends Field {
  readonly value?: string | undefined
  readonly items: readonly { readonly value: string; readonly words: string }[]
}

/** One of many, where it is a filter and not an answer; answers are chosen with radios. */
export const select = ({ value, items, ...field }: Select): Html =>
  macros.select({
    ...described(field),
    value,
    items: items.map((item) => ({ value: item.value, text: item.words })),
  })

interface Checkboxes extends Choices {
  /** Those that are ticked. */
  readonly values?: readonly string[] | undefined
}

export const checkboxes = ({ values, ...asked }: Checkboxes): Html =>
  macros.checkboxes({ ...choices(asked), values })

/** Fields that belong together, under one question. */
export const fieldset = (legend: Words, fields: Html): Html =>
  macros.fieldset({ legend: said(legend), html: String(fields) })

/** What a form sends without anybody having typed it. */
export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`

export interface Mistake {
  readonly words: Words
  /** The id of the field to mend. */
  readonly field?: string
}

/** What is wrong with one field. */
export const mistakeIn = (mistakes: readonly Mistake[] | undefined, field: string): Words | undefined =>
  mistakes?.find((mistake) => mistake.field === field)?.words

/** What is wrong with a day: the first of its three parts that has to be mended. */
export const mistakeInDay = (mistakes: readonly Mistake[] | undefined, name: string): Words | undefined =>
  partsOfDay.map((part) => mistakeIn(mistakes, `${name}-${part}`)).find((words) => words !== undefined)

/** Everything that is wrong with one field, such as a list of which several lines are not understood. */
export function mistakesIn(mistakes: readonly Mistake[] | undefined, field: string): Html | undefined {
  const those = mistakes?.filter((mistake) => mistake.field === field) ?? []
  if (those.length === 0) return undefined
  return html`${those.map(({ words }, at) => html`${at > 0 && html`<br>`}${words}`)}`
}

/** Everything that has to be mended, at the top of the page, each with the way there. */
export const errorSummary = (mistakes: readonly Mistake[]): Html =>
  macros.errorSummary({
    titleText: 'There is a problem',
    errorList: mistakes.map(({ words, field }) => ({ ...said(words), ...(field && { href: `#${field}` }) })),
  })
