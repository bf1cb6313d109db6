import type { readProposedLetters } from '@rollcall/actions/read-letters'
import { counted } from '@rollcall/domain/text'
import { button, dayText, insetText, notificationBanner } from './components.ts'
import { checkboxes, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { uncheckedWords } from './letter-words.ts'
import { ofMessages } from './messages-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface ApproveLettersPage extends Awaited<ReturnType<typeof readProposedLetters>> {
  readonly reader: Reader
  readonly mistakes?: readonly Mistake[]
  /** The authorities whose letters were approved, where others could not be. */
  readonly approved?: readonly string[]
  readonly typed?: readonly string[]
}

/** The letters of non-compliance that wait, to be approved together. */
export function approveLettersPage(page: ApproveLettersPage): Html {
  const { reader, round, letters, own, isUnchecked, mistakes = [], approved = [], typed } = page
  const address = `/rounds/${round.id}/letters`
  const isForm = letters.length > 0
  return layout({
    title: 'Approve several letters',
    reader,
    part: 'start',
    ...ofMessages(round, 'letters', []),
    mistakes: isForm ? mistakes : mistakes.map(({ words }) => ({ words })),
    content: column(html`
      ${approved.length > 0 && notificationBanner(`Approved: the letters to ${approved.join(', ')}.`, { isSuccess: true })}
      ${heading('Approve several letters')}
      ${
        isForm
          ? html`
            ${isUnchecked && uncheckedWords({ kind: 'non-compliance', isIssued: false })}
            ${paragraph('Every letter has the same words, but for names and dates. Read one of them before you approve.')}
            ${paragraph(link(`/letters/${letters[0]?.id}`, `Read the letter to ${letters[0]?.authority}`))}
            ${whyByHand(letters)}
            ${form({
              action: `${address}/approve`,
              content: html`
                ${checkboxes({
                  ...{ name: 'letters', legend: 'Which do you approve?', values: typed ?? [] },
                  error: mistakeIn(mistakes, 'letters'),
                  items: letters.map(({ id, authority, dueOn, requestState, isByHand }) => ({
                    value: id,
                    words: authority,
                    hint: html`Due on ${dayText(dueOn)}. ${statusOfRequest[requestState].words}.${isByHand && ' A colleague proposed it.'}`,
                  })),
                })}
                ${paragraph('Signatories and data officers are told by e-mail, in office hours.')}
                ${button('Approve and send', { preventDoubleClick: true })}`,
            })}`
          : insetText(own > 0 ? 'No other letter waits to be approved.' : 'No letter waits to be approved.')
      }
      ${own > 0 && paragraph(`You proposed ${counted(own, 'letter')} yourself. Somebody else approves ${own === 1 ? 'that one' : 'those'}.`)}
      ${paragraph(link(address, 'Back to all letters'))}
    `),
  })
}

/** The ways to the reasons for those that people proposed. */
const whyByHand = (letters: ApproveLettersPage['letters']): Html | false => {
  const byHand = letters.filter(({ isByHand }) => isByHand)
  return (
    byHand.length > 0 &&
    html`
      ${paragraph('Colleagues proposed some of them. Read why:')}
      ${bullets(byHand.map(({ id, authority }) => link(`/letters/${id}`, `the letter to ${authority}`)))}`
  )
}
