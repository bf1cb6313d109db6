import { toldElsewhere } from '@rollcall/portal/pages/audit-sentences'
import { toldEvents } from '@rollcall/portal/pages/event-sentences'
import { expect, test } from 'vitest'
import { projectFiles } from '../support/project-files.ts'

/** What actions record about a round as a whole, or about a person, beside what they record about returns. */
const notOfReturns = new Set([
  'round issued',
  'round closed',
  'work handed over',
  'round dates changed',
  'reminders written',
  'answer published',
  'publication announced',
  'publication withdrawn',
  'extract of a round downloaded',
  'audit exported',
])

/** Every type of event that an action which knows of a data request records: as it stands there, or made from a decision. */
function recordedOfReturns(): string[] {
  const actions = projectFiles('packages/actions/src', '.ts').filter(
    ({ text }) => /recordEvents?\(/.test(text) && /dataRequestId|\brequests?\b/.test(text),
  )
  const types = actions.flatMap(({ text }) =>
    [...text.matchAll(/\btype: '([^']+)'/g)].map(([, type = '']) => type),
  )
  return [...new Set([...types, 'return excluded', 'return reopened'])]
}

test('everything that is done about a return has a sentence in its history', () => {
  const types = recordedOfReturns().filter((type) => !notOfReturns.has(type))

  expect(types.toSorted()).toEqual(toldEvents.toSorted())
})

test('and whatever else is recorded has one on the audit page, and nothing has two', () => {
  const all = projectFiles('packages/actions/src', '.ts')
    .filter(({ text }) => /record(?:Own)?Events?\(/.test(text))
    .flatMap(({ text }) => [...text.matchAll(/\btype: '([^']+)'/g)].map(([, type = '']) => type))
  const types = new Set([...all, 'return excluded', 'return reopened'])

  expect([...toldEvents, ...toldElsewhere].toSorted()).toEqual([...types].toSorted())
})
