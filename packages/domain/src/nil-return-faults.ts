import type { CollectionShape } from './collection-shape.ts'
import type { Column } from './column.ts'
import { type CollectionFault, conditionFaults, isNumber, type Path } from './condition-faults.ts'
import type { Sheet } from './sheet.ts'

/** What is wrong with what a collection says a nil return means: answers nobody is asked for or could give, and some that are owed. */
export function nilReturnFaults(collection: CollectionShape): CollectionFault[] {
  const answers = collection.nilReturn?.answers
  if (answers === undefined) return []
  const path = ['nilReturn', 'answers']
  const forms = collection.sheets.filter(({ kind }) => kind === 'form')
  const lost = Object.keys(answers).filter((id) => !forms.some((form) => form.id === id))
  return [
    ...lost.map((id) => ({ path: [...path, id], message: `no form ${id}` })),
    ...forms.flatMap((form) => formFaults(form, answers[form.id] ?? {}, collection, [...path, form.id])),
  ]
}

type Answers = Readonly<Record<string, string | number>>

function formFaults(
  form: Sheet,
  answers: Answers,
  collection: CollectionShape,
  path: Path,
): CollectionFault[] {
  const unasked = Object.keys(answers).filter((id) => !form.columns.some((column) => column.id === id))
  return [
    ...unasked.map((id) => ({ path: [...path, id], message: `the form ${form.id} does not ask for ${id}` })),
    ...form.columns.flatMap((column) => {
      const answer = answers[column.id]
      const at = [...path, column.id]
      if (answer !== undefined) return answerFaults(column, answer, form, collection, at)
      return column.required ? [{ path: at, message: 'an answer is required' }] : []
    }),
  ]
}

const notHeld = 'Not held'

function answerFaults(
  column: Column,
  answer: string | number,
  form: Sheet,
  collection: CollectionShape,
  path: Path,
): CollectionFault[] {
  if (answer === notHeld) return column.notHeld ? [] : [{ path, message: 'may not be “Not held”' }]
  if (isNumber(column) !== (typeof answer === 'number')) {
    return [{ path, message: isNumber(column) ? 'is not a number' : 'is a number' }]
  }
  return conditionFaults({ column: column.id, is: answer }, form, collection, path)
}
