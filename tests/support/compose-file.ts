import { parse } from 'yaml'
import { projectFile } from './project-files.ts'

type Scalar = string | number | boolean

export interface Service {
  readonly image: string
  readonly user?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly environment?: Readonly<Record<string, Scalar>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly networks: readonly string[]
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly tmpfs?: readonly string[]
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly deploy?: { readonly replicas?: number }
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** docker-compose.yml as it is written. */
export const composeText = projectFile('docker-compose.yml').text

/** What Compose makes of it, with what .env would say in the place of variables. Throws where one has to be set and is not. */
export const composeFile = (variables: Readonly<Record<string, string>>): ComposeFile =>
  filledIn(parse(composeText, { merge: true }), variables) as ComposeFile

function filledIn(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolated(value, variables)
  if (Array.isArray(value)) return value.map((one) => filledIn(one, variables))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, variables)]))
}

/** `$$`, `${NAME}`, `${NAME:-otherwise}` and `${NAME:?why it has to be set}` (Compose Specification, Interpolation). */
function interpolated(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (whole, name?: string, how?: string, rest = '') => {
      if (name === undefined) return whole.slice(1)
      const value = variables[name] ?? ''
      if (value === '' && how === '?') throw new Error(`${name}: ${rest}`)
      return value === '' && how === '-' ? rest : value
    },
  )
}

/** The variables a text asks for, and whether it goes without. */
export const variablesIn = (text: string): { readonly name: string; readonly needed: boolean }[] =>
  [...text.matchAll(/(?<!\$)\$\{(\w+)(?::([-?]))?/g)].map(([, name = '', how]) => ({
    name,
    needed: how === '?',
  }))

/** The lines of .env.example that set something, by name. */
export const exampleVariables = (): Map<string, string> =>
  new Map(
    [...projectFile('.env.example').text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

/** Every variable of .env as an operator might have filled it in. */
export const filledInExample = (): Record<string, string> => ({
  ...Object.fromEntries(
    [...exampleVariables()].map(([name, value]) => [
      name,
      value || (name.endsWith('PASSWORD') ? 'f00d' : ''),
    ]),
  ),
  ROLLCALL_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
})
