import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import type { LocalAuthority } from './local-authority.ts'

interface Closed {
  readonly was: LocalAuthority
  /** Its last day. */
  readonly on: CalendarDate
  readonly successors: readonly string[]
}

/** Authorities closed since 2019, whose codes and names are still met in files. */
export const closedAuthorities: readonly Closed[] = [
  {
    // Named as the Department for Education does, to tell it from the Dorset of today.
    was: ['835', 'E10000009', 'Dorset (Pre LGR 2019)', 'county', 'county', 'South West'],
    on: day('2019-03-31'),
    // Christchurch went to the one, the rest to the other.
    successors: ['838', '839'],
  },
  {
    was: ['836', 'E06000029', 'Poole', 'unitary', 'borough', 'South West'],
    on: day('2019-03-31'),
    successors: ['839'],
  },
  {
    was: ['837', 'E06000028', 'Bournemouth', 'unitary', 'borough', 'South West'],
    on: day('2019-03-31'),
    successors: ['839'],
  },
  {
    was: ['909', 'E10000006', 'Cumbria', 'county', 'county', 'North West'],
    on: day('2023-03-31'),
    successors: ['942', '943'],
  },
  {
    was: ['928', 'E10000021', 'Northamptonshire', 'county', 'county', 'East Midlands'],
    on: day('2021-03-31'),
    successors: ['940', '941'],
  },
]

/** The first day of authorities younger than the oldest round. */
export const openedOn: Readonly<Record<string, CalendarDate>> = {
  '838': day('2019-04-01'),
  '839': day('2019-04-01'),
  '940': day('2021-04-01'),
  '941': day('2021-04-01'),
  '942': day('2023-04-01'),
  '943': day('2023-04-01'),
}

interface FormerGss {
  readonly code: string
  /** The first day of the code that came after it. */
  readonly replacedOn: CalendarDate
}

/** GSS codes replaced while the authority and its DfE number went on. Old ones stay in use: national files of November 2025 still have Barnsley's. */
export const formerGss: Readonly<Record<string, FormerGss>> = {
  '370': { code: 'E08000016', replacedOn: day('2025-05-01') },
  '373': { code: 'E08000019', replacedOn: day('2025-05-01') },
  '390': { code: 'E08000020', replacedOn: day('2013-04-01') },
  '815': { code: 'E10000023', replacedOn: day('2023-04-01') },
  '825': { code: 'E10000002', replacedOn: day('2020-04-01') },
  '929': { code: 'E06000048', replacedOn: day('2013-04-01') },
  '933': { code: 'E10000027', replacedOn: day('2023-04-01') },
}
