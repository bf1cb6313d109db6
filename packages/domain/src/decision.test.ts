import { expect, test } from 'vitest'
import { type Decision, decisionInForce, standingBefore } from './decision.ts'
import { SubmissionId } from './ids.ts'

const version = SubmissionId.parse('8f14e45f-ceea-467f-a8f5-3d9b2b6f1c11')
const newer = SubmissionId.parse('c9f0f895-fb98-4b91-9f5a-2e1d0c7b3a22')
const accepted = { state: 'accepted', currentSubmissionId: version, acceptedSubmissionId: version } as const
const excluded = { state: 'excluded', currentSubmissionId: version, acceptedSubmissionId: null } as const
const reopened = { state: 'in-progress', currentSubmissionId: version, acceptedSubmissionId: null } as const

const decided = (
  decision: Decision['decision'],
  stateBefore: Decision['stateBefore'],
  acceptedBefore: Decision['acceptedBefore'] = null,
) => ({ decision, submissionId: version, stateBefore, acceptedBefore })

test('the decision that holds is the last that was not taken back', () => {
  const made = (id: string, decision: Decision['decision'], takesBack: string | null = null) => ({
    ...{ id, decision, takesBack },
  })
  expect(decisionInForce([])).toBeUndefined()
  const two = [made('1', 'excluded'), made('2', 'reopened')]
  expect(decisionInForce(two)?.id).toBe('2')
  expect(decisionInForce([...two, made('3', 'taken back', '2')])?.id).toBe('1')
  expect(
    decisionInForce([...two, made('3', 'taken back', '2'), made('4', 'taken back', '1')]),
  ).toBeUndefined()
})

test.each([
  ['an acceptance', decided('accepted', 'signed'), accepted, 0, 'signed', null],
  [
    'an acceptance, asked about since',
    decided('accepted', 'signed'),
    { ...accepted, state: 'queried' },
    1,
    'queried',
    null,
  ],
  ['an exclusion of what was signed', decided('excluded', 'signed'), excluded, 0, 'signed', null],
  [
    'an exclusion of what was accepted',
    decided('excluded', 'accepted', version),
    excluded,
    0,
    'accepted',
    version,
  ],
  ['an exclusion, its question closed since', decided('excluded', 'queried'), excluded, 0, 'signed', null],
  [
    'a reopening of what was accepted',
    decided('reopened', 'accepted', version),
    reopened,
    0,
    'accepted',
    version,
  ],
  ['a reopening of what was excluded', decided('reopened', 'excluded'), reopened, 0, 'excluded', null],
  ['a reopening after the close', decided('reopened', 'no-return'), reopened, 0, 'no-return', null],
] as const)('%s is taken back: the return stands as before', (_, decision, now, open, state, inFigures) => {
  expect(standingBefore(decision, now, open)).toEqual({ state, acceptedSubmissionId: inFigures })
})

test.each([
  ['a new version was sent', decided('reopened', 'signed'), { ...reopened, currentSubmissionId: newer }],
  ['it was excluded since', decided('accepted', 'signed'), excluded],
  [
    'a query of it was explained since',
    decided('reopened', 'no-return'),
    { ...reopened, state: 'needs-answers' },
  ],
  ['its signatory sent it back', decided('sent back', null), reopened],
  ['how it stood before was not kept', decided('excluded', null), excluded],
] as const)('nothing is taken back where %s', (_, decision, now) => {
  expect(() => standingBefore(decision, now, 0)).toThrow('The return has moved on')
})
