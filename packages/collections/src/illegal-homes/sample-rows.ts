import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { ethnicity } from '../code-lists/ethnicity.ts'
import { legalStatus903 } from '../code-lists/legal-status-903.ts'
import { mainReason } from '../code-lists/main-reason.ts'
import { placementProvider903 } from '../code-lists/placement-provider-903.ts'
import { placesOutsideEngland } from '../code-lists/places-outside-england.ts'
import { registrationApplied } from '../code-lists/registration-applied.ts'
import { settingType } from '../code-lists/setting-type.ts'
import { sex } from '../code-lists/sex.ts'
import { uascStatus } from '../code-lists/uasc-status.ts'
import type { Random } from '../sample/random.ts'
import type { SampleRow } from '../sample/sample.ts'
import type { Typing } from '../sample/typing.ts'
import type { Child, YesNoNotHeld } from './sample-child.ts'

/** How an authority writes a place: by name, by code, or both. */
export type PlaceStyle = 'name' | 'code' | 'both' | 'capitals'

export interface Writing {
  readonly typing: Typing
  readonly placeStyle: PlaceStyle
  /** Identifiers that are all digits become numbers in some spreadsheets. */
  readonly idsAreNumbers: boolean
  readonly authorities: ReadonlyMap<string, Authority>
}

/** A child as a row of cells. */
export function childRow(child: Child, writing: Writing): SampleRow {
  const { typing } = writing
  const date = (value: CalendarDate | 'not-held' | undefined): Cell =>
    value === undefined ? null : value === 'not-held' ? typing.notHeld() : typing.date(value)
  const yesNo = (value: YesNoNotHeld): Cell =>
    value === 'not-held' ? typing.notHeld() : typing.yesNo(value === 'yes')
  const held = (value: string, write: () => Cell): Cell => (value === 'not-held' ? typing.notHeld() : write())
  return {
    child_id: writing.idsAreNumbers && /^\d+$/.test(child.id) ? Number(child.id) : child.id,
    date_of_birth: date(child.born),
    sex: typing.code(sex, child.sex),
    ethnicity: typing.code(ethnicity, child.ethnicity),
    uasc: typing.code(uascStatus, child.uasc),
    legal_status: typing.code(legalStatus903, child.legalStatus),
    dol_order: yesNo(child.order),
    dol_start: date(child.orderStart),
    ehcp: yesNo(child.plan),
    camhs: yesNo(child.camhs),
    setting_type: typing.code(settingType, child.setting),
    setting_other: child.settingOther ?? null,
    provider_type: held(child.provider, () => typing.code(placementProvider903, child.provider)),
    provider_name: held(child.providerName, () => child.providerName),
    registration_applied: typing.code(registrationApplied, child.applied),
    placed_in: held(child.placedIn, () => place(child.placedIn, writing)),
    main_reason: held(child.reason, () => typing.code(mainReason, child.reason)),
    placed_on: date(child.placedOn),
    expected_end: date(child.expectedEnd),
    weekly_cost: child.weeklyCost === 'not-held' ? typing.notHeld() : typing.money(child.weeklyCost),
  }
}

function place(code: string, { typing, placeStyle, authorities }: Writing): Cell {
  const authority = authorities.get(code)
  if (authority === undefined) return typing.code(placesOutsideEngland, code)
  switch (placeStyle) {
    case 'name':
      return authority.name
    case 'code':
      return Number(code)
    case 'both':
      return `${code} - ${authority.name}`
    case 'capitals':
      return authority.name.toUpperCase()
  }
}

/** The answers about the authority as a whole. */
export interface WholeReturn {
  readonly childrenOnDay: number
  readonly childrenInYear: number | 'not-held'
  readonly spentInYear: number | 'not-held'
  readonly notifiedOfsted: number | 'not-held'
  readonly contactRole: string
}

const roles = [
  'Performance manager',
  'Data officer',
  'Head of children in care',
  'Business intelligence team',
]

/** Answers that fit the children: spending of thirty-four to sixty weeks of what they cost now. */
export function wholeReturn(children: readonly Child[], random: Random): WholeReturn {
  const weekly = children.reduce(
    (sum, { weeklyCost }) => sum + (weeklyCost === 'not-held' ? 0 : weeklyCost),
    0,
  )
  const left = Math.round(children.length * (0.4 + 0.6 * random.fraction()))
  const inYear = children.length + left
  return {
    childrenOnDay: children.length,
    childrenInYear: random.chance(0.03) ? 'not-held' : inYear,
    // With children there and not one cost held, the spending is not held either.
    spentInYear:
      random.chance(0.05) || (weekly === 0 && children.length > 0)
        ? 'not-held'
        : Math.round(weekly * random.whole(34, 60)),
    notifiedOfsted: random.chance(0.1) ? 'not-held' : Math.round(inYear * random.fraction()),
    contactRole: random.pick(roles),
  }
}

export function returnRow(answers: WholeReturn, { typing }: Writing): SampleRow {
  const whole = (value: number | 'not-held') =>
    value === 'not-held' ? typing.notHeld() : typing.whole(value)
  const { spentInYear } = answers
  return {
    children_on_day: typing.whole(answers.childrenOnDay),
    children_in_year: whole(answers.childrenInYear),
    spent_in_year: spentInYear === 'not-held' ? typing.notHeld() : typing.money(spentInYear),
    notified_ofsted: whole(answers.notifiedOfsted),
    contact_role: answers.contactRole,
  }
}
