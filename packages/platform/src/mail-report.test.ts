import { expect, test } from 'vitest'
import { readMailReport } from './mail-report.ts'

const reference = '0198f0d2-0000-7000-8000-000000000001'
const proof = '0123456789abcdef0123456789abcdef'

interface Report {
  readonly action?: string
  readonly status?: string
  readonly diagnosis?: string
  readonly envelopeId?: string
  readonly messageId?: string
  readonly header?: string
  readonly proof?: string
}

/** A report as a mail server writes it. */
function aReport({ action = 'failed', status = '5.1.1', ...report }: Report = {}): string {
  const {
    diagnosis = '',
    envelopeId = '',
    messageId = `<${reference}@office.example>`,
    header = '',
    proof: proven,
  } = report
  return `From: MAILER-DAEMON@mail.example
To: bounces@office.example
Subject: Undelivered
${header && `${header}\n`}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message to <ada@camden.example> could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
${envelopeId && `Original-Envelope-Id: ${envelopeId}\n`}
Final-Recipient: rfc822; ada@camden.example
Action: ${action}
Status: ${status}
${diagnosis && `Diagnostic-Code: smtp;\n ${diagnosis}\n`}
--b
Content-Type: message/rfc822

${messageId && `Message-ID: ${messageId}\n`}${proven ? `Rollcall-Proof: ${proven}\n` : ''}Subject: Fix 3 errors in your return
To: ada@camden.example

Dear Ada
--b--
`.replaceAll('\n', '\r\n')
}

const read = (report: string) => readMailReport(new TextEncoder().encode(report))

test.each<[Report, string]>([
  [{ status: '5.1.1' }, 'came back'],
  [{ status: '5.4.1' }, 'came back'],
  [{ status: '5.1.10' }, 'came back'],
  [{ status: '5.0.0', diagnosis: '550 no such user' }, 'came back'],
  [{ status: '5.0.0', diagnosis: '554 refused' }, 'given up'],
  [{ status: '5.2.2' }, 'given up'],
  [{ status: '5.7.1' }, 'given up'],
  [{ status: '4.4.7' }, 'given up'],
  [{ action: 'delayed', status: '4.4.1' }, 'nothing'],
  [{ action: 'delivered', status: '2.0.0' }, 'nothing'],
  [{ action: 'relayed', status: '2.1.5' }, 'nothing'],
])('a report that says %j: %s', async (report, became) => {
  expect(await read(aReport(report))).toMatchObject({ reference, became })
})

test.each([
  ['as the server was told', aReport({ messageId: '', envelopeId: reference })],
  ['in capitals', aReport({ messageId: '', envelopeId: reference.toUpperCase() })],
  ['in the message that is sent back', aReport()],
  [
    'in what the report answers',
    aReport({ messageId: '', header: `In-Reply-To: <${reference}@office.example>` }),
  ],
  ['in headers alone', aReport().replace('message/rfc822', 'text/rfc822-headers')],
  [
    'with several empty lines between the parts of it',
    aReport().replace('mail.example\r\n\r\n', '$&\r\n \r\n\r\n'),
  ],
  ['with lines that end as on Unix', aReport().replaceAll('\r\n', '\n')],
])('our reference is found %s', async (_, report) => {
  expect(await read(report)).toEqual({ reference, became: 'came back', said: 'failed 5.1.1' })
})

test.each([
  ['as the server was told', aReport({ messageId: '', envelopeId: `${reference}.${proof}` }), proof],
  ['in the message that is sent back', aReport({ proof }), proof],
  ['in headers alone', aReport({ proof }).replace('message/rfc822', 'text/rfc822-headers'), proof],
  ['in capitals', aReport({ proof: proof.toUpperCase() }), proof],
  [
    'not in what was said below the headers',
    aReport().replace('Dear Ada', `Rollcall-Proof: ${proof}`),
    undefined,
  ],
  ['not where it is cut short', aReport({ proof: proof.slice(1) }), undefined],
  ['not where it goes on', aReport({ messageId: '', envelopeId: `${reference}.${proof}0` }), undefined],
  ['not in a header of the report itself', aReport({ header: `Rollcall-Proof: ${proof}` }), undefined],
])('what proves a report is found %s', async (_, report, found) => {
  expect((await read(report))?.proof).toBe(found)
})

test('a complaint is known by the message that it is about', async () => {
  const complaint = (type: string) =>
    aReport()
      .replace('report-type=delivery-status', 'report-type=feedback-report')
      .replace('message/delivery-status', 'message/feedback-report')
      .replace('Reporting-MTA: dns; mail.example', `Feedback-Type: ${type}\r\nVersion: 1`)

  expect(await read(complaint('abuse'))).toEqual({ reference, became: 'complained about', said: 'abuse' })
  expect(await read(complaint('not-spam'))).toMatchObject({ became: 'nothing' })
})

test.each([
  [
    'an answer that says somebody is away',
    `Subject: Out of office\r\nIn-Reply-To: <${reference}@office.example>\r\n\r\nI am away.`,
  ],
  [
    'an answer with a report of something else attached',
    aReport({ messageId: '', header: `In-Reply-To: <${reference}@office.example>` }).replace(
      'multipart/report; report-type=delivery-status',
      'multipart/mixed',
    ),
  ],
  ['a report of a message that is not ours', aReport({ messageId: '<abc@elsewhere.example>' })],
  ['nothing at all', ''],
  [
    'an e-mail with endless parts in parts',
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(300),
  ],
  ['an e-mail with a header of megabytes', `Subject: ${'x'.repeat(3_000_000)}\r\n\r\n`],
])('%s is no report of ours', async (_, message) => {
  expect(await read(message)).toBeUndefined()
})

test('nothing of a report is kept but codes', async () => {
  const found = await read(aReport({ action: 'failed', status: '5.1.1 <ada@camden.example>' }))

  expect(JSON.stringify(found)).not.toContain('camden')
})
