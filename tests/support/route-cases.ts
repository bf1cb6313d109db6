import { usualRound } from './builders.ts'
import type { Holdings } from './holdings.ts'

export interface RouteCase {
  /** Somebody who may ask this. */
  readonly who: 'officer' | 'signatory' | 'analyst' | 'approver'
  readonly payload?: object
  readonly takesFile?: boolean
  /** Ids by which a list is narrowed: of another authority's it shows nothing. */
  readonly narrows?: boolean
  /** Parts of its address that belong to nobody. */
  readonly shared?: Readonly<Record<string, string>>
  /** Other names for what it takes, so that it does not spoil what another route needs. */
  readonly takes?: Readonly<Record<string, keyof Holdings>>
}

const reason = { reason: 'It has to be done.' }
const why = { why: 'it was decided' }
const text = { text: 'It is so.' }

// Every address that needs somebody signed in. A new one has to be told here who may ask it, and with what.
export const routeCases: Readonly<Record<string, RouteCase>> = {
  'GET /me': { who: 'officer' },
  'GET /me/digest': { who: 'analyst' },
  'POST /me/digest': { who: 'approver', payload: { isWanted: false } },
  'GET /sessions': { who: 'officer' },
  'POST /sessions/:sessionId/ending': { who: 'officer' },
  'POST /sessions/ending-of-others': { who: 'signatory' },
  'GET /collections': { who: 'officer' },
  'GET /collections/:collectionId': { who: 'officer', shared: { collectionId: 'illegal-homes' } },
  'GET /authorities': { who: 'officer' },
  'GET /notices': { who: 'officer' },
  'GET /messages': { who: 'analyst' },
  'GET /rounds/:roundId/messages': { who: 'analyst' },
  'GET /messages/:messageId': { who: 'analyst' },
  'POST /messages/:messageId/resending': { who: 'analyst' },
  'POST /messages/:messageId/settlement': { who: 'analyst', payload: { became: 'arrived' } },
  'POST /messages/:messageId/leaving': { who: 'analyst' },
  'GET /broken-addresses/:brokenAddressId': { who: 'analyst' },
  'POST /broken-addresses/:brokenAddressId/clearing': { who: 'analyst' },
  'GET /message-pauses': { who: 'analyst' },
  'POST /message-pauses': { who: 'analyst', payload: reason },
  'POST /message-pauses/ending': { who: 'analyst', payload: {} },

  'GET /rounds': { who: 'officer' },
  'POST /rounds': { who: 'analyst', payload: usualRound, shared: { collectionId: 'illegal-homes' } },
  'GET /rounds/:roundId': { who: 'officer' },
  'GET /rounds/:roundId/collection': { who: 'officer' },
  'GET /rounds/:roundId/template': { who: 'analyst' },
  'GET /rounds/:roundId/notice': { who: 'analyst' },
  'GET /data-requests/:dataRequestId/notice': { who: 'officer' },
  'GET /rounds/:roundId/rehearsals': { who: 'analyst' },
  'POST /rounds/:roundId/rehearsals': { who: 'analyst', payload: { returns: 1 } },
  'GET /rounds/:roundId/rehearsals/:rehearsalId': { who: 'approver' },
  'PATCH /rounds/:roundId': { who: 'analyst', payload: { title: 'Another title' } },
  'POST /rounds/:roundId/approval': { who: 'approver', payload: { revision: 1 } },
  'POST /rounds/:roundId/issue': { who: 'analyst' },
  'POST /rounds/:roundId/closure': { who: 'analyst' },
  'GET /rounds/:roundId/reminders': { who: 'analyst' },
  'POST /rounds/:roundId/reminders': { who: 'approver', payload: { revision: 1, steps: [] } },
  'GET /rounds/:roundId/reminders/planned': { who: 'analyst' },
  'GET /rounds/:roundId/date-changes': { who: 'officer' },
  'GET /rounds/:roundId/publications': { who: 'officer' },
  'POST /rounds/:roundId/publications': {
    who: 'approver',
    payload: { publishedOn: '2024-12-01', address: 'https://www.example.org/figures' },
  },
  'POST /publications/:announcementId/withdrawal': { who: 'approver', payload: reason },
  'GET /rounds/:roundId/date-changes/effects': { who: 'analyst' },
  'POST /rounds/:roundId/date-changes': {
    who: 'analyst',
    payload: { revision: 1, publishOn: '2999-01-01', ...reason },
  },
  'GET /rounds/:roundId/extensions': { who: 'officer' },
  'POST /rounds/:roundId/extensions': {
    who: 'analyst',
    payload: { for: { who: 'not signed' }, until: '2999-01-01', ...reason },
  },
  'POST /rounds/:roundId/extensions/grants': { who: 'analyst', payload: {} },
  'GET /rounds/:roundId/rules': { who: 'analyst' },
  'GET /rounds/:roundId/rules/:rule/effect': { who: 'analyst', shared: { rule: 'IH-007' } },
  'GET /rounds/:roundId/relaxations': { who: 'analyst' },
  'POST /rounds/:roundId/relaxations': {
    who: 'analyst',
    payload: { rule: 'IH-001', effect: 'off', ...reason },
  },
  'POST /relaxations/:relaxationId/approval': { who: 'approver' },
  'POST /relaxations/:relaxationId/refusal': { who: 'approver', payload: reason },
  'POST /relaxations/:relaxationId/withdrawal': { who: 'analyst', payload: reason },
  'GET /data-requests/:dataRequestId/relaxations': { who: 'officer' },
  'GET /rounds/:roundId/answers': { who: 'officer' },
  'POST /rounds/:roundId/answers': { who: 'analyst', payload: { question: 'What?', answer: 'This.' } },
  'POST /questions/:questionId/answers': { who: 'analyst', payload: { question: 'What?', answer: 'This.' } },
  'GET /rounds/:roundId/questions': { who: 'officer' },
  'GET /rounds/:roundId/data-requests': { who: 'officer' },
  'GET /rounds/:roundId/figures': { who: 'analyst' },
  'GET /rounds/:roundId/figures/:figure/returns': { who: 'analyst', shared: { figure: 'children' } },
  'GET /rounds/:roundId/change': { who: 'analyst' },
  'GET /rounds/:roundId/map': { who: 'analyst' },
  'GET /wordings': { who: 'analyst' },
  'GET /wordings/:kind': { who: 'analyst', shared: { kind: 'return-accepted' } },
  'POST /wordings/:kind/changes': {
    ...{ who: 'analyst', shared: { kind: 'return-accepted' } },
    payload: { subject: 'Done', body: 'It is done.', link: 'See it', why: 'Shorter', read: 0 },
  },
  'POST /wordings/:kind/check': {
    ...{ who: 'approver', shared: { kind: 'formal-request' } },
    payload: { read: 0, lawyer: 'A. Counsel', checkedOn: '2024-01-01' },
  },
  'POST /wordings/:kind/versions/:version/approval': {
    ...{ who: 'approver', shared: { kind: 'formal-request', version: '1' } },
    payload: { lawyer: 'A. Counsel', checkedOn: '2024-01-01' },
  },
  'POST /wordings/:kind/versions/:version/refusal': {
    ...{ who: 'analyst', payload: reason, shared: { kind: 'formal-request', version: '1' } },
  },
  'GET /views': { who: 'analyst' },
  'POST /views': { who: 'analyst', payload: { name: 'In London', shows: 'region=London' } },
  'POST /views/:viewId/change': { who: 'approver', payload: { name: 'Everybody', isShared: true } },
  'POST /views/:viewId/removal': { who: 'analyst', takes: { viewId: 'deletedViewId' } },
  'GET /rounds/:roundId/forecast': { who: 'analyst' },
  'GET /rounds/:roundId/clashes': { who: 'analyst' },
  'GET /rounds/:roundId/to-do': { who: 'analyst' },
  'GET /rounds/:roundId/outliers': { who: 'analyst' },
  'POST /rounds/:roundId/acceptances': {
    who: 'analyst',
    payload: { returns: [{ dataRequestId: crypto.randomUUID(), submissionId: crypto.randomUUID() }] },
  },
  'POST /rounds/:roundId/data-queries': {
    who: 'analyst',
    payload: { to: ['330'], about: { kind: 'return' }, dueOn: '2999-01-01', ...text },
  },
  'GET /rounds/:roundId/figures-file': { who: 'analyst' },
  'GET /rounds/:roundId/snapshots/comparison': { who: 'analyst' },
  'GET /rounds/:roundId/snapshots/comparison/:figure': { who: 'analyst', shared: { figure: 'children' } },
  'GET /rounds/:roundId/snapshots': { who: 'analyst' },
  'POST /rounds/:roundId/snapshots': { who: 'analyst', payload: { label: 'Now' } },
  'GET /rounds/:roundId/snapshots/:snapshotId': { who: 'analyst' },

  'GET /data-requests': { who: 'officer', narrows: true },
  'GET /data-requests/:dataRequestId': { who: 'officer' },
  'GET /data-requests/:dataRequestId/template': { who: 'officer' },
  'POST /data-requests/:dataRequestId/questions': { who: 'officer', payload: text },
  'POST /data-requests/:dataRequestId/submissions': { who: 'officer', takesFile: true },
  'POST /data-requests/:dataRequestId/nil-return': { who: 'officer' },
  'GET /data-requests/:dataRequestId/submissions': { who: 'officer' },
  'POST /data-requests/:dataRequestId/sign-off-request': {
    who: 'officer',
    payload: { note: 'It is ready.' },
  },
  'GET /data-requests/:dataRequestId/sign-off': { who: 'signatory' },
  'POST /data-requests/:dataRequestId/sign-off': { who: 'signatory' },
  'POST /data-requests/:dataRequestId/send-back': { who: 'signatory', payload: reason },
  'POST /data-requests/:dataRequestId/acceptance': { who: 'analyst', payload: {} },
  'POST /data-requests/:dataRequestId/exclusion': { who: 'analyst', payload: reason },
  'POST /data-requests/:dataRequestId/reopening': { who: 'analyst', payload: reason },
  'POST /data-requests/:dataRequestId/taking-back': {
    who: 'analyst',
    payload: reason,
    // Compared with the last decision about this return, and looked for nowhere else.
    shared: { decisionId: crypto.randomUUID() },
  },
  'GET /data-requests/:dataRequestId/history': { who: 'officer' },
  'GET /data-requests/:dataRequestId/decisions': { who: 'officer' },
  'GET /data-requests/:dataRequestId/explanations': { who: 'officer' },
  'GET /data-requests/:dataRequestId/data-queries': { who: 'officer' },
  'POST /data-requests/:dataRequestId/data-queries': {
    who: 'analyst',
    payload: { about: { kind: 'return' }, dueOn: '2999-01-01', ...text },
  },
  'GET /data-requests/:dataRequestId/extensions': { who: 'officer' },
  'POST /data-requests/:dataRequestId/extensions': {
    who: 'officer',
    payload: { until: '2024-11-10', ...reason },
  },

  'GET /submissions/:submissionId': { who: 'officer' },
  'GET /submissions/:submissionId/summary': { who: 'signatory' },
  'GET /data-requests/:dataRequestId/review': { who: 'analyst' },
  'GET /submissions/:submissionId/findings': { who: 'officer' },
  'GET /submissions/:submissionId/changes': { who: 'officer' },
  'GET /submissions/:submissionId/annotated': { who: 'officer' },
  'GET /submissions/:submissionId/file': { who: 'officer' },
  'POST /submissions/:submissionId/explanations': {
    who: 'officer',
    payload: { explanations: [{ rule: 'IH-014', ...text }] },
  },
  'POST /submissions/:submissionId/explanation-decisions': {
    who: 'analyst',
    payload: { decision: 'accept', rule: 'IH-014' },
  },
  'POST /submissions/:submissionId/extract': { who: 'analyst', payload: reason },
  'POST /rounds/:roundId/figures/:figure/returns/:submissionId/rows': {
    ...{ who: 'analyst', payload: reason, shared: { figure: 'children' } },
  },
  'POST /row-extracts/:extractId/file': { who: 'analyst' },
  'GET /rounds/:roundId/extracts': { who: 'analyst' },
  'POST /rounds/:roundId/extracts': {
    ...{ who: 'analyst', payload: { sheet: 'children', columns: ['sex'], ...reason } },
  },
  'GET /extracts/:roundExtractId': { who: 'approver' },
  'POST /extracts/:roundExtractId/approval': { who: 'approver' },
  'POST /extracts/:roundExtractId/refusal': { who: 'approver', payload: reason },
  'POST /extracts/:roundExtractId/download': { who: 'analyst' },
  'POST /extracts/:roundExtractId/ending': { who: 'analyst' },

  'GET /data-queries/:dataQueryId': { who: 'officer' },
  'POST /data-queries/:dataQueryId/messages': { who: 'officer', payload: text },
  'POST /data-queries/:dataQueryId/closure': { who: 'analyst' },
  'POST /data-queries/:dataQueryId/reopening': {
    who: 'analyst',
    payload: { dueOn: '2999-01-01', ...text },
  },
  'GET /rounds/:roundId/letters': { who: 'analyst' },
  'POST /rounds/:roundId/letters/approvals': { who: 'analyst', payload: {} },
  'GET /data-requests/:dataRequestId/letters': { who: 'officer' },
  'POST /data-requests/:dataRequestId/letters': { who: 'analyst', payload: reason },
  'GET /letters/:letterId': { who: 'officer' },
  'GET /letters/:letterId/pdf': { who: 'officer' },
  'POST /letters/:letterId/approval': { who: 'analyst' },
  'POST /letters/:letterId/decline': { who: 'analyst', payload: reason },
  'POST /extensions/:extensionId/grant': { who: 'analyst' },
  'POST /extensions/:extensionId/refusal': { who: 'analyst', payload: reason },

  'GET /people': { who: 'officer' },
  'POST /people': {
    who: 'signatory',
    payload: { name: 'Priya Shah', email: 'priya.shah@people.example', role: 'officer' },
  },
  'POST /memberships/:membershipId/removal': {
    who: 'signatory',
    takes: { membershipId: 'removedMembershipId' },
  },
  'POST /memberships/:membershipId/invitation': { who: 'signatory' },
  'GET /covers': { who: 'officer' },
  'POST /memberships/:membershipId/covers': {
    who: 'signatory',
    payload: { fromOn: '2999-01-01', untilOn: '2999-01-10' },
    takes: { coverMembershipId: 'toMembershipId' },
  },
  'POST /covers/:coverId/ending': { who: 'signatory', takes: { coverId: 'thirdCoverId' } },
  'POST /memberships/:membershipId/hand-over': {
    who: 'signatory',
    takes: { membershipId: 'leavingMembershipId' },
  },
  'GET /clients': { who: 'officer' },
  'POST /clients': { who: 'signatory', payload: { name: 'CaseFlow' } },
  'POST /clients/:clientId/removal': { who: 'officer' },

  'POST /memberships/:membershipId/role': {
    ...{ who: 'approver', payload: { role: 'approver' }, takes: { membershipId: 'otherOfficeMembershipId' } },
  },
  'GET /office-sessions': { who: 'approver' },
  'POST /office-sessions/:sessionId/ending': {
    ...{ who: 'approver', takes: { sessionId: 'otherOfficeSessionId' } },
  },

  'GET /audit-events': { who: 'officer', narrows: true },
  'GET /audit/verification': { who: 'analyst' },
  'GET /audit/verifications': { who: 'approver' },
  'POST /audit/verifications': { who: 'analyst' },
  'POST /audit/exports': { who: 'analyst', payload: {} },
  'POST /submissions/:submissionId/content-destruction': { who: 'approver', payload: why },
  'POST /data-requests/:dataRequestId/content-destruction': { who: 'approver', payload: why },
  'POST /rounds/:roundId/content-destruction': { who: 'approver', payload: why },
  'POST /keys/rotation': { who: 'approver' },
  'POST /keys/signing-rotation': { who: 'approver' },
}
