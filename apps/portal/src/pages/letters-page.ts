import { lettersOnAPage, type ReadLetters } from '@rollcall/actions/read-letters'
import { type LetterKind, type LetterState, letterKinds, letterStates } from '@rollcall/domain/letter'
import { counted } from '@rollcall/domain/text'
import { addressWith } from './address-with.ts'
import { boardAddress, everybody } from './board-address.ts'
import { button, dayText, insetText, table, tag } from './components.ts'
import { select } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { kindOfLetter, statusOfLetter } from './letter-words.ts'
import { ofMessages } from './messages-parts.ts'
import { pageOf } from './paged.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph } from './text.ts'

interface LettersView {
  readonly page: number
  readonly kind?: LetterKind | undefined
  readonly state?: LetterState | undefined
}

interface LettersPage {
  readonly reader: Reader
  readonly read: ReadLetters
  readonly view: LettersView
  readonly done?: string | undefined
}

/** The formal letters of a round: those to approve first. */
export function lettersPage({ reader, read, view, done }: LettersPage): Html {
  const { round, counts, count, letters } = read
  const waiting = counts.find(({ state }) => state === 'proposed')?.count ?? 0
  const address = `/rounds/${round.id}/letters`
  const { links } = pageOf(count, {
    ...{ page: view.page, size: lettersOnAPage },
    href: (page) => addressWith(address, { kind: view.kind, state: view.state, page: String(page) }),
  })
  return layout({
    title: `Letters: ${round.title}`,
    reader,
    part: 'start',
    ...ofMessages(round, 'letters'),
    done,
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> Letters`)}
        ${paragraph('Each request is a letter. A letter of non-compliance is proposed by the calendar of reminders where a return is still owed. It goes only once a person of the office approves it.')}
        ${paragraph('You can propose one yourself, on the page of one of ', link(boardAddress(round.id, { ...everybody, isOverdue: true }), 'the returns that are late'), '.')}
        ${waiting > 0 && paragraph(`${counted(waiting, 'letter waits', 'letters wait')} to be approved.`)}
        ${waiting > 1 && button('Approve several letters', { href: `${address}/approve` })}
      `)}
      ${counts.length === 0 ? insetText('There are no letters in this round.') : html`${filters(address, view)}${list(count, letters)}${links}`}`,
  })
}

const list = (count: number, letters: ReadLetters['letters']): Html =>
  letters.length === 0
    ? insetText('No letter is like that. Choose something else.')
    : html`<div class="rollcall-board">${table({
        caption: counted(count, 'letter'),
        captionSize: 's',
        head: [
          { words: 'Authority' },
          { words: 'Letter' },
          { words: 'Reference', label: 'Reference' },
          { words: 'Date' },
          { words: 'How far it is' },
          { words: 'Return now', label: 'Return now' },
        ],
        rows: letters.map((letter) => [
          link(`/letters/${letter.id}`, letter.authority),
          html`${kindOfLetter[letter.kind]}${letter.kind === 'non-compliance' && html`<br>Due on ${dayText(letter.dueOn)}`}`,
          letter.reference ?? (letter.state === 'proposed' ? 'None yet' : 'None'),
          letter.issuedOn === null ? '' : dayText(letter.issuedOn),
          tag(statusOfLetter[letter.state]),
          statusOfRequest[letter.requestState].words,
        ]),
      })}</div>`

const filters = (address: string, { kind, state }: LettersView): Html => html`
  <form method="get" action="${address}" class="rollcall-filters">
    ${select({
      ...{ name: 'kind', label: 'Kind of letter', value: kind ?? '' },
      items: [
        { value: '', words: 'Every kind' },
        ...letterKinds.map((value) => ({ value, words: kindOfLetter[value] })),
      ],
    })}
    ${select({
      ...{ name: 'state', label: 'How far it is', value: state ?? '' },
      items: [
        { value: '', words: 'Any' },
        ...letterStates.map((value) => ({ value, words: statusOfLetter[value].words })),
      ],
    })}
    ${button('Show', { kind: 'secondary' })}
  </form>`
