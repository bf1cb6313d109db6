import { declareNil } from '@rollcall/actions/declare-nil'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { asViewer } from '@rollcall/database/transaction'
import type { RequestState } from '@rollcall/domain/request-life'
import { system } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { gridOf, workbookOf } from '../support/grids.ts'
import { aReturn, aWorkbook, notANumber, send, sendAndCheck, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

type Cast = Awaited<ReturnType<typeof aDataRequest>>
let rounds = 0

/** A request of its own for each state, with what somebody did about it. */
function visit(
  path: string,
  act: (cast: Cast) => Promise<unknown> = async () => undefined,
  role: 'officer' | 'signatory' = 'officer',
) {
  return async (page: Page) => {
    const cast = await aDataRequest(db, { title: `Children in illegal homes, number ${++rounds}` })
    const done = (await act(cast)) as { submissionId?: string } | undefined
    await portal.signIn(page, cast[role])
    const address = path
      .replace(':dataRequestId', cast.dataRequestId)
      .replace(':submissionId', done?.submissionId ?? '')
    await page.goto(`${portal.url}${address}`)
  }
}

const sends =
  (changes: Parameters<typeof aWorkbook>[0] = []) =>
  async ({ as, officer, dataRequestId }: Cast) =>
    sendAndCheck(as(officer), dataRequestId, await aWorkbook(changes))

const inState = (state: RequestState) => (cast: Cast) =>
  asViewer(db, system, (trx) =>
    trx.updateTable('dataRequests').set({ state }).where('id', '=', cast.dataRequestId).execute(),
  )

/** Fourteen things to see to, of many kinds. */
const many = sends([
  notANumber,
  { date_of_birth: '31/02/2012' },
  { sex: 'Unknown' },
  veryLow,
  veryLow,
  { placed_on: 'last summer' },
  { weekly_cost: 70_000 },
  { child_id: '' },
])

/** More than a page of them. */
const lots = sends(
  Array.from({ length: 14 }, (_, at) => ({
    ...{ weekly_cost: 'lots', date_of_birth: `${at}/02/12`, sex: 'zz', placed_on: 'last summer' },
    ...{ ethnicity: 'Martian', legal_status: 'none', setting_type: 'a boat' },
  })),
)

const findingsTitle = 'What we found in version 1'
const visits: Visits = {
  'send-first': ['Send your return', visit('/data-requests/:dataRequestId/send')],
  'send-next': ['Send your return', visit('/data-requests/:dataRequestId/send', many)],
  'send-too-large': ['Error: Send your return', visit('/data-requests/:dataRequestId/send?file=too-large')],
  'send-no-file': [
    'Error: Send your return',
    async (page) => {
      await visit('/data-requests/:dataRequestId/send')(page)
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    },
  ],
  'send-over': ['Send your return', visit('/data-requests/:dataRequestId/send', inState('no-return'))],
  'send-of-signatory': [
    'Send your return',
    visit('/data-requests/:dataRequestId/send', undefined, 'signatory'),
  ],
  'result-checking': [
    'Version 1: We are checking it',
    visit('/submissions/:submissionId', async ({ as, officer, dataRequestId }) =>
      send(as(officer), dataRequestId, await aWorkbook()),
    ),
  ],
  'result-must-fix': [
    'Version 1: 5 things to fix, and 2 more to fix or explain',
    visit('/submissions/:submissionId?done=sent-before', many),
  ],
  'result-needs-answers': [
    'Version 1: 2 things to fix or explain',
    visit('/submissions/:submissionId', sends([veryLow, veryLow])),
  ],
  'result-with-notes': [
    'Version 1: Ready for sign-off',
    visit('/submissions/:submissionId', async ({ as, officer, dataRequestId }) => {
      const { sheets } = aReturn()
      const grids = illegalHomes.sheets.map((sheet) => gridOf(sheet, sheets[sheet.id] ?? []))
      const workbook = workbookOf([
        ...grids.map((grid, at) => (at === 0 ? { ...grid, hiddenRows: [2, 3] } : grid)),
        { name: 'My notes', rows: [['Ask Sam about row 7']] },
      ])
      return await sendAndCheck(as(officer), dataRequestId, workbook)
    }),
  ],
  'result-ready': [
    'Version 2: Ready for sign-off',
    visit('/submissions/:submissionId', async (cast) => {
      await many(cast)
      return await sends()(cast)
    }),
  ],
  'result-refused': [
    'Version 1: This file could not be read',
    visit('/submissions/:submissionId', async ({ as, officer, dataRequestId }) =>
      sendAndCheck(as(officer), dataRequestId, Buffer.from('%PDF-1.7')),
    ),
  ],
  'result-not-checked': [
    'Version 1: We could not check this file',
    visit('/submissions/:submissionId', async ({ as, officer, dataRequestId }) => {
      const receipt = await send(as(officer), dataRequestId, await aWorkbook())
      await giveUpCheck(contextOf(db, system), receipt)
      return receipt
    }),
  ],
  'result-sent-back': [
    'Version 1: Sent back by your signatory',
    visit('/submissions/:submissionId', async (cast) => {
      const receipt = await sends()(cast)
      const { as, signatory, dataRequestId } = cast
      await sendBackReturn(as(signatory), {
        dataRequestId,
        reason: 'The cost of the first child looks wrong.',
      })
      return receipt
    }),
  ],
  'result-replaced': [
    'Version 1: Replaced by version 2',
    visit('/submissions/:submissionId', async (cast) => {
      const first = await many(cast)
      await sends()(cast)
      return first
    }),
  ],
  'findings-by-rule': [findingsTitle, visit('/submissions/:submissionId/findings', many)],
  'findings-by-row': [
    findingsTitle,
    visit('/submissions/:submissionId/findings?by=row', async (cast) => {
      const receipt = await many(cast)
      await explainFindings(cast.as(cast.officer), {
        submissionId: receipt.submissionId,
        explanations: [{ rule: 'IH-014', text: 'The health board pays for most of it.' }],
      })
      return receipt
    }),
  ],
  'findings-many-by-rule': [
    `${findingsTitle}, page 2`,
    visit('/submissions/:submissionId/findings?page=2', lots),
  ],
  'findings-many-by-row': [
    findingsTitle,
    visit('/submissions/:submissionId/findings?by=row&severity=error', lots),
  ],
  'result-many': ['Version 1: 85 things to fix', visit('/submissions/:submissionId', lots)],
  'findings-none': [findingsTitle, visit('/submissions/:submissionId/findings?severity=note', many)],
  changes: [
    'What changed from version 1 to version 2',
    visit('/submissions/:submissionId/changes', async (cast) => {
      await many(cast)
      return await sends([{ weekly_cost: 9876 }])(cast)
    }),
  ],
  'nil-return': ['Declare a nil return', visit('/data-requests/:dataRequestId/nil-return', many)],
  'nil-return-unconfirmed': [
    'Error: Declare a nil return',
    async (page) => {
      await visit('/data-requests/:dataRequestId/nil-return')(page)
      await page.getByRole('button', { name: 'Declare' }).click()
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    },
  ],
  'result-nil': [
    'Version 1: Ready for sign-off',
    visit('/submissions/:submissionId?done=nil-declared', ({ as, officer, dataRequestId }) =>
      declareNil(as(officer), { dataRequestId }),
    ),
  ],
  versions: [
    'Every version you sent',
    visit('/data-requests/:dataRequestId/versions', async (cast) => {
      await many(cast)
      await declareNil(cast.as(cast.officer), cast)
      return await sends([veryLow])(cast)
    }),
  ],
}

visitPages({ open, portals: [portal] }, visits)
