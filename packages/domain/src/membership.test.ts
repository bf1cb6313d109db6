import { expect, test } from 'vitest'
import { AuthorityId, PersonId } from './ids.ts'
import { mustBeOwnOrUnder, mustHaveSayOver, mustNotBeLast, mustSpeakFor } from './membership.ts'
import { type Member, system, type Viewer } from './viewer.ts'

const newId = <Id>(schema: { parse(text: string): Id }) => schema.parse(crypto.randomUUID())
const [own, foreign] = [newId(AuthorityId), newId(AuthorityId)]
const someone = (role: Member['role'], authorityId: AuthorityId | null = null): Member => ({
  role,
  authorityId,
  personId: newId(PersonId),
})

const members = {
  'own officer': someone('officer', own),
  'own signatory': someone('signatory', own),
  'foreign officer': someone('officer', foreign),
  analyst: someone('analyst'),
  approver: someone('approver'),
} as const
const viewers: Record<string, Viewer> = {
  officer: { role: 'officer', authorityId: own, personId: newId(PersonId) },
  signatory: { role: 'signatory', authorityId: own, personId: newId(PersonId) },
  analyst: { role: 'analyst', personId: newId(PersonId) },
  approver: { role: 'approver', personId: newId(PersonId) },
  system,
}

type Who = keyof typeof members
const all = Object.keys(members) as Who[]

/** Over whom each viewer may do it. */
const allowedTo = (must: (viewer: Viewer, member: Member) => void) =>
  Object.fromEntries(
    Object.entries(viewers).map(([name, viewer]) => [
      name,
      all.filter((who) => {
        try {
          must(viewer, members[who])
          return true
        } catch {
          return false
        }
      }),
    ]),
  )

test('who may bring in and send away whom', () => {
  // An officer may do neither at all: the permissions say so.
  const { officer: _, ...others } = allowedTo(mustHaveSayOver)

  expect(others).toEqual({
    signatory: ['own officer', 'own signatory'],
    analyst: ['own officer', 'own signatory', 'foreign officer'],
    approver: all,
    system: all,
  })
})

test('whose work may be handed over by others than themselves', () => {
  expect(allowedTo(mustBeOwnOrUnder)).toMatchObject({
    officer: [],
    signatory: ['own officer', 'own signatory'],
    analyst: ['own officer', 'own signatory', 'foreign officer'],
  })
})

test('the office lets no system act as anybody but themselves', () => {
  expect(allowedTo(mustSpeakFor)).toEqual({
    officer: [],
    signatory: ['own officer', 'own signatory'],
    analyst: [],
    approver: [],
    system: all,
  })
})

test('everybody hands over their own work and registers their own systems', () => {
  for (const viewer of Object.values(viewers)) {
    if (!('personId' in viewer)) continue
    const self: Member = { authorityId: null, ...viewer }
    expect(() => mustBeOwnOrUnder(viewer, self)).not.toThrow()
    expect(() => mustSpeakFor(viewer, self)).not.toThrow()
  }
})

test('the last signatory goes by the office alone, the last approver not at all', () => {
  const last = (viewer: Viewer | undefined, role: Member['role']) => () =>
    mustNotBeLast(viewer ?? system, { role }, 0)

  expect(last(viewers.signatory, 'signatory')).toThrow('Nobody would be left to sign')
  expect(last(viewers.analyst, 'signatory')).not.toThrow()
  expect(last(viewers.signatory, 'officer')).not.toThrow()
  expect(last(viewers.approver, 'approver')).toThrow('Nobody would be left to approve')
})
