import { expect, test } from 'vitest'
import { smtpFault } from './smtp-fault.ts'

const rcpt = (response: string) => ({
  ...{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: Number(response.slice(0, 3)), response },
})
const data = (response: string) => ({ ...rcpt(response), code: 'EMESSAGE', command: 'DATA' })

test.each([
  ['550 5.1.1 No such mailbox', 'no such address'],
  ['550 No such mailbox', 'no such address'],
  ['550-5.1.1 No such mailbox', 'no such address'],
  ['551 User not local', 'no such address'],
  ['553 5.1.3 Bad address', 'no such address'],
  ['550 5.1.10 The domain takes no mail', 'no such address'],
  ['556 5.1.10 The domain takes no mail', 'no such address'],
  ['550 5.2.1 Mailbox is switched off', 'no such address'],
  ['550 5.7.1 Blocked by a list', 'refused'],
  ['550 5.1.8 The sender has no such domain', 'refused'],
  ['552 5.2.2 Mailbox is full', 'refused'],
  ['554 Refused', 'refused'],
  ['450 4.2.1 Try again', 'not now'],
  ['452 4.2.2 Mailbox is full', 'not now'],
  ['421 4.3.2 Going down', 'away'],
])('what a server says of whom a message is to: %s is %s', (response, kind) => {
  expect(smtpFault(rcpt(response), false).kind).toBe(kind)
})

test.each([
  [{ code: 'ESOCKET', command: 'CONN' }, false, 'away'],
  [{ code: 'EDNS', command: 'CONN' }, false, 'away'],
  [{ code: 'ETIMEDOUT', command: 'CONN' }, false, 'away'],
  [{ code: 'ETLS', command: 'CONN' }, false, 'away'],
  [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, false, 'away'],
  [{ code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }, false, 'away'],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }, false, 'away'],
  [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 451 }, false, 'not now'],
  [{ code: 'EENVELOPE', command: 'API' }, false, 'no such address'],
  [{ code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'refused'],
  [data('554 5.6.0 Not like this'), true, 'refused'],
  [data('451 4.3.0 Later'), true, 'not now'],
  [data('421 4.3.2 Going down'), true, 'away'],
  [{ code: 'ECONNECTION', command: 'CONN' }, true, 'not known'],
  [{ code: 'ETIMEDOUT', command: 'CONN' }, true, 'not known'],
  [{ code: 'ESOCKET', command: 'CONN' }, true, 'not known'],
])('what became of a message: %j, some of it said: %s, is %s', (error, hadBegun, kind) => {
  expect(smtpFault(error, hadBegun).kind).toBe(kind)
})

test('a fault says the codes, and nothing of whom a message was to', () => {
  const fault = smtpFault(rcpt('550 5.1.1 <ada@camden.example>: no such mailbox'), false)

  expect(fault.said).toBe('EENVELOPE 550 5.1.1')
  expect(fault.message).not.toContain('camden')
})
