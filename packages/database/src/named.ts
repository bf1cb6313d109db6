import { sql } from 'kysely'
import { containing } from './containing.ts'

/** The ids of authorities that some text names: by a part of the name, or the code. */
export const authoritiesNamed = (text: string) =>
  sql`select id from authorities where name ilike ${containing(text)} or code = ${text}`

/** Those of people: by a part of the name, or of the address. */
export const peopleNamed = (text: string) =>
  sql`select id from people where name ilike ${containing(text)} or email ilike ${containing(text)}`
