import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { samples } from '@rollcall/collections/samples'
import { day } from '@rollcall/domain/calendar-date'
import { readCollection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { jsonSchema } from '@rollcall/domain/export/json-schema'
import { expect, test } from 'vitest'
import { projectFile, projectFiles } from '../support/project-files.ts'

test.each(collections)('$id has a sample maker that makes a return for every authority asked', ({ id }) => {
  const collection = collections.find((one) => one.id === id)
  const referenceDate = day('2025-03-31')
  if (!collection) throw new Error(`no collection ${id}`)
  const { asked } = compileCollection(collection, authorities, referenceDate)
  const made = [...(samples[id]?.({ referenceDate, seed: 1, mistakes: 0 }) ?? [])]

  expect(made.map(({ authority }) => authority.code).toSorted()).toEqual(
    asked.map(({ code }) => code).toSorted(),
  )
})

test('there is a sample maker for nothing else', () => {
  expect(Object.keys(samples).toSorted()).toEqual(collections.map(({ id }) => id).toSorted())
})

test('no rule code stands for two rules, in all collections together', () => {
  const codes = collections.flatMap(({ rules }) => rules.map(({ code }) => code))

  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

test('the codes of a collection have one prefix, and no other collection has it', () => {
  const prefixes = collections.map(({ rules }) => [...new Set(rules.map(({ code }) => code.split('-')[0]))])

  expect(prefixes.filter(({ length }) => length !== 1)).toEqual([])
  expect(new Set(prefixes.flat()).size).toBe(collections.length)
})

test.each(collections)('$id is data: written as JSON and read again, it is the same', (collection) => {
  const again = readCollection(JSON.parse(JSON.stringify(collection)))
  const on = day('2025-03-31')

  expect(again).toEqual(collection)
  expect(jsonSchema(compileCollection(again, authorities, on))).toEqual(
    jsonSchema(compileCollection(collection, authorities, on)),
  )
})

test.each(collections)('$id has a page that says what it is and what is published from it', ({ id }) => {
  expect(projectFile('docs/collections.md').text).toContain(id)
})

test('every folder of a collection is in the list', () => {
  const folders = projectFiles('packages/collections/src', '/collection.ts').map(
    ({ path }) => path.split('/')[3],
  )

  expect(folders.toSorted()).toEqual(collections.map(({ id }) => id).toSorted())
})
