import { Problem } from '@rollcall/domain/problem'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Mistake } from './pages/fields.ts'
import type { Html } from './pages/html.ts'

/** What a form of a page sends: the body's schema of every route that takes one. What its fields mean is read by `readForm`. */
export const FormBody = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
export type FormBody = z.infer<typeof FormBody>

/** The address a form is sent to says which press of its button this is. */
export const PageQuery = z.object({ once: z.string().max(100).optional() })

/** What was just done, where the page follows it: a word of `done.ts`. */
export const DoneQuery = z.object({ done: z.string().max(50).optional().catch(undefined) })

/** Which page of a long list: what cannot be one is the first. */
export const PageNumber = z.coerce.number().int().min(1).max(100_000).catch(1)

/** What somebody can mend, and try again. */
export interface NotAccepted {
  readonly ok: false
  readonly mistakes: readonly Mistake[]
}
type Outcome<Name extends string, Value> =
  | ({ readonly ok: true } & Readonly<Record<Name, Value>>)
  | NotAccepted

/** What was typed, as a schema has it; or every mistake in it, each with the id of its field. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Outcome<'input', z.output<Schema>> {
  const read = schema.safeParse(body)
  if (read.success) return { ok: true, input: read.data }
  return {
    ok: false,
    mistakes: read.error.issues.map(({ path, message }) => ({ words: message, field: path.join('-') })),
  }
}

/** Does what was asked, or says why it cannot be done as it was typed. What nobody can mend by typing is thrown on. */
export async function attempt<Value>(
  action: () => Promise<Value>,
  field?: string,
): Promise<Outcome<'value', Value>> {
  try {
    return { ok: true, value: await action() }
  } catch (error) {
    if (!(error instanceof Problem) || !mendable.includes(error.kind)) throw error
    return { ok: false, mistakes: [{ words: error.message, ...(field && { field }) }] }
  }
}

const mendable: readonly Problem['kind'][] = ['invalid', 'conflict', 'stale', 'too-large']

/** Gives a form back with what is wrong in it, and everything that was typed. */
export const notAccepted = (reply: FastifyReply, page: Html): FastifyReply => reply.status(422).send(page)

/** The words of one field of a form as it was sent; the first where there are several. */
export function typedIn(body: FormBody, field: string): string | undefined {
  const said = body[field]
  return typeof said === 'string' ? said : said?.[0]
}

/** Everything that was ticked or typed under one name. */
export const allTypedIn = (body: FormBody, field: string): string[] => [body[field] ?? []].flat()
