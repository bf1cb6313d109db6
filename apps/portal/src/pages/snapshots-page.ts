import type { readSnapshots } from '@rollcall/actions/read-figures'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import { button, momentText, summaryList } from './components.ts'
import { input, type Mistake, mistakeIn, select, textarea } from './fields.ts'
import { downloadLinks } from './figure-downloads.ts'
import { coverageText, notForPublication } from './figure-parts.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface SnapshotsPage {
  readonly reader: Reader
  readonly round: { readonly id: RoundId; readonly title: string; readonly state: RoundState }
  /** Oldest first. */
  readonly snapshots: Awaited<ReturnType<typeof readSnapshots>>
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  /** The form as it was sent, where it is given back. */
  readonly typed?: { readonly label: string | undefined; readonly note: string | undefined }
}

/** The figures that were kept, and a form to keep them as they are now. */
export function snapshotsPage(page: SnapshotsPage): Html {
  const { reader, round, done, mistakes } = page
  return layout({
    title: 'Figures that were kept',
    reader,
    part: 'start',
    ...ofRound(round, 'figures', []),
    ...{ done, mistakes },
    content: html`
      ${column(html`${heading('Figures that were kept')}${notForPublication}`)}
      ${keptPart(page)}
      ${page.snapshots.length > 0 && column(compareForm(page))}
      ${column(keepForm(page))}
    `,
  })
}

const keptPart = ({ round, snapshots }: SnapshotsPage): Html =>
  snapshots.length === 0
    ? paragraph('None yet. The portal keeps them by itself after the due date and after the closing date.')
    : summaryList(
        snapshots.map(({ id, label, note, takenAt, takenByName, hash, coverage }) => ({
          key: label ?? '',
          value: html`
            ${note !== null && written(note)}
            <p class="govuk-body">Kept by ${takenByName ?? 'the portal'} on ${momentText(takenAt)}, from ${coverageText(coverage.included, coverage)}.</p>
            <p class="govuk-hint">Hash: <code>${hash}</code></p>
            <p class="govuk-body">Download: ${downloadLinks(round.id, `“${label}”`, { at: id })}</p>`,
        })),
      )

/** Two sets of figures to put beside each other: the newest that was kept, and now. */
function compareForm({ round, snapshots }: SnapshotsPage): Html {
  const items = [
    ...snapshots.map(({ id, label }) => ({ value: id as string, words: label ?? '' })),
    { value: 'now', words: 'As they stand now' },
  ]
  return html`
    ${subheading('What changed between two of them')}
    <form method="get" action="/rounds/${round.id}/snapshots/compare">
      ${select({ name: 'from', label: 'From', value: snapshots.at(-1)?.id ?? 'now', items })}
      ${select({ name: 'to', label: 'To', value: 'now', items })}
      ${button('Compare', { kind: 'secondary' })}
    </form>`
}

const keepForm = ({ round, mistakes, typed }: SnapshotsPage): Html =>
  form({
    action: `/rounds/${round.id}/snapshots`,
    content: html`
      ${subheading('Keep the figures as they are now')}
      ${paragraph('They stay for ever as they are, and can be neither changed nor removed.')}
      ${input({
        ...{
          name: 'label',
          label: 'Label',
          value: typed?.label,
          hint: 'For example, “First look in October”',
        },
        error: mistakeIn(mistakes, 'label'),
      })}
      ${textarea({
        ...{
          name: 'note',
          label: 'What does a reader have to know? (optional)',
          rows: 3,
          value: typed?.note,
        },
        hint: 'Do not write anything about a child.',
        error: mistakeIn(mistakes, 'note'),
      })}
      ${button('Keep the figures', { preventDoubleClick: true })}`,
  })
