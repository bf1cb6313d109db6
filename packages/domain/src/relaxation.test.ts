import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { RelaxationId } from './ids.ts'
import {
  effectsFor,
  leftAfter,
  leftAgain,
  mustBeInForce,
  mustHaveEffect,
  relaxableRule,
  relaxableRules,
  relaxedBy,
  relaxFindings,
  relaxReturn,
  touchedBy,
} from './relaxation.ts'
import { aCheck, aTable, compiledFor } from './test-support/a-check.ts'

const columns = [
  { id: 'started_on', heading: 'Started', type: 'date', required: true },
  { id: 'ended_on', heading: 'Ended', type: 'date' },
  { id: 'beds', heading: 'Beds', type: 'whole-number', minimum: 0 },
]
const rules = [
  {
    ...{ code: 'TE-001', severity: 'error', sheet: 'children', kind: 'compare' },
    ...{ column: 'ended_on', is: 'on-or-after', other: 'started_on' },
  },
  { code: 'TE-002', severity: 'query', sheet: 'children', kind: 'between', column: 'beds', to: 3 },
]
const collection = aTable(columns, { rules })
const compiled = compiledFor(collection)
const rows = {
  Children: [
    ['Child ID', 'Started', 'Ended', 'Beds'],
    ['A1', '01/02/2024', '01/01/2024', 9],
    ['A2', '', '', 9],
    ['A3', '03/02/2024', '01/01/2024', 1],
  ],
}
const checked = aCheck(collection, rows)
const aRelaxationId = () => RelaxationId.parse(crypto.randomUUID())
const inShort = (findings: readonly Finding[]) =>
  findings.map(({ rule, severity, cell }) => `${rule} ${severity} ${cell}`)

test('what can be relaxed are the rules of a collection, an answer being required among them', () => {
  expect(relaxableRules(compiled).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'child_id.blank error',
    'started_on.blank error',
    'TE-001 error',
    'TE-002 query',
  ])
  expect(() => relaxableRule(compiled, 'started_on.unreadable')).toThrow('no rule started_on.unreadable')
})

test('only what must be fixed can be made a query', () => {
  const [error, query] = [relaxableRule(compiled, 'TE-001'), relaxableRule(compiled, 'TE-002')]

  expect([effectsFor(error), effectsFor(query), effectsFor({ severity: 'note' })]).toEqual([
    ...[['query', 'off'], ['off'], ['off']],
  ])
  expect(() => mustHaveEffect(error, 'query')).not.toThrow()
  expect(() => mustHaveEffect(query, 'query')).toThrow('cannot be made a query')
})

test('a rule that is turned off finds nothing, and all else is found as before', () => {
  expect(inShort(relaxFindings(checked.findings, [{ rule: 'TE-001', effect: 'off' }]))).toEqual([
    'TE-002 query D2',
    'started_on.blank error B3',
    'TE-002 query D3',
  ])
})

test('an error made a query can be explained, and holds on to its row and values', () => {
  const relaxed = relaxFindings(checked.findings, [{ rule: 'TE-001', effect: 'query' }])
  const made = relaxed.filter(({ rule }) => rule === 'TE-001')

  expect(inShort(made)).toEqual(['TE-001 query C2', 'TE-001 query C4'])
  expect(made.map(({ subject }) => subject)).toEqual(['A1', 'A3'])
  expect(made[0]?.value).toContain('2024-01-01')
})

test('relaxed afterwards, a check comes to what it would have come to in a collection with such rules', () => {
  const milder = aTable(columns, { rules: rules.map((rule) => ({ ...rule, severity: 'query' })) })
  const without = aTable(columns, { rules: rules.slice(1) })

  expect(relaxReturn(checked, [{ rule: 'TE-001', effect: 'query' }])).toEqual(aCheck(milder, rows))
  expect(relaxReturn(checked, [{ rule: 'TE-001', effect: 'off' }])).toEqual(aCheck(without, rows))
  expect(relaxReturn(checked, [])).toBe(checked)
})

test('what was kept of an error without its row is held on to by its cell and what that says', () => {
  const [first] = checked.findings.filter(({ rule }) => rule === 'TE-001')
  const { subject: _, value: __, ...old } = first as Finding
  const [made] = relaxFindings([old], [{ rule: 'TE-001', effect: 'query' }])

  expect(made).toMatchObject({ severity: 'query', subject: 'C2', value: old.found })
})

test('how much a relaxed rule changes is counted: what it leaves out, or what it makes queries', () => {
  const countOf = (rule: string, effect: 'off' | 'query') => touchedBy({ rule, effect }, checked.findings)

  expect([countOf('TE-001', 'off'), countOf('TE-001', 'query')]).toEqual([2, 2])
  expect([countOf('TE-002', 'off'), countOf('TE-002', 'query'), countOf('TE-009', 'off')]).toEqual([2, 0, 0])
})

test('of several relaxations of one rule the strongest holds, and all of them are named', () => {
  const [one, two, three] = [aRelaxationId(), aRelaxationId(), aRelaxationId()]
  const inForce = [
    { id: one, rule: 'TE-001', effect: 'query' },
    { id: two, rule: 'TE-002', effect: 'off' },
    { id: three, rule: 'TE-001', effect: 'off' },
  ] as const

  expect(relaxedBy(inForce)).toEqual([
    { rule: 'TE-001', effect: 'off', by: [one, three] },
    { rule: 'TE-002', effect: 'off', by: [two] },
  ])
  expect(relaxedBy(inForce.slice(0, 1))).toEqual([{ rule: 'TE-001', effect: 'query', by: [one] }])
})

/** What is left of the return, and of that what is one rule's, where nothing is explained. */
function countsOf(findings: readonly Finding[], rule: string) {
  const count = (severity: string, of = findings) => of.filter((one) => one.severity === severity).length
  const own = findings.filter((one) => one.rule === rule)
  return {
    left: { errors: count('error'), openQueries: count('query') },
    own: { errors: count('error', own), openQueries: count('query', own), queries: count('query', own) },
  }
}

test('what would be left is told by numbers as the findings themselves tell it, and so is what would come back', () => {
  for (const rule of relaxableRules(compiled)) {
    for (const effect of effectsFor(rule)) {
      const before = countsOf(checked.findings, rule.code)
      const relaxed = relaxFindings(checked.findings, [{ rule: rule.code, effect }])
      const after = countsOf(relaxed, rule.code)
      const fellAway = checked.findings.length - relaxed.length

      expect([rule.code, effect, leftAfter(before.left, before.own, effect)]).toEqual([
        ...[rule.code, effect, after.left],
      ])
      expect(leftAgain(after.left, { ...after.own, fellAway }, rule)).toEqual(before.left)
    }
  }
})

test('only what is in force can be withdrawn', () => {
  const inForce = { withdraws: null, decision: 'approved', withdrawnAt: null } as const

  expect(() => mustBeInForce(inForce)).not.toThrow()
  for (const not of [
    { ...inForce, decision: null },
    { ...inForce, decision: 'refused' as const },
    { ...inForce, withdrawnAt: new Date() },
    { ...inForce, withdraws: 'another' },
  ])
    expect(() => mustBeInForce(not)).toThrow('not in force')
})
