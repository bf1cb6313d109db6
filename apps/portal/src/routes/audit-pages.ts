import { askToVerifyAudit } from '@rollcall/actions/ask-to-verify-audit'
import { exportAudit } from '@rollcall/actions/export-audit'
import { readAudit, readAuditEvent } from '@rollcall/actions/read-audit'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { FormBody, type NotAccepted, PageQuery, typedIn } from '../page-forms.ts'
import type { AuditWanted } from '../pages/audit-address.ts'
import { auditEventPage } from '../pages/audit-event-page.ts'
import { auditPage } from '../pages/audit-page.ts'
import { doneWords } from '../pages/done.ts'
import { readerOf } from '../reader.ts'
import { sendAudit } from '../send-audit.ts'
import { dayTyped, TypedDay } from '../typed-day.ts'

const onOnePage = 25
const Seq = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
/** What cannot be meant is passed over. */
const AuditQuery = FormBody.catch({})
const Format = z.enum(['csv', 'jsonl']).catch('csv')

/** The record of who did what: to read, to search, to take out and to have verified. */
export function auditPageRoutes(app: App, contextFor: ContextFor): void {
  app.get('/audit', { schema: { hide: true, querystring: AuditQuery } }, async (request, reply) => {
    inOffice(request)
    const asked = request.query
    const before = Seq.optional().catch(undefined).parse(typedIn(asked, 'before'))
    const { wanted, mistakes } = wantedIn(asked)
    const { events, ...read } = await readAudit(contextFor(request), { ...wanted, before, limit: onOnePage })
    const shown = events.slice(0, onOnePage)
    const page = auditPage({
      ...{ reader: readerOf(request), ...read, wanted, mistakes, done: doneWords(typedIn(asked, 'done')) },
      ...{ events: shown, isFirst: before === undefined },
      more: events.length > onOnePage ? shown.at(-1)?.seq : undefined,
      days: { from: dayTyped(asked, 'from'), until: dayTyped(asked, 'until') },
    })
    return mistakes.length > 0 ? reply.status(422).send(page) : page
  })

  app.get('/audit/:seq', { schema: { hide: true, params: z.object({ seq: Seq }) } }, async (request) => {
    inOffice(request)
    const event = await readAuditEvent(contextFor(request), request.params.seq)
    return auditEventPage({ reader: readerOf(request), event })
  })

  const sent = { hide: true, querystring: PageQuery, body: FormBody }
  app.post('/audit/verify', { schema: sent }, async (request, reply) => {
    inOffice(request)
    await askToVerifyAudit(contextFor(request))
    return reply.redirect('/audit?done=verification-asked', 303)
  })

  app.post('/audit/export', { config: { givesFile: true }, schema: sent }, async (request, reply) => {
    inOffice(request)
    const events = await exportAudit(contextFor(request), wantedIn(request.body).wanted)
    return sendAudit(reply, events, Format.parse(typedIn(request.body, 'format')))
  })
}

/** What was typed into the search. What cannot be meant is passed over; a day that is none is told. */
function wantedIn(typed: FormBody): {
  readonly wanted: AuditWanted
  readonly mistakes: NotAccepted['mistakes']
} {
  const text = (field: string) => typedIn(typed, field)?.trim().slice(0, 200) || undefined
  const [from, until] = [dayIn(typed, 'from', 'The first day'), dayIn(typed, 'until', 'The last day')]
  return {
    wanted: {
      ...{ type: text('what'), who: text('who'), authority: text('authority') },
      roundId: RoundId.optional().catch(undefined).parse(text('round')),
      dataRequestId: DataRequestId.optional().catch(undefined).parse(text('request')),
      ...{ from: from.day, until: until.day },
    },
    mistakes: [...from.mistakes, ...until.mistakes],
  }
}

function dayIn(typed: FormBody, name: string, what: string) {
  const parts = dayTyped(typed, name)
  if (Object.values(parts).every((part) => part === '')) return { day: undefined, mistakes: [] }
  const read = TypedDay(what, `${what} is missing.`).safeParse(parts)
  if (read.success) return { day: read.data, mistakes: [] }
  const mistakes = read.error.issues.map(({ path, message }) => ({
    words: message,
    field: `${name}-${path.join('-')}`,
  }))
  return { day: undefined, mistakes }
}
