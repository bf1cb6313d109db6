import type { readWhoCanBeAsked } from '@rollcall/actions/raise-same-query'
import type { Figure } from '@rollcall/domain/figure'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import { counted } from '@rollcall/domain/text'
import type { FormBody } from '../page-forms.ts'
import { answerByInput, type TypedAnswerBy } from './answer-by.ts'
import { authoritiesTextarea } from './authority-fields.ts'
import { button, insetText, summaryList, warningText } from './components.ts'
import { hidden, type Mistake, mistakeIn, radios, select, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

export interface TypedAsking extends TypedAnswerBy {
  readonly to: string
  readonly about: string | undefined
  readonly figure: string | undefined
  readonly text: string
}

interface Page {
  readonly reader: Reader
  readonly round: { readonly id: RoundId; readonly title: string; readonly state: RoundState }
}

interface AskSeveralPage extends Page {
  readonly figures: readonly Figure[]
  readonly typed: TypedAsking
  readonly mistakes?: readonly Mistake[]
}

const title = 'Ask several authorities the same question'

const around = ({ round, reader }: Page, content: Html, mistakes?: readonly Mistake[]): Html =>
  layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...ofRound(round, 'toDo', []),
    content: column(
      html`${heading(html`<span class="govuk-caption-l">${round.title}</span> ${title}`)}${content}`,
    ),
  })

/** Where the office writes one question to several authorities about their returns. */
export function askSeveralPage(page: AskSeveralPage): Html {
  const { round, figures, typed, mistakes } = page
  const fields = html`
    ${authoritiesTextarea({
      ...{ name: 'to', label: 'Which authorities?', value: typed.to, rows: 6, mistakes },
      more: 'At most 500.',
    })}
    ${radios({
      ...{ name: 'about', legend: 'What is it about?', value: typed.about },
      error: mistakeIn(mistakes, 'about'),
      items: [
        { value: 'return', words: 'The whole return' },
        { value: 'figure', words: 'A figure', hint: 'Choose it below.' },
      ],
    })}
    ${select({
      ...{ name: 'figure', label: 'Which figure?', value: typed.figure },
      error: mistakeIn(mistakes, 'figure'),
      items: [
        { value: '', words: 'Choose one' },
        ...figures.map(({ id, title: words }) => ({ value: id, words })),
      ],
    })}
    ${textarea({
      ...{ name: 'text', label: 'Your question', rows: 6, value: typed.text },
      hint: '4,000 characters at most. All get the same words. Do not name another authority, and do not write the name of a child.',
      error: mistakeIn(mistakes, 'text'),
    })}
    ${answerByInput(mistakes, typed)}
    ${button('Continue', { preventDoubleClick: true })}`
  return around(
    page,
    html`
      ${paragraph('Each authority gets a question of its own, as if you had asked it alone. Nobody is told who else was asked.')}
      ${form({ action: `/rounds/${round.id}/ask`, content: fields })}`,
    mistakes,
  )
}

interface ConfirmAskingPage extends Page {
  readonly who: Awaited<ReturnType<typeof readWhoCanBeAsked>>
  /** All that was typed, to be sent again. */
  readonly body: FormBody
  readonly about: string
  readonly dueOn: Words
  readonly text: string
}

/** Who will be asked, and who cannot be, before anybody is. */
export function confirmAskingPage(page: ConfirmAskingPage): Html {
  const { round, who, body, about, dueOn, text } = page
  const can = who.requests.filter(({ whyNot }) => whyNot === null)
  const cannot = who.requests.filter(({ whyNot }) => whyNot !== null)
  const back = paragraph(link(`/rounds/${round.id}/ask`, 'Begin again'))
  const kept = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'confirm' ? [hidden(name, value)] : [],
  )
  return around(
    page,
    html`
      ${
        cannot.length > 0 &&
        html`${warningText(`${counted(cannot.length, 'authority', 'authorities')} cannot be asked now`)}${bullets(cannot.map(({ authority, whyNot }) => `${authority}: ${whyNot}`))}`
      }
      ${
        can.length === 0
          ? html`${insetText('None of these authorities can be asked. A question is about a return that is signed off or accepted.')}${back}`
          : html`
              ${paragraph(`You are about to ask ${counted(can.length, 'authority', 'authorities')}. Each return waits until its question is closed; one that is accepted stays in the figures.`)}
              ${bullets(can.map(({ authority }) => authority))}
              ${summaryList([
                { key: 'About', value: about },
                { key: 'Answer by', value: dueOn },
                { key: 'Question', value: html`<p class="govuk-body rollcall-typed">${text}</p>` },
              ])}
              ${form({
                action: `/rounds/${round.id}/ask`,
                content: html`${kept}${hidden('confirm', 'yes')}${button(`Ask ${counted(can.length, 'authority', 'authorities')}`, { preventDoubleClick: true })}`,
              })}
              ${back}`
      }`,
  )
}
