import { expect, test } from 'vitest'
import type { Authority } from './authority.ts'
import { indexAuthorities } from './authority-index.ts'
import { day } from './calendar-date.ts'
import { readPasted } from './pasted-authorities.ts'

const authority = (code: string, name: string, more: Partial<Authority> = {}): Authority => ({
  ...{ code, name, kind: 'local-authority', gss: [], aliases: [], successors: [], populations: [], ...more },
})
const index = indexAuthorities(
  [
    authority('330', 'Birmingham', { gss: [{ code: 'E08000025' }] }),
    authority('801', 'Bristol, City of', { aliases: ['Bristol'] }),
    authority('383', 'Leeds'),
    authority('928', 'Northamptonshire', { closed: day('2021-03-31') }),
    authority('P1', 'Some Police', { kind: 'police-force' }),
  ],
  day('2024-09-01'),
)
const asked = new Set(['330', '801', '383'])
const read = (text: string) => readPasted(text, index, asked)

test.each([
  ['a code a line', '330\n383', ['330', '383']],
  ['GSS codes and names, in any case', 'E08000025\r\nleeds', ['330', '383']],
  ['several in a line', '330, 801;383', ['330', '801', '383']],
  ['two columns of a workbook', '801\tBristol, City of\n330\tBirmingham', ['801', '330']],
  ['a name with a comma', 'Bristol, City of', ['801']],
  ['the same one twice, and empty lines', '\n330\n\n Birmingham \n', ['330']],
])('%s can be read', (_, text, codes) => {
  expect(read(text)).toEqual({ codes, faults: [] })
})

test('what is not understood is told line by line, and the rest is read', () => {
  expect(read('330\nBrimingham\n928, 383\nP1')).toEqual({
    codes: ['330', '383'],
    faults: [
      'Line 2: we know no authority by “Brimingham”. Use its code, its GSS code or its name.',
      'Line 3: Northamptonshire was not open on the reference date. Take it out, or name those that took over from it.',
      'Line 4: Some Police is not of a kind that this collection asks. Take it out.',
    ],
  })
})
