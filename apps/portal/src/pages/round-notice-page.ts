import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import type { RequestNotice } from '@rollcall/domain/request-notice'
import { authorityInput } from './authority-fields.ts'
import { button, insetText } from './components.ts'
import { doneWords } from './done.ts'
import { hidden, type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { noticePart } from './notice-parts.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { wordingAddress } from './wording-words.ts'

interface RoundNoticePage {
  readonly reader: Reader
  readonly round: WholeOfficeRound
  /** As one authority gets it; left out where nobody was meant by what was typed. */
  readonly notice?: RequestNotice | undefined
  /** For whom, as it was typed, or the code of whoever it is. */
  readonly authority: string
  /** The covering message as it stands, or as it was typed. */
  readonly message: string
  /** Whether the message is the last round's, and not saved yet. */
  readonly isOfLastRound: boolean
  /** Of a draft: what was read. */
  readonly revision: string
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** The words of the formal request: the office's own message while it is a draft, and the whole of it as one authority gets it. */
export function roundNoticePage(page: RoundNoticePage): Html {
  const { reader, round, notice, authority, done, mistakes } = page
  const isDraft = round.state === 'draft'
  return layout({
    title: 'The notice',
    reader,
    part: 'start',
    ...ofRound(round, 'asked', []),
    mistakes,
    done: doneWords(done),
    content: html`
      ${column(html`
        ${heading('The notice')}
        ${
          isDraft
            ? paragraph(
                'This is what each authority will read when the round is issued. Your own message is for this round alone. The rest is made from the collection, the round and ',
                link(wordingAddress(formalRequest), 'the words of every formal request'),
                '.',
              )
            : paragraph('This is what each authority was sent when the round was issued.')
        }
        ${isDraft && paragraph(link(`/rounds/${round.id}/edit`, 'Change the dates, the contact or who is asked'))}
        ${isDraft && messageForm(page)}
        ${subheading(isDraft ? 'How it will read' : 'How it reads')}
        <form method="get" action="/rounds/${round.id}/notice">
          ${authorityInput({ name: 'authority', label: 'To which authority?', value: authority, mistakes })}
          ${button('Show its notice', { kind: 'secondary' })}
        </form>
      `)}
      ${notice && noticePart(notice)}
    `,
  })
}

const messageForm = ({ round, message, isOfLastRound, revision, mistakes }: RoundNoticePage): Html => html`
  ${subheading('Your own message')}
  ${isOfLastRound && insetText('This is the message of the last round. It is not in this notice until you save it. Check its dates and names.')}
  ${form({
    action: `/rounds/${round.id}/notice`,
    content: html`
      ${hidden('revision', revision)}
      ${textarea({
        ...{ name: 'message', label: 'Covering message (optional)', rows: 8, value: message },
        hint: 'It stands after the legal basis and the purpose. Every authority reads the same. Leave a line empty between paragraphs.',
        error: mistakeIn(mistakes, 'message'),
      })}
      ${button('Save the message', { preventDoubleClick: true })}
    `,
  })}`
