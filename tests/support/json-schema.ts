type Schema = Readonly<Record<string, unknown>>
type Holds = (wanted: never, value: unknown, schema: Schema) => boolean

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: isText,
  number: isNumber,
  integer: Number.isInteger,
}

/** A schema says nothing of a value that a keyword is not about: `minimum` of a text (JSON Schema Validation 2020-12, 6). */
const keywords: Readonly<Record<string, Holds>> = {
  type: (type: string, value) => types[type]?.(value) ?? false,
  enum: (values: unknown[], value) => values.includes(value),
  const: (only: unknown, value) => value === only,
  anyOf: (schemas: Schema[], value) => schemas.some((schema) => accepts(schema, value)),
  items: (items: Schema, value) => !Array.isArray(value) || value.every((item) => accepts(items, item)),
  properties: (properties: Record<string, Schema>, value) =>
    !isRecord(value) ||
    Object.entries(properties).every(([name, schema]) => !(name in value) || accepts(schema, value[name])),
  required: (names: string[], value) => !isRecord(value) || names.every((name) => name in value),
  additionalProperties: (allowed: boolean, value, { properties }) =>
    allowed || !isRecord(value) || Object.keys(value).every((name) => name in (properties as object)),
  minimum: (least: number, value) => !isNumber(value) || value >= least,
  maximum: (most: number, value) => !isNumber(value) || value <= most,
  // As exactly as numbers are written: 10.1 is 1,010 hundredths, though not in binary.
  multipleOf: (step: number, value) =>
    !isNumber(value) || Math.abs(value / step - Math.round(value / step)) < 1e-6,
  minLength: (least: number, value) => !isText(value) || [...value].length >= least,
  maxLength: (most: number, value) => !isText(value) || [...value].length <= most,
  pattern: (pattern: string, value) => !isText(value) || new RegExp(pattern, 'u').test(value),
  format: (format: string, value) =>
    format === 'date' && (!isText(value) || !Number.isNaN(Date.parse(value))),
}
const says = new Set(['$schema', 'title', 'description'])

/** Whether a JSON Schema accepts a value. Written for tests: it knows the keywords we export, and throws for any other. */
export function accepts(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([name, wanted]) => {
    if (says.has(name)) return true
    const holds = keywords[name]
    if (holds === undefined) throw new Error(`a schema with ${name} cannot be judged`)
    return holds(wanted as never, value, schema)
  })
}
