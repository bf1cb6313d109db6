import type { readQuestion } from '@rollcall/actions/read-questions'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import { button, insetText, warningText } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { ofRound } from './round-parts.ts'
import { mayAnswer, questionWords } from './round-questions-page.ts'
import { column, heading, paragraph, subheading } from './text.ts'

interface PublishAnswerPage {
  readonly reader: Reader
  readonly round: { readonly id: RoundId; readonly title: string; readonly state: RoundState }
  /** What an authority asked, where it is answered to all. */
  readonly asked: Awaited<ReturnType<typeof readQuestion>> | undefined
  readonly mistakes?: readonly Mistake[]
  /** The form as it was sent, where it is given back. */
  readonly typed?: { readonly question: string | undefined; readonly answer: string | undefined }
}

/** A question and its answer, for every authority of a round to read. */
export function publishAnswerPage(page: PublishAnswerPage): Html {
  const { reader, round, asked, mistakes, typed } = page
  return layout({
    title: 'Publish an answer',
    reader,
    part: 'start',
    ...ofRound(round, 'questions', []),
    // Where no answer can be published there is no form that a mistake could lead to.
    mistakes: mayAnswer(round) ? mistakes : mistakes?.map(({ words }) => ({ words })),
    content: column(html`
      ${heading('Publish an answer')}
      ${asked && html`${subheading(`What ${asked.authority} asked`)}${insetText(questionWords(asked))}`}
      ${
        mayAnswer(round)
          ? answerForm(page)
          : html`
            ${paragraph(round.state === 'draft' ? 'This round is a draft. Answers can be published once it is issued.' : 'This round is archived, so no more answers are published in it.')}
            ${notKept([typed?.question, typed?.answer])}`
      }
    `),
  })
}

const answerForm = ({ round, asked, mistakes, typed }: PublishAnswerPage): Html =>
  form({
    action: asked ? `/questions/${asked.id}/publish` : `/rounds/${round.id}/questions/publish`,
    content: html`
      ${warningText('Every authority of this round reads both. Name no authority, no person and no child. It cannot be changed or taken back.')}
      ${textarea({
        ...{ name: 'question', label: 'The question, as everyone reads it', rows: 3, value: typed?.question },
        hint: 'Write it in your own words, so that nobody can tell who asked.',
        error: mistakeIn(mistakes, 'question'),
      })}
      ${textarea({
        ...{ name: 'answer', label: 'The answer', rows: 8, value: typed?.answer },
        error: mistakeIn(mistakes, 'answer'),
      })}
      ${button('Publish to every authority', { preventDoubleClick: true })}`,
  })
