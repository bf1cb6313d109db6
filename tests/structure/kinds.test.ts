import { collections } from '@rollcall/collections/collections'
import { readCollection } from '@rollcall/domain/collection'
import { Column } from '@rollcall/domain/column'
import { Condition } from '@rollcall/domain/condition'
import { DerivedColumn } from '@rollcall/domain/derived-column'
import { Figure } from '@rollcall/domain/figure'
import { Rule } from '@rollcall/domain/rules/index'
import { expect, test } from 'vitest'
import { isTest, projectFile, projectFiles } from '../support/project-files.ts'

/** Every word of the language of collections, asked of the schemas that read it. */
interface AnyOf {
  unwrap(): { readonly options: readonly { readonly shape: object }[] }
}
const ofConditions = (Condition as unknown as AnyOf)
  .unwrap()
  .options.flatMap(({ shape }) => Object.keys(shape).filter((key) => key !== 'column'))
const language = {
  column: Column.options.map(({ shape }) => shape.type.value),
  derived: DerivedColumn.options.map(({ shape }) => shape.kind.value),
  condition: ofConditions,
  rule: Rule.options.map(({ shape }) => [...shape.kind.values].join()),
  figure: Figure.options.map(({ shape }) => shape.kind.value),
}
const words = Object.entries(language).flatMap(([part, names]) => names.map((name) => [part, name] as const))

const page = projectFile('docs/collections.md').text
const inUse = JSON.stringify(collections)
const tests = [
  ...projectFiles('packages', '.ts').filter((file) => isTest(file) || /test-support|example/.test(file.path)),
  ...projectFiles('tests', '.ts').filter(({ path }) => !path.startsWith('tests/structure/')),
]
  .map(({ text }) => text)
  .join('\n')

const usedIn = (part: string, name: string, data: string, text: string): boolean => {
  if (part === 'condition')
    return data.includes(`"${name}":`) || new RegExp(`[{,]\\s*${name}:\\s*\\S`).test(text)
  const key = part === 'column' ? 'type' : 'kind'
  return data.includes(`"${key}":"${name}"`) || new RegExp(`'${name}'`).test(text)
}

test('the language has as many words as it had, or more', () => {
  expect(Object.values(language).map(({ length }) => length)).toEqual([12, 9, 13, 14, 12])
})

test.each(words)('the %s “%s” is used by a collection or a test', (part, name) => {
  expect(usedIn(part, name, inUse, tests)).toBe(true)
})

/** The example on the page whose first line is a comment with this word. */
function example(word: string): string {
  const found = new RegExp(`^\`\`\`js\n// ${word}\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)
  if (!found?.[1]) throw new Error(`docs/collections.md has no example of ${word}`)
  return found[1]
}

/** The examples are written as people write them: data, in JavaScript. */
const listed = (word: string): never[] => new Function(`return [${example(word)}]`)()

test.each(words)('the %s “%s” is shown in an example on the page about collections', (part, name) => {
  const blocks = {
    column: 'columns',
    derived: 'derived',
    condition: 'conditions',
    rule: 'rules',
    figure: 'figures',
  }
  const text = example(blocks[part as keyof typeof blocks])

  expect(usedIn(part, name, '', text)).toBe(true)
})

test('the examples on the page are together one collection that can be used', () => {
  const [outermost] = listed('collection')
  const answers = (...ids: string[]) =>
    ids.map((id) => ({ id, heading: id, type: 'whole-number', minimum: 0 }) as const)
  const sheet = { intro: 'As on the page.' }
  const conditions = listed('conditions').map((condition, index) => ({
    code: `EX-${100 + index}`,
    severity: 'note',
    sheet: 'children',
    kind: 'holds',
    column: 'child_id',
    check: condition,
  }))
  const orderColumns = [
    { id: 'child', heading: 'Child', type: 'text', maxLength: 20 },
    { id: 'start', heading: 'Start', type: 'date' },
    { id: 'end', heading: 'End', type: 'date' },
  ]
  const children = { columns: listed('columns'), derived: listed('derived') }

  const read = readCollection({
    ...(outermost as unknown as object),
    sheets: [
      { ...sheet, id: 'children', name: 'Children', kind: 'table', key: ['child_id'], ...children },
      {
        ...sheet,
        id: 'orders',
        name: 'Orders',
        kind: 'table',
        key: ['child', 'start'],
        columns: orderColumns,
      },
      {
        ...sheet,
        id: 'return',
        name: 'Return',
        kind: 'form',
        columns: [
          ...answers('children_on_day', 'boys', 'girls'),
          { id: 'spent_in_year', heading: 'Spent', type: 'money' },
        ],
      },
    ],
    rules: [...listed('rules'), ...conditions],
    figures: listed('figures'),
  })

  expect(read.figures).toHaveLength(language.figure.length)
})
