import { z } from 'zod'
import { choicesOf } from '../choices.ts'
import type { Column } from '../column.ts'
import type { CompiledCollection } from '../compiled-collection.ts'
import type { Sheet } from '../sheet.ts'
import type { ReadingScope } from '../types/column-type.ts'

/** The answers of a return as JSON Schema (draft 2020-12), for systems that make returns: canonical values, not what people type. */
export function jsonSchema({ collection, scope }: CompiledCollection): Record<string, unknown> {
  const sheets = Object.fromEntries(collection.sheets.map((sheet) => [sheet.id, sheetSchema(sheet, scope)]))
  const schema = z.strictObject(sheets).meta({
    title: `${collection.title}, version ${collection.version}`,
    description: collection.purpose,
  })
  return z.toJSONSchema(schema, { io: 'input' })
}

function sheetSchema(sheet: Sheet, scope: ReadingScope): z.ZodType {
  const row = z.strictObject(
    Object.fromEntries(sheet.columns.map((column) => [column.id, answerSchema(column, scope)])),
  )
  const described = { title: sheet.name, description: sheet.intro }
  return sheet.kind === 'form' ? row.meta(described) : z.array(row).meta(described)
}

function answerSchema(column: Column, scope: ReadingScope): z.ZodType {
  const value = valueSchema(column, scope)
  const answer = column.notHeld ? z.union([value, z.literal('Not held')]) : value
  const described = answer.meta({ title: column.heading, ...(column.hint && { description: column.hint }) })
  return column.required ? described : described.optional()
}

function valueSchema(column: Column, scope: ReadingScope): z.ZodType {
  switch (column.type) {
    case 'text': {
      const text = z.string().min(column.minLength).max(column.maxLength)
      return column.pattern ? text.regex(new RegExp(`^(?:${column.pattern.matches})$`, 'u')) : text
    }
    case 'whole-number':
      return bounded(z.int(), column)
    case 'decimal':
      return bounded(z.number().multipleOf(10 ** -column.decimalPlaces), column)
    case 'money':
      return bounded(z.number().multipleOf(0.01), column)
    case 'percentage':
      return bounded(z.number(), { minimum: column.minimum ?? 0, maximum: column.maximum ?? 100 })
    case 'date':
      return z.iso.date()
    case 'yes-no':
    case 'code':
    case 'authority':
      return z.enum(choicesOf(column, scope).map(({ code }) => code))
    case 'upn':
      return z.string().regex(/^(?:[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]|UN[1-7])$/)
    case 'nhs-number':
      return z.string().regex(/^\d{10}$/)
    case 'urn':
      return z.string().regex(/^[1-9]\d{5}$/)
  }
}

function bounded(
  schema: z.ZodNumber,
  { minimum, maximum }: { minimum?: number | undefined; maximum?: number | undefined },
): z.ZodNumber {
  const low = minimum === undefined ? schema : schema.min(minimum)
  return maximum === undefined ? low : low.max(maximum)
}
