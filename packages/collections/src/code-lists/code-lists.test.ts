import { day } from '@rollcall/domain/calendar-date'
import { indexCodes } from '@rollcall/domain/code-index'
import { CodeList, codesOn } from '@rollcall/domain/code-list'
import { likeness } from '@rollcall/domain/text'
import { expect, test } from 'vitest'
import { codeLists } from './code-lists.ts'
import { ethnicity } from './ethnicity.ts'
import { legalStatus903 } from './legal-status-903.ts'
import { mainReason } from './main-reason.ts'
import { placementProvider903 } from './placement-provider-903.ts'
import { placesOutsideEngland } from './places-outside-england.ts'
import { registrationApplied } from './registration-applied.ts'
import { settingType } from './setting-type.ts'
import { sex } from './sex.ts'
import { uascStatus } from './uasc-status.ts'

const meaningOf = (list: CodeList, text: string) => indexCodes(list, day('2025-09-01')).find(text)?.code

test('no two lists have one id', () => {
  expect(new Set(codeLists.map(({ id }) => id)).size).toBe(codeLists.length)
})

test.each(codeLists)('$id is a code list as the domain knows them', (list) => {
  expect(CodeList.parse(list)).toEqual(list)
})

test.each(codeLists)('no word of $id means two of its codes', ({ codes }) => {
  const meanings = codes.flatMap(({ code, label, aliases }) =>
    [...new Set([code, label, ...aliases].map(likeness))].map((word) => ({ word, code })),
  )

  const byWord = Object.groupBy(meanings, ({ word }) => word)
  expect(Object.values(byWord).filter((same) => same?.length !== 1)).toEqual([])
})

test.each([
  [ethnicity, 20],
  [legalStatus903, 13],
  [mainReason, 5],
  [placementProvider903, 6],
  [placesOutsideEngland, 4],
  [settingType, 8],
])('a list has all its codes: %#', (list, count) => {
  expect(new Set(list.codes.map(({ code }) => code)).size).toBe(count)
  expect(list.codes).toHaveLength(count)
})

test('the twenty ethnicities are counted under six headings', () => {
  const groups = Object.groupBy(ethnicity.codes, ({ group }) => group ?? 'none')

  expect(
    Object.entries(groups).map(([group, codes]) => [group, codes?.map(({ code }) => code).join(' ')]),
  ).toEqual([
    ['White', 'WBRI WIRI WIRT WROM WOTH'],
    ['Mixed / Multiple ethnic groups', 'MWBC MWBA MWAS MOTH'],
    ['Asian / Asian British', 'AIND APKN ABAN AOTH CHNE'],
    ['Black / African / Caribbean / Black British', 'BCRB BAFR BOTH'],
    ['Other ethnic group', 'OOTH'],
    ['Unknown', 'REFU NOBT'],
  ])
})

test('every legal status has a heading', () => {
  const groups = Object.groupBy(legalStatus903.codes, ({ group }) => group ?? 'none')

  expect(
    Object.entries(groups).map(([group, codes]) => [group, codes?.map(({ code }) => code).join(' ')]),
  ).toEqual([
    ['Care orders', 'C1 C2'],
    ['Placement orders', 'D1 E1'],
    ['Voluntary agreements (section 20)', 'V2'],
    ['Short breaks', 'V3 V4'],
    ['Emergency and police protection', 'L1 L2 L3'],
    ['Youth justice', 'J1 J2 J3'],
  ])
})

test('a freeing order is no answer since the end of 2005', () => {
  const codes = (text: string) => codesOn(legalStatus903, day(text)).map(({ code }) => code)

  expect(codes('2005-12-31')).toContain('D1')
  expect(codes('2006-01-01')).not.toContain('D1')
})

test.each([
  ['M', 'M'],
  ['1', 'M'],
  ['1 - Male', 'M'],
  ['boy', 'M'],
  ['2', 'F'],
  ['FEMALE', 'F'],
  ['Fenale', 'F'],
  ['9', 'U'],
  ['Not known', 'U'],
  ['I', undefined],
  ['Unborn', undefined],
  ['Withheld', undefined],
])('sex %s is %s', (text, code) => {
  expect(meaningOf(sex, text)).toBe(code)
})

test.each([
  ['wbri', 'WBRI'],
  ['WBRI - White British', 'WBRI'],
  ['White - British', 'WBRI'],
  ['White: British', 'WBRI'],
  ['English/ Welsh/ Scottish/ Northern Irish/ British', 'WBRI'],
  ['White/Irish', 'WIRI'],
  ['White (Irish Traveller)', 'WIRT'],
  ['Gypsy or Roma', 'WROM'],
  ['Gypsy / Roma', 'WROM'],
  ['White Other', 'WOTH'],
  ['Mixed - White & Asian', 'MWAS'],
  ['Asian or Asian British - Pakistani', 'APKN'],
  ['Chinese or other ethnic group: Chinese', 'CHNE'],
  ['Black African', 'BAFR'],
  ['Black or Black British: Caribbean', 'BCRB'],
  ['Arab', 'OOTH'],
  ['Declined', 'REFU'],
  ['Not\u00a0obtained', 'NOBT'],
  ['Gypsy or Irish Traveller', undefined],
  ['White', undefined],
  ['A1', undefined],
])('ethnicity %s is %s', (text, code) => {
  expect(meaningOf(ethnicity, text)).toBe(code)
})

test.each([
  ['C1:ICO', 'C1'],
  ['Interim Care Order', 'C1'],
  ['FCO', 'C2'],
  ['C2 - Full Care Order', 'C2'],
  ['S20', 'V2'],
  ['Section 20', 'V2'],
  ['EPO', 'L2'],
  ['Police Protection', 'L1'],
  ['Placement Order', 'E1'],
  ['Short breaks', undefined],
  ['Freeing order', undefined],
])('legal status %s is %s', (text, code) => {
  expect(meaningOf(legalStatus903, text)).toBe(code)
})

test.each([
  ['Airbnb', 'holiday-let'],
  ['AirBnB / holiday let', 'holiday-let'],
  ['static caravan', 'caravan'],
  ['narrowboat', 'boat'],
  ['B & B', 'hotel'],
  ['hostel', 'hotel'],
  ['Supported accommodation operating as a childrens home', 'supported-accommodation'],
  ['Holiday park', undefined],
])('setting %s is %s', (text, code) => {
  expect(meaningOf(settingType, text)).toBe(code)
})

test.each([
  [uascStatus, 'Non-UASC', 'no'],
  [uascStatus, '0 - No', 'no'],
  [uascStatus, 'Not yet established', 'not-yet-established'],
  [uascStatus, 'Unknown', undefined],
  [registrationApplied, 'Y', 'yes'],
  [registrationApplied, 'not  known', 'not-known'],
  [mainReason, 'Awaiting registration', 'awaiting-registration'],
  [placementProvider903, 'PR4 - Private provision', 'PR4'],
  [placesOutsideEngland, 'NUK - Child placed outside the UK', 'NUK'],
  [placesOutsideEngland, 'wales', 'WAL'],
])('$id: %s is %s', (list, text, code) => {
  expect(meaningOf(list, text)).toBe(code)
})
