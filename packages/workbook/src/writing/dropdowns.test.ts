import { day } from '@rollcall/domain/calendar-date'
import { readCollection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { cellReader } from '@rollcall/domain/read-cell'
import { expect, test } from 'vitest'
import { choicesOf, dropdownsOf } from './dropdowns.ts'
import { anExampleCollection, someAuthorities } from './example-collection.ts'

const compiled = compileCollection(anExampleCollection(), someAuthorities, day('2024-09-01'))
const columns = compiled.collection.sheets.flatMap((sheet) => sheet.columns)
const columnCalled = (id: string) => {
  const column = columns.find((one) => one.id === id)
  if (column === undefined) throw new Error(id)
  return column
}
const textsOf = (id: string) => choicesOf(columnCalled(id), compiled.scope)?.map(({ text }) => text)

test('everything there is to choose reads back to its code', () => {
  for (const column of columns) {
    const read = cellReader(column, compiled.scope)
    for (const { text, code } of choicesOf(column, compiled.scope) ?? []) expect(read(text)).toBe(code)
  }
})

test('a code an authority knows stands with its words; one that is only ours is its words alone', () => {
  expect(textsOf('legal_status')).toEqual([
    'C1 - Interim care order',
    'C2 - Full care order',
    expect.stringMatching(/^V2 .*Single period of accommodation under section 20 \(Children Act 1989\)/),
  ])
  expect(textsOf('setting')).toEqual([
    'Caravan or mobile home',
    'Hotel, hostel or bed and breakfast',
    'Other',
  ])
})

test('authorities stand in the order of their names, and places elsewhere after them', () => {
  expect(textsOf('placed_in')).toEqual([
    'Birmingham',
    'Bournemouth, Christchurch and Poole',
    'Coventry',
    'Westminster',
    'Scotland',
    'Wales',
  ])
})

test('a label that two codes share is not offered for either of them alone', () => {
  const codes = ['a', 'b'].map((code) => ({ code, label: 'The same words' }))
  const collection = readCollection({
    ...anExampleCollection(),
    codeLists: [{ id: 'twins', title: 'Twins', codes }],
    sheets: [
      {
        id: 'form',
        name: 'Form',
        kind: 'form',
        intro: 'A form.',
        columns: [{ id: 'twin', heading: 'Twin', type: 'code', list: 'twins' }],
      },
    ],
    rules: [],
  })
  const { scope } = compileCollection(collection, [], day('2024-09-01'))
  const [column] = collection.sheets[0]?.columns ?? []

  const choices = column && choicesOf(column, scope)

  expect(choices?.map(({ text }) => text)).toEqual(['The same words', 'b'])
})

test('columns with the same choices share a list, with and without "Not held"', () => {
  const dropdowns = dropdownsOf(compiled, 4)

  expect(dropdowns.lists.map(({ title }) => title)).toEqual([
    'Yes or no',
    'Legal status',
    'Type of setting',
    'Local authorities',
  ])
  expect(dropdowns.rangeOf(columnCalled('order'))).toBe('Lists!$B$4:$B$6')
  expect(dropdowns.rangeOf(columnCalled('panel'))).toBe('Lists!$B$4:$B$5')
  expect(dropdowns.rangeOf(columnCalled('legal_status'))).toBe('Lists!$B$7:$B$9')
  expect(dropdowns.rangeOf(columnCalled('child_id'))).toBeUndefined()
})
