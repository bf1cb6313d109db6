import type { RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql } from 'kysely'
import type { Trx } from './connect.ts'
import type { QuestionsTable, RoundAnswersTable } from './tables/work-on-returns.ts'

export async function insertQuestion(trx: Trx, question: Insertable<QuestionsTable>): Promise<void> {
  await trx.insertInto('questions').values(question).execute()
}

export async function insertAnswer(trx: Trx, answer: Insertable<RoundAnswersTable>): Promise<void> {
  await trx.insertInto('roundAnswers').values(answer).execute()
}

/** What the authorities of a round have asked, oldest first, with what was written still sealed: an officer sees their own authority's. */
export const listQuestions = (trx: Trx, roundId: RoundId) =>
  shownQuestions(trx)
    .where('questions.roundId', '=', roundId)
    .orderBy('askedAt')
    .orderBy('questions.id')
    .execute()

/** One of them, or a Problem. */
export const getQuestion = (trx: Trx, id: string) =>
  shownQuestions(trx)
    .where('questions.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'question' }))

const shownQuestions = (trx: Trx) =>
  trx
    .selectFrom('questions')
    .innerJoin('authorities', 'authorities.id', 'questions.authorityId')
    .innerJoin('people', 'people.id', 'questions.askedBy')
    .select(['questions.id', 'questions.dataRequestId', 'questions.roundId', 'textSealed', 'askedAt'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority', 'people.name as askedBy'])
    .select(
      sql<string[]>`array(
        select id from round_answers where question_id = questions.id order by published_at, id
      )`.as('answerIds'),
    )

/** What the office has answered to everyone in a round, oldest first. */
export const listAnswers = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('roundAnswers')
    .select(['id', 'question', 'answer', 'publishedAt'])
    .where('roundId', '=', roundId)
    .orderBy('publishedAt')
    .orderBy('id')
    .execute()
