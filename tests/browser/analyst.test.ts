import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { asViewer } from '@rollcall/database/transaction'
import { type CalendarDate, day, shift } from '@rollcall/domain/calendar-date'
import { RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { today } from '@rollcall/platform/clock'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { aRound, requestsOf } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { type Hands, withKeyboard, withMouse, wordsOf } from '../support/hands.ts'
import { takePicture } from '../support/look.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { wholeRollcall } from '../support/whole-rollcall.ts'

const { db, portal } = await wholeRollcall()
const { open } = testBrowser()
const now = new Date()
const daysFromNow = (days: number): CalendarDate => shift(day(today(now)), { days })
const referenceOn = daysFromNow(-60)
const aYearAgo = (date: CalendarDate): CalendarDate => shift(date, { years: -1 })

const ways = [
  { way: 'with a mouse', javaScriptEnabled: true, hands: withMouse },
  { way: 'with a keyboard alone, without JavaScript', javaScriptEnabled: false, hands: withKeyboard },
]

// What the README and the pages say is all that she has: every step is a word she reads on the page she is on.
describe.each(ways)('$way', ({ way, javaScriptEnabled, hands }) => {
  test('a new analyst copies last year’s round, launches it, queries a return, accepts it, gives time and traces the figure to one cell', async () => {
    const [title, copied] = [`Last year, ${way}`, `This year, ${way}`]
    const last = await aRound(db, {
      ...{ table: authorities, title },
      referenceOn: aYearAgo(referenceOn),
      issueOn: aYearAgo(daysFromNow(-1)),
      dueOn: aYearAgo(daysFromNow(30)),
      closesOn: aYearAgo(daysFromNow(45)),
    })
    const signedIn = async (viewer: typeof last.analyst): Promise<Hands> => {
      const { page } = await open({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })
      await portal.signIn(page, viewer)
      await page.goto(portal.url)
      return hands(page)
    }
    const picture = (page: Page, name: string) =>
      takePicture(page, `analyst-${javaScriptEnabled ? 'mouse' : 'keyboard'}-${name}`)
    const analyst = await signedIn(last.analyst)

    // Last year's round, copied.
    await analyst.press('link', title)
    await analyst.press('link', 'Copy this round to a year later')
    await analyst.type('Title', copied)
    await analyst.press('button', 'Open the round as a draft')
    await analyst.see('What to do next: have it approved')

    // Approved by somebody else, and launched to everybody.
    const approver = await signedIn(last.approver)
    await approver.press('link', copied)
    await approver.press('button', 'Approve this round')
    await approver.page.getByText('The round is approved. It can be issued.').waitFor()
    await analyst.page.goto(portal.url)
    await analyst.press('link', copied)
    await analyst.press('button', 'Issue this round')
    await analyst.press('button', 'Issue and ask 153 authorities')
    await analyst.page.getByText('Every authority that is asked has its data request.').waitFor()

    // An authority signs its return and another asks for more time.
    const roundId = RoundId.parse(analyst.page.url().split('/').at(-1)?.split('?')[0])
    const requests = await requestsOf(db, roundId)
    const requestOf = (code: string) => requests.find((request) => request.code === code) ?? neverAsked(code)
    const [birmingham, camden] = [requestOf('330'), requestOf('202')]
    const as = (viewer: Parameters<typeof last.as>[0]) => last.as(viewer, { today: daysFromNow(0), now })
    const whose = { dataRequestId: birmingham.id, authorityId: birmingham.authorityId }
    await sendAndSign({ ...last, as }, whose, await birminghamsReturn())
    await askForExtension(as(last.foreigner), {
      ...{ dataRequestId: camden.id, until: daysFromNow(37), reason: 'Half of our people are ill.' },
    })

    // The return queried, answered and accepted.
    await analyst.press('link', 'To do')
    await analyst.press('link', 'Signed returns to accept')
    // Its link has more words once it is compared with the other returns, about which this does not wait.
    await analyst.press('link', /Birmingham$/)
    await analyst.see(/Birmingham/)
    await picture(analyst.page, 'return')
    await analyst.press('button', 'Ask about it')
    await analyst.press('radio', 'The whole return')
    await analyst.type('Your question', 'Is this everybody who was there on the day?')
    await enter(analyst, daysFromNow(14))
    await analyst.press('button', 'Send the question')
    await analyst.see('Birmingham')
    await asViewer(db, system, async (trx) => {
      const found = await trx
        .selectFrom('dataQueries')
        .select('id')
        .where('dataRequestId', '=', birmingham.id)
        .executeTakeFirstOrThrow()
      return found.id
    }).then((dataQueryId) =>
      answerDataQuery(as(last.officer), { dataQueryId, text: 'Yes. We asked every home again.' }),
    )
    await analyst.page.goto(`${portal.url}/rounds/${roundId}/to-do`)
    await analyst.press('link', 'Questions that were answered')
    await analyst.press('link', 'Birmingham')
    await analyst.page.getByText('Yes. We asked every home again.').waitFor()
    await analyst.press('link', 'Close this question')
    await analyst.press('button', 'Close the question')
    await analyst.press('link', 'Return of Birmingham')
    await analyst.press('button', 'Accept the return')
    await analyst.press('button', 'Accept version 1')
    await analyst.page.getByText('Success').waitFor()

    // More time given.
    await analyst.press('link', copied)
    await analyst.press('link', 'To do')
    await analyst.press('link', 'Authorities that ask for more time')
    await analyst.press('link', /Camden/)
    await analyst.page.getByText('Half of our people are ill.').waitFor()
    await analyst.press('button', 'Give more time')
    await analyst.page.getByText('Success').waitFor()

    // The figure, traced to the cells that made a child count.
    await analyst.press('link', 'Figures')
    await analyst.see('Figures')
    while (!(await wordsOf(analyst.page)).includes('1 of 153')) await analyst.page.reload()
    await analyst.press('link', 'Children under a deprivation of liberty order')
    await analyst.press('link', /: the rows of Birmingham$/)
    await analyst.type('Why do you need to see these rows?', 'To see that the figure is made from real rows.')
    await analyst.press('button', 'Open the rows')
    await analyst.see('Rows behind this figure')
    await picture(analyst.page, 'trace')
    expect(await wordsOf(analyst.page)).toMatch(/Children, row \d+.*\([A-Z]+\d+\)/s)
  })
})

const birminghamsReturn = async (): Promise<Uint8Array> => {
  const found = sampleReturns(authorities.length, referenceOn).find(
    ({ authority }) => authority.code === '330',
  )
  return await written(found ?? neverAsked('330'), referenceOn)
}

/** Types a day into the fields of one. */
async function enter(person: Hands, date: CalendarDate): Promise<void> {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  await person.type('Day', dayOfMonth)
  await person.type('Month', month)
  await person.type('Year', year)
}

const neverAsked = (code: string): never => {
  throw new Error(`${code} was not asked`)
}
