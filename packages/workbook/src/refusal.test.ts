import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { looksLike, Refusal, type RefusalCode, refusals } from './refusal.ts'

test('every refusal says what it is about, what to do, and says so in a sentence', () => {
  for (const [code, sentence] of Object.entries(refusals)) {
    expect(sentence, code).toMatch(/^The selected .+\. .+\.$/)
    expect(new Refusal(code as RefusalCode).message).toBe(sentence)
  }
})

test('a file of another kind is called by its name', () => {
  expect(looksLike('a PDF document')).toMatchObject({
    code: 'not-a-spreadsheet',
    message:
      'The selected file is a PDF document, not a spreadsheet. Save the data as Excel workbook (.xlsx) or CSV and upload that.',
  })
})

test('the numbers in the sentences are the limits', () => {
  const quoted: [RefusalCode, number][] = [
    ['too-big', limits.uploadBytes / 1e6],
    ['too-big-inside', limits.inflatedBytes / 1e6],
    ['too-many-parts', limits.parts],
    ['too-much-text', limits.textBytes / 1e6],
    ['too-many-cells', limits.cells / 1e6],
    ['too-many-rows', limits.rows],
    ['too-many-merges', limits.merges],
  ]
  for (const [code, limit] of quoted)
    expect(refusals[code], code).toMatch(new RegExp(` ${limit.toLocaleString('en-GB')}\\b`))
})
