import { expect, test } from 'vitest'
import { checkCodeOf, readCheckCode } from './check-code.ts'

test('a check code is eighty bits in four fours', () => {
  expect(checkCodeOf(Uint8Array.from([0, 1, 2, 3, 250, 251, 252, 253, 254, 255]))).toBe('000G-40ZT-ZFYF-VZQZ')
  expect(checkCodeOf(new Uint8Array(10))).toBe('0000-0000-0000-0000')
  expect(checkCodeOf(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
})

test.each([
  ['as it was given', 'K3F7-9QRT-0V2M-1W4A'],
  ['in small letters', 'k3f7-9qrt-0v2m-1w4a'],
  ['without dashes', 'K3F79QRT0V2M1W4A'],
  ['with spaces, and some around it', '  K3F7 9QRT 0V2M 1W4A\n'],
  ['with the dashes of a word processor', 'K3F7–9QRT‑0V2M—1W4A'],
  ['with O for 0 and l for 1', 'K3F7-9QRT-OV2M-lW4A'],
  ['with o for 0 and i for 1', 'K3F7-9QRT-oV2M-iW4A'],
])('a check code is read %s', (_, typed) => {
  expect(readCheckCode(typed)).toBe('K3F7-9QRT-0V2M-1W4A')
})

test.each([
  ['nothing', ''],
  ['too short', 'K3F7-9QRT-0V2M-1W4'],
  ['too long', 'K3F7-9QRT-0V2M-1W4AA'],
  ['of a letter that no code has', 'K3F7-9QRT-0V2M-UW4A'],
  ['of other signs', 'K3F7/9QRT/0V2M/1W4A'],
])('what is %s is no check code', (_, typed) => {
  expect(readCheckCode(typed)).toBeUndefined()
})
