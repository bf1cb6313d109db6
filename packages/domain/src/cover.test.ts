import { describe, expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { mustArrangeFor, mustBeAbleToEnd, mustBeACover } from './cover.ts'
import { AuthorityId, MembershipId, PersonId } from './ids.ts'
import type { Membership } from './membership.ts'
import { type Member, viewerOf } from './viewer.ts'

const id = () => crypto.randomUUID()
const camden = AuthorityId.parse(id())
const member = (role: Member['role'], authorityId: Member['authorityId'] = camden): Membership => ({
  ...{ id: MembershipId.parse(id()), personId: PersonId.parse(id()), role, authorityId },
})
const [officer, signatory, analyst, approver] = [
  ...[member('officer'), member('signatory'), member('analyst', null), member('approver', null)],
] as const
const code = (refuse: () => void): string => {
  try {
    refuse()
    return 'allowed'
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

describe('who says who stands in for whom', () => {
  test.each([
    ['an officer for themselves', officer, officer, 'allowed'],
    ['an officer for a signatory', officer, signatory, 'NOT_YOUR_COVER'],
    ['a signatory for an officer', signatory, officer, 'allowed'],
    ['a signatory of another authority', member('signatory', AuthorityId.parse(id())), officer, 'NOT_FOUND'],
    ['an analyst for an officer', analyst, officer, 'allowed'],
    ['an analyst for themselves', analyst, analyst, 'allowed'],
    ['an analyst for an approver', analyst, approver, 'OFFICE_PEOPLE'],
    ['an approver for an analyst', approver, analyst, 'allowed'],
  ] as const)('%s', (_, viewer, away, expected) => {
    expect(code(() => mustArrangeFor(viewerOf(viewer), away))).toBe(expected)
  })

  test('whoever stands in may stop; another officer may not say so', () => {
    const standIn = member('officer')
    expect(code(() => mustBeAbleToEnd(viewerOf(standIn), officer, standIn))).toBe('allowed')
    expect(code(() => mustBeAbleToEnd(viewerOf(member('officer')), officer, standIn))).toBe('NOT_YOUR_COVER')
  })
})

describe('whom and when', () => {
  const usual = {
    ...{ away: officer, standIn: signatory, today: day('2026-03-02'), others: [] },
    ...{ fromOn: day('2026-03-02'), untilOn: day('2026-03-13') },
  }
  const covered = { fromOn: day('2026-03-10'), untilOn: day('2026-03-20'), standIn: 'Sam Green' }

  test.each([
    ['from today, a colleague of another role', {}, 'allowed'],
    ['one day', { untilOn: day('2026-03-02') }, 'allowed'],
    ['oneself in another role', { standIn: { ...signatory, personId: officer.personId } }, 'CANNOT_COVER'],
    ['somebody of the office', { standIn: analyst }, 'CANNOT_COVER'],
    ['from yesterday', { fromOn: day('2026-03-01') }, 'COVER_BEGUN_BEFORE'],
    ['ending before it begins', { fromOn: day('2026-03-14') }, 'COVER_ENDS_FIRST'],
    ['184 days', { untilOn: day('2026-09-01') }, 'allowed'],
    ['185 days', { untilOn: day('2026-09-02') }, 'COVER_TOO_LONG'],
    ['days of which some are covered', { others: [covered] }, 'COVERED_ALREADY'],
    ['days that touch none', { untilOn: day('2026-03-09'), others: [covered] }, 'allowed'],
  ])('%s', (_, change, expected) => {
    expect(code(() => mustBeACover({ ...usual, ...change }))).toBe(expected)
  })
})
