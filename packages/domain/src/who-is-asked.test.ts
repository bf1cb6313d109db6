import { expect, test } from 'vitest'
import type { Authority } from './authority.ts'
import { day } from './calendar-date.ts'
import { againOf, chosenOf, keptOf, WhoIsAsked } from './who-is-asked.ts'

const authority = (code: string, more: Partial<Authority>): Authority => ({
  ...{ code, name: `Authority ${code}`, kind: 'local-authority' },
  ...{ gss: [], aliases: [], successors: [], populations: [], ...more },
})
const table = [
  authority('330', { region: 'West Midlands' }),
  authority('202', { region: 'London' }),
  authority('383', { region: 'Yorkshire' }),
  authority('928', { region: 'London', closed: day('2021-03-31') }),
  authority('S1', { kind: 'school', region: 'London' }),
  authority('H1', { kind: 'health-body' }),
  authority('P1', { kind: 'police-force' }),
]
const collection = {
  reference: { kind: 'day' as const },
  asks: ['local-authority' as const, 'school' as const, 'health-body' as const],
}
const on = day('2024-09-01')
const codes = (who: Partial<WhoIsAsked> & { by: WhoIsAsked['by'] }, date = on) =>
  chosenOf(collection, table, date, WhoIsAsked.parse(who)).map(({ code }) => code)

test.each([
  ['all that the collection asks on that day', { by: 'all' }, ['330', '202', '383', 'S1', 'H1']],
  ['all but some', { by: 'all', except: ['202', 'H1'] }, ['330', '383', 'S1']],
  ['some kinds', { by: 'kinds', kinds: ['school', 'health-body'] }, ['S1', 'H1']],
  ['one kind but some', { by: 'kinds', kinds: ['local-authority'], except: ['330'] }, ['202', '383']],
  ['some regions', { by: 'regions', regions: ['London', 'Yorkshire'] }, ['202', '383', 'S1']],
  ['a list', { by: 'list', codes: ['383', '330', '383'] }, ['330', '383']],
  ['a list but some', { by: 'list', codes: ['383', '330'], except: ['383'] }, ['330']],
  ['leaving out who would not be asked anyway', { by: 'list', codes: ['383'], except: ['928'] }, ['383']],
] as const)('a round asks %s', (_, who, asked) => {
  expect(codes(who as never)).toEqual(asked)
})

test.each([
  [
    'a kind that the collection does not ask',
    { by: 'kinds', kinds: ['police-force', 'school'] },
    'NOT_ASKABLE',
    'police forces',
  ],
  [
    'a region where nobody is',
    { by: 'regions', regions: ['London', 'Wales'] },
    'NOT_ASKABLE',
    'anybody in Wales',
  ],
  ['somebody who had closed', { by: 'list', codes: ['928'] }, 'NOT_ASKABLE', '928'],
  ['leaving out whom nobody knows', { by: 'all', except: ['999'] }, 'EXCEPT_UNKNOWN', '999'],
  [
    'leaving out everybody',
    { by: 'list', codes: ['330'], except: ['330'] },
    'NOBODY_ASKED',
    '1 September 2024',
  ],
  ['an empty list', { by: 'list', codes: [] }, 'NOBODY_ASKED', '1 September 2024'],
] as const)('%s is refused', (_, who, code, words) => {
  expect(() => codes(who as never)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  )
})

test('for another day they are chosen again in the same way, and a list stays', () => {
  const all = WhoIsAsked.parse({ by: 'all', except: ['202'] })
  const list = WhoIsAsked.parse({ by: 'list', codes: ['330', '383'] })

  expect(codes(againOf(keptOf(all), ['330']), day('2020-09-01'))).toEqual(['330', '383', '928', 'S1', 'H1'])
  expect(keptOf(list)).toEqual({ by: 'list', except: [] })
  expect(codes(againOf(keptOf(list), ['330', '383']), day('2020-09-01'))).toEqual(['330', '383'])
})
