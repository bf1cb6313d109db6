import { invitePerson } from '@rollcall/actions/invite-person'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { day } from '@rollcall/domain/calendar-date'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { checkWorkbook } from '@rollcall/workbook/check-workbook'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { aDataRequest, contextOf, threeAuthorities } from '../support/builders.ts'
import { withMouse, wordsOf } from '../support/hands.ts'
import { takePicture } from '../support/look.ts'
import { codeIn, codeSubject, linkIn } from '../support/mail-server.ts'
import { written } from '../support/sample-returns.ts'
import { wholeRollcall } from '../support/whole-rollcall.ts'

const { db, mail, portal } = await wholeRollcall()
const { open } = testBrowser()

type Child = NonNullable<SampleReturn['sheets'][string]>[number]
/** Of the template: where the first child stands. */
const firstRow = 7

/** What the officer's own records say: two hundred children, of whom nothing is odd. */
async function ownRecords(): Promise<SampleReturn> {
  const options = { referenceDate: day('2024-09-01'), seed: 7, mistakes: 0, authorities: 153, rows: 220 }
  const sample = [...makeIllegalHomes(options)].find(({ authority }) => authority.code === '330')
  if (sample === undefined) throw new Error('there is no sample of Birmingham')
  // The table of authorities is short here, so every child lives at home.
  const children = (sample.sheets.children ?? []).map((child) => ({ ...child, placed_in: 'Birmingham' }))
  const all = { ...sample, sheets: { ...sample.sheets, children } }
  const asked = compileCollection(illegalHomes, threeAuthorities, day('2024-09-01'))
  const { findings } = await checkWorkbook(await written(all), asked, { authority: '330' })
  const odd = new Set(findings.map(({ row }) => (row ?? 0) - firstRow))
  const ordinary = children.filter((_, at) => !odd.has(at)).slice(0, 200)
  const form = { ...sample.sheets.return?.[0], children_on_day: ordinary.length }
  return { ...sample, sheets: { children: ordinary, return: [form] } }
}

// Ten mistakes, each of another kind, and the row each is in.
const mistakes: readonly (readonly [row: number, Child])[] = [
  [3, { weekly_cost: 'lots' }],
  [17, { date_of_birth: '31/02/2012' }],
  [29, { placed_on: 'last summer' }],
  [44, { weekly_cost: 70_000 }],
  [58, { child_id: null }],
  [71, { weekly_cost: 400 }],
  [90, { sex: 'Q' }],
  [111, { weekly_cost: '<5' }],
  [150, { ehcp: 'perhaps' }],
  [199, { registration_applied: 'we have asked' }],
]

function withMistakes(sound: SampleReturn): SampleReturn {
  const wrong = new Map(mistakes)
  const children = (sound.sheets.children ?? []).map((child, row) => ({ ...child, ...wrong.get(row) }))
  return { ...sound, sheets: { ...sound.sheets, children } }
}

/** Every cell that a page says is to be fixed: sheets with their cells, as a person reads them. */
function cellsNamed(says: string): readonly { readonly sheet: string; readonly cell: string }[] {
  const places = [
    ...says.matchAll(/^(?:\d+ cells on )?([A-Z][a-z ]+?)(?:, cell |: )((?:[A-Z]{1,2}\d+(?:, | and )?)+)/gm),
  ]
  return places.flatMap(([, sheet = '', cells = '']) =>
    cells.split(/, | and /).flatMap((cell) => (cell ? { sheet, cell } : [])),
  )
}

/** Opens the workbook that was sent, gives each named cell what the officer's own records say, and saves it. */
async function fixed(sent: Uint8Array, records: Uint8Array, says: string): Promise<Buffer> {
  const [workbook, own] = [new exceljs.Workbook(), new exceljs.Workbook()]
  await workbook.xlsx.load(Buffer.from(sent) as never)
  await own.xlsx.load(Buffer.from(records) as never)
  for (const { sheet, cell } of cellsNamed(says)) {
    const wrong = workbook.getWorksheet(sheet)?.getCell(cell)
    if (wrong === undefined) throw new Error(`there is no ${cell} on ${sheet}`)
    wrong.value = own.getWorksheet(sheet)?.getCell(cell).value ?? null
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('from the invitation to the receipt: 200 rows, 10 mistakes, each fixed from what the page says, in twelve pages', async () => {
  const { signatory, authorityId } = await aDataRequest(db)
  const email = 'new.officer@birmingham.example'
  await invitePerson(contextOf(db, signatory, { now: new Date() }), {
    ...{ name: 'Amina Khan', email, role: 'officer', authorityId },
  })
  const sound = await ownRecords()
  const [records, spoilt] = [await written(sound), await written(withMistakes(sound))]

  const { page, complaints } = await open()
  const pages: string[] = []
  page.on('framenavigated', (frame) => {
    const { pathname } = new URL(frame.url())
    // A page that shows itself again once the check is over is still the same page.
    if (frame === page.mainFrame() && pathname !== pages.at(-1)) pages.push(pathname)
  })
  const officer = withMouse(page)

  await page.goto(`${portal.url}${linkIn(await mail.mailTo(email, 1, 'Accept your invitation to Rollcall'))}`)
  await takePicture(page, 'walk-through-1-invitation')
  await officer.press('button', 'Send me a code')
  await officer.type('Code', codeIn(await mail.mailTo(email, 1, codeSubject)))
  await officer.press('button', 'Sign in')
  await officer.press('link', 'Children in illegal homes, September 2024')
  await officer.press('button', 'Send your return')
  await officer.choose('Your return', { name: 'return.xlsx', buffer: Buffer.from(spoilt) })
  await officer.press('button', 'Send')
  await officer.see(/9 things to fix, and 1 more to fix or explain/)
  await takePicture(page, 'walk-through-2-results')

  const says = await wordsOf(page)
  const corrected = await fixed(spoilt, records, says)
  await officer.press('link', 'send the corrected file')
  await officer.choose('Your return', { name: 'return.xlsx', buffer: corrected })
  await officer.press('button', 'Send')
  await officer.see('Ready for sign-off')
  await officer.press('button', 'Send it for sign-off')
  await officer.press('button', 'Send for sign-off')
  await officer.press('link', /^Receipt/)
  await officer.see(/Receipt/)
  await takePicture(page, 'walk-through-3-receipt')

  expect(cellsNamed(says)).toHaveLength(mistakes.length)
  expect(pages.length, pages.join('\n')).toBeLessThanOrEqual(12)
  expect(complaints).toEqual([])
}, 60_000)
