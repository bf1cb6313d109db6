import type { Authority, DatedCode, Population } from '@rollcall/domain/authority'
import { day, shift } from '@rollcall/domain/calendar-date'
import { localAuthorities } from './local-authorities.ts'
import type { LocalAuthority } from './local-authority.ts'
import { aliasesOf } from './names.ts'
import { closedAuthorities, formerGss, openedOn } from './reorganisations.ts'

/** The authorities of England that have been or can be asked: those of today, and those closed since 2019. */
export const authorities: readonly Authority[] = [
  ...localAuthorities.map(authority),
  ...closedAuthorities.map(({ was, on, successors }) => ({ ...authority(was), closed: on, successors })),
]

function authority(line: LocalAuthority): Authority {
  const [code, gss, name, type, rank, region] = line
  const opened = openedOn[code]
  return {
    code,
    kind: 'local-authority',
    name,
    region,
    gss: datedGss(code, gss),
    aliases: aliasesOf(code, name, type, rank),
    ...(opened && { opened }),
    successors: [],
    populations: populations(line),
  }
}

function datedGss(code: string, today: string): DatedCode[] {
  const former = formerGss[code]
  if (former === undefined) return [{ code: today }]
  return [
    { code: former.code, until: shift(former.replacedOn, { days: -1 }) },
    { code: today, from: former.replacedOn },
  ]
}

function populations([, , , , , , in2024, in2025]: LocalAuthority): Population[] {
  return [
    { on: day('2024-03-31'), value: in2024 },
    { on: day('2025-03-31'), value: in2025 },
  ].flatMap(({ on, value }) => (typeof value === 'number' ? [{ of: 'children-in-care', on, value }] : []))
}
