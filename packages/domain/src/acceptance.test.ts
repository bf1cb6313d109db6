import { expect, test } from 'vitest'
import { openMatters } from './acceptance.ts'

const nothing = { isCompared: true, outliers: 0, hasClash: false, unreadExplanations: 0 }

test('a return about which nothing is open is accepted with others', () => {
  expect(openMatters(nothing)).toEqual([])
})

test('whatever is open is told, each in a sentence', () => {
  expect(openMatters({ isCompared: false, outliers: 1, hasClash: true, unreadExplanations: 2 })).toEqual([
    'It has not been compared with the other returns yet.',
    '1 figure stands out.',
    'Another authority seems to count a child that is in it.',
    '2 reasons of its officers have not been looked at.',
  ])
  expect(openMatters({ ...nothing, outliers: 3, unreadExplanations: 1 })).toEqual([
    '3 figures stand out.',
    '1 reason of its officers has not been looked at.',
  ])
})
