import { type AuthorityKind, kindWords } from '@rollcall/domain/authority'
import type { Collection } from '@rollcall/domain/collection'
import { capital } from '@rollcall/domain/text'
import { authoritiesTextarea } from './authority-fields.ts'
import { button, type Crumb, insetText } from './components.ts'
import {
  checkboxes,
  dateInput,
  hidden,
  input,
  type Mistake,
  mistakeIn,
  mistakeInDay,
  mistakesIn,
  radios,
  type TypedParts,
  textarea,
} from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, paragraph } from './text.ts'

/** The form of a round, as it stands or as it was typed. */
export interface RoundValues {
  readonly collection: string | undefined
  readonly title: string | undefined
  readonly reference: TypedParts
  readonly issue: TypedParts
  readonly due: TypedParts
  readonly closes: TypedParts
  readonly publish: TypedParts
  readonly contact: string | undefined
  readonly who: string | undefined
  readonly kinds: readonly string[]
  readonly regions: readonly string[]
  readonly codes: string | undefined
  readonly except: string | undefined
  readonly last: string | undefined
}

interface RoundFormPage {
  readonly reader: Reader
  readonly title: string
  readonly above: readonly Crumb[]
  readonly action: string
  readonly values: RoundValues
  /** To choose from; left out of a draft, whose collection stays. */
  readonly collections?: readonly Collection[]
  /** The kinds of authority to choose from. */
  readonly kinds: readonly AuthorityKind[]
  readonly regions: readonly string[]
  /** Issued rounds to compare with. */
  readonly lastRounds: readonly { readonly id: string; readonly title: string }[]
  /** Of a draft: what was read, so that two people do not overwrite each other. */
  readonly revision?: string | undefined
  /** The round that this one was copied from, and what has to be looked at in the copy. */
  readonly copied?: { readonly title: string; readonly doubts: readonly string[] } | undefined
  readonly mistakes?: readonly Mistake[]
}

/** A round to be opened, or a draft to be changed, on one page. */
export function roundFormPage(page: RoundFormPage): Html {
  const { reader, title, above, action, copied, mistakes, revision, collections } = page
  const isNew = collections !== undefined
  return layout({
    ...{ title, reader, part: 'start', above, mistakes },
    content: column(html`
      ${heading(title)}
      ${paragraph(isNew ? 'It is opened as a draft. Nobody is asked anything until another person has approved it and it is issued.' : 'What was approved before has to be approved again after a change.')}
      ${paragraph('A round is approved by an approver who neither opened it nor was the last to change it.')}
      ${copied && copiedPart(copied)}
      ${form({
        action,
        content: html`
          ${revision !== undefined && hidden('revision', revision)}
          ${isNew && collectionField(page, collections)}
          ${input({ ...{ name: 'title', label: 'Title', value: page.values.title }, hint: 'Authorities see it: for example, Children in illegal homes, September 2026', error: mistakeIn(mistakes, 'title') })}
          ${datesFields(page)}
          ${input({ ...{ name: 'contact', label: 'Contact', value: page.values.contact }, hint: 'Where an authority can ask: an e-mail address is best.', error: mistakeIn(mistakes, 'contact') })}
          ${whoFields(page)}
          ${lastField(page)}
          ${button(isNew ? 'Open the round as a draft' : 'Save the draft', { preventDoubleClick: true })}
        `,
      })}
    `),
  })
}

const copiedPart = ({ title, doubts }: NonNullable<RoundFormPage['copied']>): Html =>
  insetText(html`
    ${paragraph(`This is a copy of ${title}, with every date a year later. Check each date and the title.`)}
    ${doubts.length > 0 && bullets(doubts)}`)

const collectionField = ({ values, mistakes }: RoundFormPage, collections: readonly Collection[]): Html =>
  radios({
    ...{ name: 'collection', legend: 'What is asked?', value: values.collection },
    error: mistakeIn(mistakes, 'collection'),
    items: collections.map(({ id, version, title, purpose }) => ({
      value: `${id} ${version}`,
      words: `${title}, version ${version}`,
      hint: purpose,
    })),
  })

const dates = [
  ['reference', 'Reference date', 'The day that the returns are about, or the last day of their period.'],
  ['issue', 'Issue date', 'The day you mean to send the data requests.'],
  ['due', 'Due date', 'The day by which returns must be signed off. Authorities are told it.'],
  ['closes', 'Closing date', 'After this day nothing more comes in. Authorities are not told it.'],
  ['publish', 'Publication date (optional)', 'Leave it blank if it is not known yet.'],
] as const

const parts = ['day', 'month', 'year'] as const

const datesFields = ({ values, mistakes }: RoundFormPage): Html =>
  html`${dates.map(([name, legend, hint]) => {
    const missing = parts.filter((part) => values[name][part] === '')
    const wrong = missing.length === parts.length ? [] : missing
    return dateInput({ name, legend, hint, value: values[name], wrong, error: mistakeInDay(mistakes, name) })
  })}`

const whoFields = ({ values, mistakes, kinds, regions }: RoundFormPage): Html => {
  // Where a collection asks one kind alone, that is all it asks.
  const byKind = kinds.length > 1
  return html`
  ${radios({
    ...{ name: 'who', legend: 'Who is asked?', value: values.who },
    error: mistakeIn(mistakes, 'who'),
    items: [
      { value: 'all', words: 'All that the collection asks' },
      ...(byKind ? [{ value: 'kinds', words: 'All of some kinds', hint: 'Tick them below.' }] : []),
      { value: 'regions', words: 'All in some regions', hint: 'Tick them below.' },
      { value: 'codes', words: 'A list of authorities', hint: 'Paste it below.' },
    ],
  })}
  ${
    byKind &&
    checkboxes({
      ...{ name: 'kinds', legend: 'Kinds, if you ask by kind', values: values.kinds },
      error: mistakeIn(mistakes, 'kinds'),
      items: kinds.map((kind) => ({ value: kind, words: capital(kindWords[kind]) })),
    })
  }
  ${checkboxes({
    ...{ name: 'regions', legend: 'Regions, if you ask by region', values: values.regions },
    error: mistakeIn(mistakes, 'regions'),
    items: regions.map((region) => ({ value: region, words: region })),
  })}
  ${authoritiesTextarea({
    ...{ name: 'codes', label: 'Authorities, if you ask by a list', rows: 8, value: values.codes },
    mistakes,
  })}
  ${textarea({
    ...{ name: 'except', label: 'Leave out (optional)', rows: 4, value: values.except },
    hint: 'Authorities that are not asked this time, whoever else is. One on each line, in the same way.',
    error: mistakesIn(mistakes, 'except'),
  })}`
}

const lastField = ({ values, mistakes, lastRounds }: RoundFormPage): Html =>
  radios({
    ...{ name: 'last', legend: 'Which round are returns compared with?', value: values.last },
    error: mistakeIn(mistakes, 'last'),
    items: [
      { value: 'before', words: 'The latest round of the same collection before this one, if there is one' },
      ...lastRounds.map(({ id, title }) => ({ value: id, words: title })),
      { value: 'none', words: 'None' },
    ],
  })
