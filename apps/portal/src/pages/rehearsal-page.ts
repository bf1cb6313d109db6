import type { ReadRehearsal, readRehearsals } from '@rollcall/actions/read-rehearsals'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { counted, withCommas } from '@rollcall/domain/text'
import { assets } from '../assets.ts'
import { button, insetText, momentText, type Status, table, tag } from './components.ts'
import { doneWords } from './done.ts'
import { input, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { rehearsedPart } from './rehearsed-parts.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface RehearsalPage extends Awaited<ReturnType<typeof readRehearsals>> {
  readonly reader: Reader
  readonly compiled: CompiledCollection
  /** The id of the one to show; the newest where it is none of them. */
  readonly shown?: string | undefined
  readonly typed: { readonly returns: string; readonly mistakes: string }
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** What came of trying a draft on sample returns, and a form to try it. */
export function rehearsalPage(page: RehearsalPage): Html {
  const { reader, round, rehearsals, done, mistakes } = page
  const shown = rehearsals.find(({ id }) => id === page.shown) ?? rehearsals[0]
  const isWaiting = rehearsals.some(({ state }) => state === 'waiting')
  return layout({
    title: 'Rehearsal',
    reader,
    part: 'start',
    ...ofRound(round, 'round'),
    mistakes,
    done: isWaiting ? doneWords(done) : undefined,
    ...(isWaiting && { script: assets.checking, refreshSeconds: 3 }),
    content: html`
      ${column(html`
        ${heading('Rehearsal')}
        ${paragraph('A rehearsal tries a draft before anybody is asked. Returns are made up for some of its authorities, with mistakes in them. They go through the same checks and sums as real ones. Nobody is told, and no child in them exists.')}
      `)}
      ${shown ? rehearsalPart(shown, page) : column(paragraph('This round has not been rehearsed.'))}
      ${rehearsals.length > 1 && earlierPart(page, shown)}
      ${round.state === 'draft' && !isWaiting && column(toRehearse(page))}
    `,
  })
}

function toRehearse({ round, rehearsals, hasSamples, typed, mistakes }: RehearsalPage): Html {
  if (!hasSamples)
    return insetText(
      html`Nobody has written sample returns for this collection, so it cannot be rehearsed. ${link(`/rounds/${round.id}/asked`, 'Get the template')}, fill in a return yourself and check it instead.`,
    )
  return html`${subheading(rehearsals.length > 0 ? 'Rehearse it again' : 'Rehearse it')}${form({
    action: `/rounds/${round.id}/rehearsal`,
    content: html`
      ${input({
        ...{
          name: 'returns',
          label: 'How many returns?',
          value: typed.returns,
          width: 4,
          inputmode: 'numeric',
        },
        hint: 'From 1 to 200. Twenty take a few seconds.',
        error: mistakeIn(mistakes, 'returns'),
      })}
      ${input({
        ...{ name: 'mistakes', label: 'How many mistakes in every 100 rows?', value: typed.mistakes },
        ...{ width: 4, inputmode: 'numeric' },
        hint: 'Of a form: in every 100 answers.',
        error: mistakeIn(mistakes, 'mistakes'),
      })}
      ${button('Rehearse this draft', { preventDoubleClick: true })}
    `,
  })}`
}

function rehearsalPart(rehearsal: ReadRehearsal, { round, compiled }: RehearsalPage): Html {
  const { state, askedAt, askedByName, isOutOfDate, results } = rehearsal
  const asked = html`Asked for by ${askedByName} on ${momentText(askedAt)}.`
  if (state === 'waiting') return column(waitingPart(rehearsal, round.id, asked))
  if (results === null)
    return column(
      html`${subheading('It could not be done')}${paragraph(asked)}${paragraph('Something broke on our side each time it was tried. Rehearse it again. If it fails again, tell whoever runs this portal.')}`,
    )
  return html`
    ${column(html`
      ${subheading('What came of it')}
      ${paragraph(asked)}
      ${isOutOfDate && insetText('This is out of date: the draft has changed since. Rehearse it again.')}
    `)}
    ${rehearsedPart(results, compiled)}`
}

const waitingPart = ({ id, authorities }: ReadRehearsal, roundId: string, asked: Html): Html => html`
  <div class="rollcall-outcome rollcall-outcome--waiting">
    <h2 class="govuk-heading-m" id="check-words">It is under way</h2>
    ${paragraph(asked, ` Up to ${counted(authorities, 'return')}.`)}
    <p class="govuk-body"><a class="govuk-link" href="/rounds/${roundId}/rehearsal" id="look">Look again</a></p>
    <p class="govuk-visually-hidden" id="check-status" role="status"></p>
  </div>
  <div id="checking" data-at="/api/v1/rounds/${roundId}/rehearsals/${id}" data-finished="The rehearsal is done" data-see="See what came of it"></div>`

const statuses: Readonly<Record<ReadRehearsal['state'], Status>> = {
  waiting: { words: 'Under way' },
  done: { words: 'Done', colour: 'green' },
  failed: { words: 'Could not be done', colour: 'red' },
}

const earlierPart = ({ round, rehearsals }: RehearsalPage, shown: ReadRehearsal | undefined): Html =>
  table({
    caption: 'Every rehearsal of this round',
    head: [
      { words: 'Asked for' },
      { words: 'By' },
      { words: 'Returns', isNumeric: true },
      { words: 'How it went' },
    ],
    rows: rehearsals.map(({ id, askedAt, askedByName, state, results, isOutOfDate }) => [
      id === shown?.id
        ? html`${momentText(askedAt)} (shown above)`
        : link(`/rounds/${round.id}/rehearsal?shown=${id}`, momentText(askedAt)),
      askedByName,
      results === null ? '' : withCommas(results.returns),
      html`${tag(statuses[state])}${isOutOfDate && ' Out of date'}`,
    ]),
  })
