import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { expect, test } from 'vitest'
import type { SampleOptions, SampleReturn, SampleRow } from '../sample/sample.ts'
import { makeHomeless16To17 } from './sample.ts'

const sample = (options: Partial<SampleOptions> = {}): SampleReturn[] => [
  ...makeHomeless16To17({ referenceDate: day('2023-03-31'), seed: 7, mistakes: 0, ...options }),
]

// Read in the test's own plain way, so that a mistake of the engine cannot hide one of the sample.
const formsOf = (returns: readonly SampleReturn[]): SampleRow[] =>
  returns.flatMap(({ sheets }) => sheets.return ?? [])
const isHeld = (cell: Cell | undefined): boolean => !/held|n\/h/i.test(String(cell))
const countIn = (cell: Cell | undefined): number => Number(String(cell).replace(/,/g, ''))
const sum = (forms: readonly SampleRow[], ...columns: readonly string[]): number =>
  forms
    .flatMap((form) => columns.map((column) => form[column]))
    .filter(isHeld)
    .reduce((total: number, cell) => total + countIn(cell), 0)

const knownOthers = [
  'returned',
  'section_20',
  'section_17',
  'part_7',
  'undistinguished',
  'not_accommodated',
].map((line) => `${line}_others`)

test.each([7, 1, 2024, 123_456])('the sample adds up to what was published (seed %i)', (seed) => {
  const forms = formsOf(sample({ seed }))
  const accommodated = sum(
    forms,
    'section_20_others',
    'section_17_others',
    'part_7_others',
    'undistinguished_others',
  )

  expect(forms).toHaveLength(153)
  expect(sum(forms, 'presented_uasc', 'presented_others')).toBe(6469)
  expect(sum(forms, ...knownOthers)).toBe(4879)
  expect(accommodated).toBe(1951)
  expect(sum(forms, 'section_20_others')).toBe(761)
  expect(sum(forms, 'section_17_others', 'part_7_others')).toBe(1190)
})

test('every form adds up, and every number on it is a whole one', () => {
  for (const form of formsOf(sample()).filter((one) => isHeld(one.presented_others))) {
    for (const part of ['uasc', 'others']) {
      const lines = [...knownOthers, 'unknown_others'].map((column) => column.replace('others', part))
      expect(sum([form], ...lines)).toBe(sum([form], `presented_${part}`))
      const places = ['foster', 'home', 'supported', 'other'].map((place) => `section_20_${place}_${part}`)
      if (isHeld(form[places[0] ?? '']))
        expect(sum([form], ...places)).toBe(sum([form], `section_20_${part}`))
    }
    for (const cell of Object.values(form).filter(isHeld)) expect(countIn(cell)).toSatisfy(Number.isInteger)
  }
})

test('a few authorities could not say', () => {
  const forms = formsOf(sample())

  expect(forms.filter((form) => !isHeld(form.presented_others))).toHaveLength(4)
  expect(forms.filter((form) => countIn(form.undistinguished_uasc) > 0)).toHaveLength(6)
})

test('the same seed gives the same sample, and another seed another one', () => {
  expect(sample()).toEqual(sample())
  expect(formsOf(sample({ seed: 8 }))).not.toEqual(formsOf(sample()))
})

test('a mistake changes its own answer and says which finding it gives', () => {
  const [sound, spoiled] = [sample(), sample({ mistakes: 0.02 })]
  const planted = spoiled.flatMap((one) => one.planted)

  expect(planted).toHaveLength(73)
  expect(planted.every(({ column, rule }) => rule.startsWith('HO-') || rule.startsWith(`${column}.`))).toBe(
    true,
  )
  for (const [index, one] of spoiled.entries()) {
    if (one.planted.length === 0) expect(one).toEqual(sound[index])
  }
})
