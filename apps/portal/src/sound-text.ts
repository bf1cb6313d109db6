import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** How many lists and objects may lie in one another. */
const deepest = 32
/** After this many faults nobody reads on. */
const mostFaults = 10

interface Place {
  readonly value: unknown
  readonly path: readonly string[]
}

/** Texts that a database and a workbook can hold: none has NUL or half of a character, and no list lies too deep in others. */
const Sound = z.unknown().superRefine((whole, { addIssue }) => {
  // One after another and not one in another, or a body of brackets would use up the stack.
  const waiting: Place[] = [{ value: whole, path: [] }]
  let faults = 0
  for (let place = waiting.pop(); place !== undefined && faults < mostFaults; place = waiting.pop()) {
    const { value, path } = place
    const message = faultOf(place)
    if (message !== undefined) {
      faults++
      addIssue({ code: 'custom', message, path: [...path] })
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) waiting.push({ value: inner, path: [...path, name] })
    }
  }
})

function faultOf({ value, path }: Place): string | undefined {
  if (path.length > deepest) return `Put at most ${deepest} lists or objects into one another.`
  if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return undefined
  return 'Take out the character that is no part of any text: NUL, or one half of a pair.'
}

/** The same schema, for texts that can be kept. */
export const sound = <Schema extends z.ZodType>(schema: Schema) => Sound.pipe(schema)

/** Checks what a request says by the schemas of its route. */
export const soundValidatorCompiler: typeof validatorCompiler = ({ schema, ...route }) =>
  validatorCompiler({ ...route, schema: Sound.pipe(schema as z.ZodType) })
