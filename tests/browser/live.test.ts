import { acceptReturn } from '@rollcall/actions/accept-return'
import { askQuestion } from '@rollcall/actions/ask-question'
import { changeWording } from '@rollcall/actions/change-wording'
import { refuseWording } from '@rollcall/actions/refuse-wording'
import { insertMessages, updateMessage } from '@rollcall/database/messages'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { wordedKind } from '@rollcall/domain/worded'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { aDataRequest } from '../support/builders.ts'
import { declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { readyWorkbook } from '../support/returns.ts'
import { wholeRollcall } from '../support/whole-rollcall.ts'

const { db, portal } = await wholeRollcall()
const { open } = testBrowser()
let round: Awaited<ReturnType<typeof aDataRequest>>
beforeAll(async () => {
  round = await aDataRequest(db)
})

/** A page of the round, as somebody of the office has it open: an analyst unless said otherwise. It is never loaded again. */
async function opened(
  path: string,
  below = `/rounds/${round.roundId}`,
  reader = round.analyst,
): Promise<Page> {
  const { page } = await open()
  await portal.signIn(page, reader)
  await page.goto(`${portal.url}${below}${path}`)
  await page.getByText('This page updates by itself.').waitFor()
  await page.evaluate('window.isTheSame = true')
  return page
}

const state = (page: Page) => page.locator('#live').getByRole('status')
const signed = (page: Page) => page.getByText('1 of 3 authorities have signed their return')
const accepted = (page: Page) => page.locator('tr', { hasText: 'Birmingham' }).getByText('Accepted')

test('what comes in is on the board of whoever has it open, and nobody loses their place on it', async () => {
  const [board, paused] = [await opened('/board'), await opened('/board')]
  await board.getByRole('link', { name: 'Birmingham' }).focus()
  await paused.getByRole('button', { name: 'Stop updating' }).click()

  await sendAndSign(round, round, await readyWorkbook())
  await signed(board).waitFor()
  await acceptReturn(round.as(round.analyst), { dataRequestId: round.dataRequestId })
  await accepted(board).waitFor()

  expect(await board.evaluate('[document.activeElement.textContent, window.isTheSame]')).toEqual([
    'Birmingham',
    true,
  ])
  expect(await state(board).textContent()).toMatch(/^Updated at \d+:\d\d[ap]m\.$/)
  expect([await accepted(paused).count(), await state(paused).textContent()]).toEqual([
    0,
    'This page does not update by itself.',
  ])
  await paused.getByRole('button', { name: 'Update by itself again' }).click()
  await accepted(paused).waitFor()
})

test('a return that is accepted goes from what is to do, and is in the figures, on pages that are open', async () => {
  const [toDo, figures] = [await opened('/to-do'), await opened('/figures')]
  const [dataRequestId, { authorityId }] = [round.foreignDataRequestId, round.foreigner]
  await toDo.getByText('Nothing in this round waits for the office.').waitFor()
  await figures.getByText('2 authorities are not in the figures').click()

  await declareAndSign(round, { dataRequestId, authorityId })
  await toDo.getByText('1 thing waits for somebody of the office.').waitFor()
  await acceptReturn(round.as(round.analyst), { dataRequestId })
  await toDo.getByText('Nothing in this round waits for the office.').waitFor()
  await figures.getByText('2 of 3 authorities').waitFor()

  // What was opened still is.
  expect(await figures.getByText('Nothing sent').isVisible()).toBe(true)
  expect(await figures.evaluate('window.isTheSame')).toBe(true)
})

test('words that are proposed wait on what is to do, where that is open, until somebody decides', async () => {
  const toDo = await opened('/to-do', undefined, round.approver)
  const waiting = toDo.getByText('Words waiting for you to approve')
  const kind = 'formal request'
  const { wording } = wordedKind(kind)

  const { version } = await changeWording(round.as(round.analyst), {
    ...{ kind, ...wording, subject: `${wording.subject} now`, why: 'It is asked for now.', read: 0 },
  })
  await waiting.waitFor()
  await refuseWording(round.as(round.approver), { kind, version, reason: 'Not now.' })
  await waiting.waitFor({ state: 'detached' })
  expect(await toDo.evaluate('window.isTheSame')).toBe(true)
})

test('what is written to people, and what becomes of it, is on the pages of messages that are open', async () => {
  const [inRound, all] = [await opened('/messages'), await opened('/messages', '')]
  const { personId, authorityId } = round.officer
  const [sendAfter, dataRequestId] = [new Date('2999-01-01'), round.dataRequestId]
  const kind = 'return checked'
  const { id } = await asViewer(db, system, async (trx) => {
    const to = { personId, writtenAs: 'officer', authorityId, roundId: round.roundId, dataRequestId } as const
    await insertMessages(trx, [{ kind, step: 'a message of a test', ...to, sendAfter }])
    return await trx
      .selectFrom('messages')
      .select('id')
      .where('step', '=', 'a message of a test')
      .executeTakeFirstOrThrow()
  })
  const waiting = (page: Page) => page.locator('tr', { hasText: 'from 1 January 2999' })
  await waiting(inRound).waitFor()
  await waiting(all).waitFor()

  const settled = { state: 'not needed', settledAt: new Date(), why: 'A test.' } as const
  await asViewer(db, system, (trx) => updateMessage(trx, id, settled))
  await waiting(all).waitFor({ state: 'detached' })
  expect(await all.evaluate('window.isTheSame')).toBe(true)
})

test('a page that updates by itself does not keep its session from ending', async () => {
  const board = await opened('/board')
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('sessions')
      .set({ lastSeenAt: new Date(Date.now() - 29 * 60_000) })
      .execute(),
  )
  const seen = () =>
    asViewer(db, system, (trx) => trx.selectFrom('sessions').select('lastSeenAt').orderBy('id').execute())
  const before = await seen()

  const told = board.waitForResponse((answer) => answer.request().headers()['x-rollcall'] === 'by-itself')
  await askQuestion(round.as(round.foreigner), {
    ...{ dataRequestId: round.foreignDataRequestId, text: 'Are children on holiday counted?' },
  })
  await told
  expect(await seen()).toEqual(before)
})

test('whoever is signed out hears no more, and the page says so', async () => {
  const board = await opened('/board')
  await board.context().clearCookies()
  // The stream of this page is cut, as it is every minute.
  await board.evaluate(
    'dispatchEvent(new Event("pagehide")); document.dispatchEvent(new Event("visibilitychange"))',
  )
  await board.getByText('This page no longer updates by itself.').waitFor()
})

test('a stream says that something has changed and nothing of what it was', async () => {
  const { page } = await open()
  await portal.signIn(page, round.analyst)
  await page.goto(`${portal.url}/help`)
  const heard = page.evaluate(`(async () => {
    const answer = await fetch('/rounds/${round.roundId}/changes')
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (text.split('event: mark').length < 3) text += (await reader.read()).value
    await reader.cancel()
    return [answer.headers.get('content-type'), text]
  })()`)
  await page.waitForTimeout(200)
  await askQuestion(round.as(round.foreigner), {
    ...{ dataRequestId: round.foreignDataRequestId, text: 'And those who left?' },
  })
  expect(await heard).toEqual([
    'text/event-stream',
    expect.stringMatching(/^retry: 1000\n\nevent: mark\ndata: [\w.]+\n\nevent: mark\ndata: [\w.]+\n\n$/),
  ])
})
