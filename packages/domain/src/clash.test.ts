import { expect, test } from 'vitest'
import { clashesAmong } from './clash.ts'

test('a child claimed by two authorities is a clash of those two, without saying which child', () => {
  const returns = [
    { authority: '330', children: ['a', 'b', 'b'] },
    { authority: '202', children: ['b', 'c'] },
    { authority: '203', children: ['b', 'c', 'd'] },
  ]
  expect(clashesAmong(returns)).toEqual([
    { authorities: ['202', '203'], children: 2 },
    { authorities: ['202', '330'], children: 1 },
    { authorities: ['203', '330'], children: 1 },
  ])
})
