import { indexAuthorities } from '@rollcall/domain/authority-index'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { daysBetween, monthsBetween, shift, yearsBetween } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Finding, Severity } from '@rollcall/domain/finding'
import { likeness } from '@rollcall/domain/text'
import { compiled, headings, referenceDate } from './sample-rows.ts'

// The baseline for checking: the same columns and row rules of one collection, written out by hand as one would without a
// collection language. It knows the collection by heart, takes every short cut, and says less.

const threeYearsAgo = shift(referenceDate, { years: -3 })
const yearAgo = shift(referenceDate, { months: -12 })

function codes(id: string): Map<string, string> {
  const list = compiled.collection.codeLists.find((one) => one.id === id)
  const known = new Map<string, string>()
  for (const { code, label, aliases } of list?.codes ?? []) {
    for (const word of [code, label, `${code} - ${label}`, ...aliases]) known.set(likeness(word), code)
  }
  return known
}
const lists = {
  sex: codes('sex'),
  ethnicity: codes('ethnicity'),
  uasc: codes('uasc_status'),
  legal: codes('legal_status_903'),
  setting: codes('setting_type'),
  provider: codes('placement_provider_903'),
  registration: codes('registration_applied'),
  reason: codes('main_reason'),
  yesNo: new Map([
    ['yes', 'yes'],
    ['y', 'yes'],
    ['no', 'no'],
    ['n', 'no'],
    ['true', 'yes'],
    ['false', 'no'],
    ['1', 'yes'],
    ['0', 'no'],
  ]),
}
const authorityIndex = indexAuthorities([...compiled.authorities.open], referenceDate)
const outside = codes('places_outside_england')

type Read = string | number | null | 'NH' | undefined

const seen = new Map<Map<string, string>, Map<string, string | undefined>>()

function code(cell: Cell, list: Map<string, string>): Read {
  if (cell === null) return null
  const text = String(cell)
  const memo = seen.get(list) ?? new Map<string, string | undefined>()
  seen.set(list, memo)
  if (memo.has(text)) return memo.get(text)
  const like = likeness(text)
  const value = like === 'notheld' ? 'NH' : list.get(like)
  memo.set(text, value)
  return value
}

const places = new Map<string, string | undefined>()
function place(cell: Cell): Read {
  if (cell === null) return null
  const text = String(cell)
  if (places.has(text)) return places.get(text)
  const value =
    likeness(text) === 'notheld' ? 'NH' : (authorityIndex.find(text)?.code ?? outside.get(likeness(text)))
  places.set(text, value)
  return value
}

function date(cell: Cell): Read {
  if (cell === null) return null
  if (typeof cell === 'object') return cell.kind === 'date' ? cell.date : undefined
  const text = String(cell).trim()
  if (/^not held$/i.test(text)) return 'NH'
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (parts) return `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}`
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}

function pence(cell: Cell): Read {
  if (cell === null) return null
  if (typeof cell === 'number') return Math.round(cell * 100)
  const text = String(cell).trim()
  if (/^not held$/i.test(text)) return 'NH'
  const bare = text.replace(/[£,]/g, '')
  return /^\d+(\.\d+)?$/.test(bare) ? Math.round(Number(bare) * 100) : undefined
}

const words = (cell: Cell): Read => (cell === null ? null : String(cell).trim())

