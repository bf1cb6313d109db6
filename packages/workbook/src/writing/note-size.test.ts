import { expect, test } from 'vitest'
import { anchorOf } from './note-size.ts'

const note = (text: string) => ({ texts: [{ text }] })

test('a comment stands to the right of its cell, and is as high as its text', () => {
  const short = anchorOf({ ref: 'B7', note: note('One line.') }, [
    { width: 20 },
    { width: 20 },
    { width: 60 },
  ])
  const long = anchorOf({ ref: 'B7', note: note('One line.\n'.repeat(9)) }, [])

  expect(short).toMatchObject({ left: 2.2, top: 5.2 })
  expect(Math.floor(short.right)).toBe(2)
  expect(long.bottom - long.top).toBeGreaterThan(9)
})

test('a comment on the last cell there is stays on the sheet', () => {
  const { left, right, bottom } = anchorOf({ ref: 'XFD1048576', note: note('Here.') }, [])

  expect(left).toBeLessThan(right)
  expect(right).toBeLessThanOrEqual(16_383)
  expect(bottom).toBeLessThanOrEqual(1_048_575)
})
