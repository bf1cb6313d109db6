import { answerQuestion } from '@rollcall/actions/answer-question'
import { askQuestion } from '@rollcall/actions/ask-question'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

let round: Awaited<ReturnType<typeof aDataRequest>>
let questionId: string
beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, officer, foreigner, analyst, dataRequestId, foreignDataRequestId } = round
  const text = 'Does a caravan count?\n\nOr a boat?'
  const answered = await askQuestion(as(officer), { dataRequestId, text })
  await answerQuestion(as(analyst), { ...answered, question: 'Do boats count?', answer: 'They do.' })
  const other = { dataRequestId: foreignDataRequestId, text: 'Is a tent a home?' }
  questionId = (await askQuestion(as(foreigner), other)).questionId
})

const visit = (path: () => string) => async (page: Page) => {
  await portal.signIn(page, round.analyst)
  await page.goto(`${portal.url}${path()}`)
}

const visits: Visits = {
  'round-questions': [
    'Questions and answers',
    visit(() => `/rounds/${round.roundId}/questions?done=answer-published`),
  ],
  'round-answer': ['Publish an answer', visit(() => `/questions/${questionId}/publish`)],
  'round-answer-mistakes': [
    'Error: Publish an answer',
    async (page) => {
      await visit(() => `/rounds/${round.roundId}/questions/publish`)(page)
      await page.getByRole('button', { name: 'Publish to every authority' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
}
visitPages({ open, portals: [portal] }, visits)
