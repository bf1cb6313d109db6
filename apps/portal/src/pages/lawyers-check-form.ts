import { button } from './components.ts'
import { dateInput, hidden, input, type Mistake, mistakeIn, mistakeInDay, type TypedParts } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { paragraph } from './text.ts'

interface LawyersCheckForm {
  readonly action: string
  /** What happens then. */
  readonly says: string
  /** Those of its button. */
  readonly words: string
  /** The version that was read, where that is not in its address. */
  readonly read?: number
  readonly typed?: { readonly lawyer: string; readonly checkedOn: TypedParts } | undefined
  readonly mistakes?: readonly Mistake[] | undefined
}

/** Says who checked some words, and on which day. */
export const lawyersCheckForm = ({ action, says, words, read, typed, mistakes }: LawyersCheckForm): Html =>
  form({
    action,
    content: html`
      ${paragraph(says)}
      ${read !== undefined && hidden('read', String(read))}
      ${input({
        ...{ name: 'lawyer', label: 'Which lawyer checked the words?', value: typed?.lawyer },
        hint: 'Their name, and where they work.',
        error: mistakeIn(mistakes, 'lawyer'),
      })}
      ${dateInput({
        ...{ name: 'checkedOn', legend: 'On which day?', value: typed?.checkedOn ?? {} },
        hint: 'For example, 3 11 2026',
        error: mistakeInDay(mistakes, 'checkedOn'),
      })}
      ${button(words, { preventDoubleClick: true })}`,
  })
