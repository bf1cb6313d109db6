import { expect, test } from 'vitest'
import { messageStates } from './message.ts'
import { firstStep, mustBeLeavable, mustBeResendable, mustBeUnclear, stepAgain } from './message-acts.ts'

const done = (act: () => void): boolean => {
  try {
    act()
    return true
  } catch {
    return false
  }
}
const fine = { others: [], isBroken: false }

test('what has gone out, or never will by itself, may be sent again', () => {
  expect(messageStates.filter((state) => done(() => mustBeResendable({ state, ...fine })))).toEqual([
    'sent',
    'delivered',
    'came back',
    'complained about',
    'not needed',
    'given up',
  ])
})

test('it is not sent twice at a time, nor while it may have arrived, nor to an address that does not work', () => {
  for (const other of ['waiting', 'sending'] as const)
    expect(() => mustBeResendable({ state: 'sent', ...fine, others: [other] })).toThrow(
      'is being sent again already',
    )
  expect(() => mustBeResendable({ state: 'given up', ...fine, others: ['unclear'] })).toThrow(
    'may have arrived',
  )
  expect(() => mustBeResendable({ state: 'came back', ...fine, isBroken: true })).toThrow('come back')
})

test('only of an unclear message a person says what became of it', () => {
  expect(messageStates.filter((state) => done(() => mustBeUnclear({ state })))).toEqual(['unclear'])
})

test('only what failed can be left as it is, and once', () => {
  expect(messageStates.filter((state) => done(() => mustBeLeavable({ state, isLeft: false })))).toEqual([
    'came back',
    'given up',
  ])
  expect(done(() => mustBeLeavable({ state: 'given up', isLeft: true }))).toBe(false)
})

test('a message that is sent again keeps the step it was first sent for', () => {
  const again = stepAgain('2026-03-31 -5 officers', 1)

  expect(again).toBe('2026-03-31 -5 officers again 1')
  expect(stepAgain(again, 2)).toBe('2026-03-31 -5 officers again 2')
  expect(firstStep(again)).toBe('2026-03-31 -5 officers')
})
