import { choicesOf } from '../choices.ts'
import type { Column, ColumnType } from '../column.ts'
import type { CompiledCollection } from '../compiled-collection.ts'
import type { ReadingScope } from '../types/column-type.ts'

const fieldType: Record<ColumnType, string> = {
  text: 'string',
  'whole-number': 'integer',
  decimal: 'number',
  money: 'number',
  percentage: 'number',
  date: 'date',
  'yes-no': 'string',
  code: 'string',
  authority: 'string',
  upn: 'string',
  'nhs-number': 'string',
  urn: 'string',
}

/** The collection as a Data Package (Frictionless, version 1) with a Table Schema for each sheet. 'Not held' is written as such. */
export function tableSchema({ collection, scope }: CompiledCollection): Record<string, unknown> {
  return {
    profile: 'tabular-data-package',
    name: collection.id,
    version: String(collection.version),
    title: collection.title,
    description: collection.purpose,
    resources: collection.sheets.map((sheet) => ({
      name: sheet.id,
      title: sheet.name,
      description: sheet.intro,
      path: `${sheet.id}.csv`,
      profile: 'tabular-data-resource',
      schema: {
        fields: sheet.columns.map((column) => field(column, scope)),
        missingValues: [''],
        ...(sheet.kind === 'table' && { primaryKey: sheet.key }),
      },
    })),
  }
}

function field(column: Column, scope: ReadingScope): Record<string, unknown> {
  const choices = choicesOf(column, scope).map(({ code }) => code)
  // A number that may also be 'Not held' is not a number to a tool that checks types, so it is described as text.
  const type = column.notHeld ? 'string' : fieldType[column.type]
  return {
    name: column.id,
    title: column.heading,
    ...(column.hint && { description: column.hint }),
    type,
    constraints: {
      required: column.required,
      ...(choices.length > 0 && { enum: column.notHeld ? [...choices, 'Not held'] : choices }),
      ...(column.type === 'text' && { minLength: column.minLength, maxLength: column.maxLength }),
      ...(column.type === 'text' && column.pattern && { pattern: column.pattern.matches }),
      ...(type !== 'string' &&
        'minimum' in column &&
        column.minimum !== undefined && { minimum: column.minimum }),
      ...(type !== 'string' &&
        'maximum' in column &&
        column.maximum !== undefined && { maximum: column.maximum }),
    },
  }
}