/** Checks the rows of the Children sheet. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a baseline takes every short cut, and is one long function.
export function checkByHand(rows: readonly (readonly Cell[])[]): Finding[] {
  const findings: Finding[] = []
  const children = new Set<string>()
  const alike = new Map<string, Read>()
  let unknownSex = 0
  let noEthnicity = 0
  let costNotHeld = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? []
    const number = index + 2
    const say = (
      column: number,
      rule: string,
      severity: Severity,
      message: string,
      expected: string,
      fix: string,
    ) => {
      findings.push({
        rule,
        severity,
        sheet: 'Children',
        cell: `${String.fromCharCode(65 + column)}${number}`,
        row: number,
        column: headings[column] ?? '',
        heading: headings[column] ?? '',
        message,
        found: String(row[column] ?? ''),
        expected,
        fix,
      })
    }
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the same.
    const answer = (column: number, value: Read, required: boolean, mayBeNotHeld: boolean): Read => {
      if (value === undefined)
        say(
          column,
          'unreadable',
          'error',
          `${headings[column]} is “${row[column]}”, which we cannot read.`,
          'an answer we can read',
          'Type it again.',
        )
      else if (value === null && required)
        say(column, 'blank', 'error', `${headings[column]} is blank.`, 'an answer', 'Give the answer.')
      else if (value === 'NH' && !mayBeNotHeld)
        say(
          column,
          'not-held',
          'error',
          `${headings[column]} may not be not held.`,
          'an answer',
          'Give the answer.',
        )
      return value === 'NH' || value === undefined ? undefined : value
    }
    const typed = words(row[0] ?? null)
    const readable = typeof typed !== 'string' || /^[A-Za-z0-9]{1,20}$/.test(typed)
    const id = answer(0, readable ? typed : undefined, true, false)
    const born = answer(1, date(row[1] ?? null), true, false) as CalendarDate | undefined
    const sex = answer(2, code(row[2] ?? null, lists.sex), true, false)
    const ethnicity = answer(3, code(row[3] ?? null, lists.ethnicity), true, false)
    answer(4, code(row[4] ?? null, lists.uasc), true, false)
    const legal = answer(5, code(row[5] ?? null, lists.legal), true, false)
    const order = answer(6, code(row[6] ?? null, lists.yesNo), true, true)
    const orderStart = answer(7, date(row[7] ?? null), false, true) as CalendarDate | null | undefined
    answer(8, code(row[8] ?? null, lists.yesNo), true, true)
    answer(9, code(row[9] ?? null, lists.yesNo), true, true)
    const setting = answer(10, code(row[10] ?? null, lists.setting), true, false)
    const other = answer(11, words(row[11] ?? null), false, false)
    answer(12, code(row[12] ?? null, lists.provider), true, true)
    answer(13, words(row[13] ?? null), true, true)
    answer(14, code(row[14] ?? null, lists.registration), true, false)
    answer(15, place(row[15] ?? null), true, true)
    answer(16, code(row[16] ?? null, lists.reason), true, true)
    const moved = answer(17, date(row[17] ?? null), true, false) as CalendarDate | undefined
    const leaves = answer(18, date(row[18] ?? null), false, false)
    const cost = pence(row[19] ?? null)
    answer(19, cost, true, true)

    const age = born && born <= referenceDate ? yearsBetween(born, referenceDate) : undefined
    const stay = moved && moved <= referenceDate ? daysBetween(moved, referenceDate) : undefined
    if (moved && moved <= referenceDate) monthsBetween(moved, referenceDate)
    if (born && born > referenceDate)
      say(
        1,
        'IH-001',
        'error',
        `Born on ${born}, after the reference date.`,
        'an earlier day',
        'Check the year.',
      )
    if (age !== undefined && age > 17)
      say(
        1,
        'IH-002',
        'error',
        `Was ${age} on the reference date.`,
        'someone under 18',
        'Check the date of birth.',
      )
    if (age !== undefined && age < 5)
      say(
        1,
        'IH-003',
        'query',
        `Was only ${age} on the reference date.`,
        'a child of 5 or over',
        'Check the date of birth.',
      )
    if (moved && moved > referenceDate)
      say(
        17,
        'IH-004',
        'error',
        `Moved in on ${moved}, after the reference date.`,
        'an earlier day',
        'Check the date.',
      )
    if (moved && born && moved < born)
      say(17, 'IH-005', 'error', `Moved in on ${moved}, before birth.`, 'a later day', 'Check both dates.')
    else if (moved && moved < threeYearsAgo)
      say(
        17,
        'IH-006',
        'query',
        `Moved in on ${moved}, over three years ago.`,
        'a shorter stay',
        'Check the date.',
      )
    if (leaves && leaves < referenceDate)
      say(18, 'IH-007', 'error', `Expected to leave on ${leaves}.`, 'a later day', 'Check the date.')
    if (order === 'yes' && orderStart === null)
      say(7, 'IH-008', 'error', 'The start of the order is missing.', 'a date', 'Give the date.')
    if (order === 'no' && orderStart)
      say(7, 'IH-009', 'error', 'There is a start but no order.', 'an empty cell', 'Empty the cell.')
    if (order !== 'no' && orderStart) {
      if (orderStart > referenceDate)
        say(7, 'IH-010', 'error', `Started on ${orderStart}.`, 'an earlier day', 'Check the date.')
      if (born && orderStart < born)
        say(
          7,
          'IH-011',
          'error',
          `Started on ${orderStart}, before birth.`,
          'a later day',
          'Check both dates.',
        )
      else if (orderStart < yearAgo)
        say(7, 'IH-012', 'query', `Started on ${orderStart}.`, 'a later day', 'Check the date.')
    }
    if (cost === 0) say(19, 'IH-013', 'query', 'The weekly cost is £0.', 'the cost', 'Give the cost.')
    else if (typeof cost === 'number' && cost < 50_000)
      say(
        19,
        'IH-014',
        'query',
        `The weekly cost is £${cost / 100}.`,
        '£500 or more',
        'Give the cost of a week.',
      )
    else if (typeof cost === 'number' && cost > 6_000_000)
      say(
        19,
        'IH-016',
        'error',
        `The weekly cost is £${cost / 100}.`,
        '£60,000 or less',
        'Give the cost of a week.',
      )
    else if (typeof cost === 'number' && (cost * 365) / 7 > 100_000_000)
      say(19, 'IH-015', 'query', `The weekly cost is £${cost / 100}.`, 'less', 'Check the cost.')
    if (legal === 'L1' && stay !== undefined && stay > 3)
      say(5, 'IH-017', 'query', 'Police protection for over three days.', 'three days', 'Check the status.')
    if (legal === 'V3' || legal === 'V4')
      say(5, 'IH-018', 'query', 'Short breaks.', 'another status', 'Check the status.')
    if (legal === 'J1' || legal === 'J3')
      say(5, 'IH-019', 'query', 'Youth justice.', 'another status', 'Check the status.')
    if (setting === 'other' && other === null)
      say(11, 'IH-020', 'error', 'Other without saying what.', 'a few words', 'Say what kind.')
    if (setting === 'supported-accommodation' && age !== undefined && age < 16)
      say(
        10,
        'IH-021',
        'query',
        'Under 16 in supported accommodation.',
        'another setting',
        'Check the setting.',
      )
    if (setting === 'hotel' && stay !== undefined && stay > 28)
      say(10, 'IH-022', 'query', 'Over 28 days in a hotel.', 'another setting', 'Check the setting.')
    if (typeof id === 'string') {
      if (children.has(id))
        say(0, 'IH-023', 'error', 'The same child twice.', 'each child once', 'Delete one row.')
      children.add(id)
      if (born && sex && moved) {
        const key = `${born}|${sex}|${moved}`
        const first = alike.get(key)
        if (first === undefined) alike.set(key, id)
        else if (first !== id)
          say(1, 'IH-024', 'query', 'Perhaps the same child twice.', 'each child once', 'Check both rows.')
      }
    }
    if (sex === 'U') unknownSex++
    if (ethnicity === 'REFU' || ethnicity === 'NOBT') noEthnicity++
    if (cost === 'NH') costNotHeld++
  }
  const whole = (column: number, rule: string, message: string) =>
    findings.push({
      rule,
      severity: 'query',
      sheet: 'Children',
      cell: null,
      row: null,
      column: headings[column] ?? '',
      heading: headings[column] ?? '',
      message,
      found: '',
      expected: '',
      fix: '',
    })
  if (unknownSex > 2 && unknownSex > rows.length * 0.02) whole(2, 'IH-029', `${unknownSex} of unknown sex.`)
  if (noEthnicity > 2 && noEthnicity > rows.length * 0.2)
    whole(3, 'IH-030', `${noEthnicity} without ethnicity.`)
  if (costNotHeld > rows.length / 2) whole(19, 'IH-031', `${costNotHeld} costs not held.`)
  return findings
}
