import { z } from 'zod'
import { Name } from './ids.ts'

const common = {
  id: Name,
  /** What the officer reads above the column, or beside the answer on a form. */
  heading: z.string().min(1),
  /** What is meant, in a sentence or two: shown in the template and the guidance. */
  hint: z.string().min(1).optional(),
  /** Other headings that mean the same column. */
  aliases: z.array(z.string().min(1)).default([]),
  /** On a form laid out as a grid: the question's line, and the part of it (a column of the grid) this answers. */
  line: z.string().min(1).optional(),
  part: z.string().min(1).optional(),
  /** The cell may not be left blank. */
  required: z.boolean().default(false),
  /** 'Not held' is an allowed answer: the authority does not have this information (section 2F asks only for what is held). */
  notHeld: z.boolean().default(false),
}

/** Every type a column may have. What people really type for each, and what to say when it cannot be read, is in `types/`. */
export const Column = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('text'),
    minLength: z.int().min(1).default(1),
    maxLength: z.int().min(1).max(1000),
    /** A regular expression the whole text has to match, and what it means in words: 'letters and digits'. */
    pattern: z.strictObject({ matches: z.string(), means: z.string() }).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('whole-number'),
    minimum: z.int().optional(),
    maximum: z.int().optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('decimal'),
    decimalPlaces: z.int().min(1).max(6),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  /** Pounds as people write them; kept as whole pence. */
  z.strictObject({
    ...common,
    type: z.literal('money'),
    /** In pounds. */
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  /** 0 to 100 unless it says otherwise; kept in hundredths of a percentage point. */
  z.strictObject({
    ...common,
    type: z.literal('percentage'),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ ...common, type: z.literal('date') }),
  z.strictObject({ ...common, type: z.literal('yes-no') }),
  z.strictObject({
    ...common,
    type: z.literal('code'),
    list: Name,
    /** Codes of the list that may not be answered here. */
    except: z.array(z.string()).default([]),
  }),
  /** An authority by name or code; `outside` names a code list for places that are not authorities (Scotland). */
  z.strictObject({ ...common, type: z.literal('authority'), outside: Name.optional() }),
  z.strictObject({ ...common, type: z.literal('upn') }),
  z.strictObject({ ...common, type: z.literal('nhs-number') }),
  z.strictObject({ ...common, type: z.literal('urn') }),
])
export type Column = z.infer<typeof Column>
export type ColumnType = Column['type']
export type ColumnOf<Type extends ColumnType> = Extract<Column, { type: Type }>
