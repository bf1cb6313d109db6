import { timeInWords } from '@rollcall/domain/asked'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { capital } from '@rollcall/domain/text'
import type { AskedCollection } from '../asked.ts'
import { type Crumb, summaryList } from './components.ts'
import { contactText } from './contact.ts'
import { type Html, html } from './html.ts'
import { link, paragraph, subheading } from './text.ts'

/** Where pages of what is asked stand: those of a request for its authority, those of a round for the office. */
export interface AskedPlace {
  /** The address of the first of them, which those below it begin with. */
  readonly at: string
  /** What stands around a page; of a page below the first, the pages between the two are named. */
  readonly around: (between?: readonly Crumb[]) => {
    readonly above: readonly Crumb[]
    readonly within?: Html
  }
  /** Where a file can be checked before it is sent, for whoever sends one. */
  readonly checkAt?: string
}

/** Law, what is meant and about when: the same to whoever asks and to whoever is asked. */
export const askedSummary = (compiled: CompiledCollection, contact: string): Html => {
  const { collection, referenceDate } = compiled
  return summaryList([
    { key: 'Collection', value: collection.title },
    { key: 'Legal basis', value: collection.legalBasis },
    { key: isTable(compiled) ? 'One row is' : 'One return is', value: capital(collection.oneRowIs) },
    {
      key: collection.reference.kind === 'day' ? 'Reference date' : 'Period',
      value: capital(timeInWords({ collection, referenceDate })),
    },
    { key: 'Contact', value: contactText(contact) },
  ])
}

const isTable = ({ sheets }: CompiledCollection): boolean =>
  sheets.some(({ sheet }) => sheet.kind === 'table')

/** Each sheet with the way to its questions, the code book, and what is checked. */
export function whatToFillIn({ compiled, lists }: AskedCollection, { at }: AskedPlace): Html {
  const checks = compiled.collection.rules.length
  return html`
    ${subheading('What to fill in')}
    ${compiled.sheets.map(
      ({ id, sheet }) => html`
        <h3 class="govuk-heading-s">${link(`${at}/sheets/${id}`, `${sheet.name}: ${howMany(sheet)}`)}</h3>
        ${paragraph(sheet.intro)}`,
    )}
    ${lists.lists.length > 0 && paragraph(link(`${at}/lists`, 'The code book: every list to choose from, with its codes'))}
    ${checks > 0 && paragraph(link(`${at}/checks`, `What we check: ${checks} ${checks === 1 ? 'rule' : 'rules'}`))}`
}

const howMany = ({ kind, columns }: CompiledSheet['sheet']): string =>
  kind === 'table' ? `${columns.length} columns` : `${columns.length} questions`

/** What holds of every answer: what is not held, and small numbers. */
export const ofEveryAnswer = ({ sheets }: CompiledCollection): Html => html`
  ${sheets.some(({ sheet }) => sheet.columns.some((one) => one.notHeld)) && notHeld}
  ${trueNumbers}`

const notHeld = html`
  ${subheading('If you do not hold something')}
  ${paragraph('You are asked only for what you hold. Where a question allows it, type “Not held”. That is an answer of its own: do not leave the cell empty, and do not type 0.')}`

const trueNumbers = paragraph(
  'Never hide a small number. Type 3, not “fewer than 5”: the true number is asked for. Nothing that could identify a child is published.',
)
