import { expect, test } from 'vitest'
import { oneByOne } from './one-by-one.ts'

test('one round that fails does not keep the others from being closed or kept', async () => {
  const tried: string[] = []
  const work = async (round: string) => {
    tried.push(round)
    if (round === 'b') throw new Error('b cannot be read')
    return true
  }

  await expect(oneByOne(['a', 'b', 'c'], work)).rejects.toThrow('1 of 3 failed')
  expect(tried).toEqual(['a', 'b', 'c'])
})

test('only those that were done are counted', async () => {
  expect(await oneByOne([1, 2, 3], async (round) => round !== 2)).toBe(2)
})
