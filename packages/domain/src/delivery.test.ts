import { expect, test } from 'vitest'
import { type BecameOfMessage, becameOfMessage, isNews } from './delivery.ts'
import { type MessageState, messageStates } from './message.ts'

const newsFrom = (became: BecameOfMessage, wasBegun = true): MessageState[] =>
  messageStates.filter((state) => isNews({ state, wasBegun }, became))

test('what a message that is under way became is news, once', () => {
  for (const became of becameOfMessage) {
    expect(newsFrom(became)).toEqual(expect.arrayContaining(['waiting', 'sending', 'sent', 'unclear']))
    expect(newsFrom(became)).not.toContain(became)
  }
})

test('a message that was said to have arrived may come back later, or be complained about', () => {
  expect(becameOfMessage.filter((became) => newsFrom(became).includes('delivered'))).toEqual([
    'came back',
    'complained about',
  ])
})

test('nothing becomes of a message that came back, was not needed or was never begun', () => {
  for (const became of becameOfMessage) {
    expect(newsFrom(became)).not.toContain('came back')
    expect(newsFrom(became)).not.toContain('not needed')
    expect(newsFrom(became, false)).toEqual([])
  }
})
