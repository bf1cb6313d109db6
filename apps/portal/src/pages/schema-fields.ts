import type { Schema } from '../api-document.ts'

/** A field of a body or an answer, as a table shows it. */
export interface Field {
  /** `items[].title` */
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly says: string
}

const deepest = 3

/** The fields of a schema, one after another. What lies deeper than three levels is left to the document itself. */
export function fieldsOf(schema: Schema, name = '', depth = 0): Field[] {
  if (schema.items) return fieldsOf(schema.items, `${name}[]`, depth)
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  if (only && others.length === 0) return fieldsOf(only, name, depth)
  if (!schema.properties || depth === deepest) return []
  const required = schema.required ?? []
  return Object.entries(schema.properties).flatMap(([key, field]) => {
    const full = name ? `${name}.${key}` : key
    const row = {
      name: full,
      type: typeOf(field),
      isRequired: required.includes(key),
      says: field.description ?? '',
    }
    return [row, ...fieldsOf(field, full, depth + 1)]
  })
}

/** In a few words: 'text (uuid)', 'list of objects', 'one of open, closed', 'day or nothing'. */
export function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, enum: values, const: only, type, format, items } = schema
  if ($ref) return $ref.replace('#/components/schemas/', '')
  const choices = anyOf ?? oneOf
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ')
  if (values) return `one of ${values.join(', ')}`
  if (only !== undefined) return String(only)
  if (type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`
  const named = [type ?? 'anything'].flat().map((one) => words[one] ?? one)
  return `${named.join(' or ')}${format ? ` (${format})` : ''}`
}

const words: Record<string, string> = {
  string: 'text',
  null: 'nothing',
  integer: 'whole number',
  boolean: 'yes or no',
}
