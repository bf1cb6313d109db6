import { transact } from '@rollcall/actions/context'
import { extractFile } from '@rollcall/actions/extract-file'
import { ExtractRows, extractRows } from '@rollcall/actions/extract-rows'
import { type OpenRows, readRowExtract } from '@rollcall/actions/read-row-extract'
import { readTraceable } from '@rollcall/actions/read-traceable'
import { traceRows } from '@rollcall/actions/trace-rows'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { RoundId, RowExtractId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, FormBody, notAccepted, PageNumber, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { reasonForRowsPage } from '../pages/reason-for-rows-page.ts'
import { rowsPage } from '../pages/rows-page.ts'
import { tracePage } from '../pages/trace-page.ts'
import { readerOf } from '../reader.ts'
import { sendFile } from '../send-file.ts'

const ofVersion = z.object({ submissionId: SubmissionId })
const ofFigure = ofVersion.extend({ roundId: RoundId, figure: z.string().max(40) })
const opened = { extractId: RowExtractId }
const Reason = ExtractRows.pick({ reason: true })

// A group of the figure: every name in the address but those that are ours.
const Group = z
  .record(z.string().max(40), z.string().max(200))
  .transform(({ once: _once, as: _as, page: _page, ...group }) => group)

/** Rows about children, with a reason: those of one version of a return, and those of one return in a figure. */
export function rowPageRoutes(app: App, contextFor: ContextFor): void {
  rowsOfVersion(app, contextFor)
  rowsInFigure(app, contextFor)
}

function rowsOfVersion(app: App, contextFor: ContextFor): void {
  const path = '/submissions/:submissionId/rows'
  const open = `${path}/:extractId`
  const params = ofVersion.extend(opened)

  const reasonPage = async (
    request: Parameters<ContextFor>[0],
    submissionId: SubmissionId,
    typed: Pick<Parameters<typeof reasonForRowsPage>[0], 'mistakes' | 'reason' | 'shut'> = {},
  ) => {
    const read = await transact(contextFor(request), async (trx) => {
      const submission = await getSubmission(trx, submissionId)
      return { submission, dataRequest: await getShownDataRequest(trx, submission.dataRequestId) }
    })
    const action = `/submissions/${submissionId}/rows`
    return reasonForRowsPage({ ...read, ...typed, action, reader: readerOf(request) })
  }

  app.get(path, { schema: { hide: true, params: ofVersion } }, async (request) => {
    inOffice(request)
    return await reasonPage(request, request.params.submissionId)
  })

  app.post(
    path,
    { schema: { hide: true, params: ofVersion, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const { submissionId } = request.params
      const typed = readForm(Reason, { reason: typedIn(request.body, 'reason') ?? '' })
      const taken = typed.ok
        ? await attempt(() => extractRows(contextFor(request), { submissionId, ...typed.input }), 'reason')
        : typed
      if (taken.ok) return reply.redirect(`/submissions/${submissionId}/rows/${taken.value.extractId}`, 303)
      const reason = typedIn(request.body, 'reason')
      return notAccepted(reply, await reasonPage(request, submissionId, { mistakes: taken.mistakes, reason }))
    },
  )

  app.get(
    open,
    {
      schema: {
        hide: true,
        params,
        querystring: z.object({ page: PageNumber, sheet: z.string().max(40).optional() }),
      },
    },
    async (request) => {
      inOffice(request)
      const { submissionId, extractId } = request.params
      const rows = await attempt(() => readRowExtract(contextFor(request), extractId))
      if (!rows.ok) return await reasonPage(request, submissionId, { shut: shutWords(rows) })
      mustBeOf(rows.value, submissionId)
      const { kept } = rows.value
      if (kept === null) throw problems.notFound({ what: 'page' })
      return rowsPage({ ...request.query, reader: readerOf(request), rows: { ...rows.value, kept } })
    },
  )

  fileRoute(app, contextFor, open, params)
}

function rowsInFigure(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/figures/:figure/returns/:submissionId'
  const open = `${path}/:extractId`
  const params = ofFigure.extend(opened)

  const reasonPage = async (
    request: Parameters<ContextFor>[0],
    asked: z.infer<typeof ofFigure> & { readonly breakdown: Readonly<Record<string, string>> },
    typed: Pick<Parameters<typeof reasonForRowsPage>[0], 'mistakes' | 'reason' | 'shut'> = {},
  ) => {
    const traced = await readTraceable(contextFor(request), asked)
    const { roundId, figure, submissionId, breakdown } = asked
    const group = new URLSearchParams(breakdown)
    const address = `/rounds/${roundId}/figures/${figure}/returns/${submissionId}`
    const action = group.size > 0 ? `${address}?${group}` : address
    return reasonForRowsPage({ ...traced, traced, ...typed, action, reader: readerOf(request) })
  }

  app.get(path, { schema: { hide: true, params: ofFigure, querystring: Group } }, async (request) => {
    inOffice(request)
    return await reasonPage(request, { ...request.params, breakdown: request.query })
  })

  app.post(
    path,
    { schema: { hide: true, params: ofFigure, querystring: Group, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const asked = { ...request.params, breakdown: request.query }
      const typed = readForm(Reason, { reason: typedIn(request.body, 'reason') ?? '' })
      const taken = typed.ok
        ? await attempt(() => traceRows(contextFor(request), { ...asked, ...typed.input }), 'reason')
        : typed
      const { roundId, figure, submissionId } = request.params
      const address = `/rounds/${roundId}/figures/${figure}/returns/${submissionId}`
      if (taken.ok) return reply.redirect(`${address}/${taken.value.extractId}`, 303)
      const reason = typedIn(request.body, 'reason')
      return notAccepted(reply, await reasonPage(request, asked, { mistakes: taken.mistakes, reason }))
    },
  )

  app.get(
    open,
    { schema: { hide: true, params, querystring: z.object({ page: PageNumber }) } },
    async (request) => {
      inOffice(request)
      const { extractId, ...asked } = request.params
      const rows = await attempt(() => readRowExtract(contextFor(request), extractId))
      if (!rows.ok) return await reasonPage(request, { ...asked, breakdown: {} }, { shut: shutWords(rows) })
      mustBeOf(rows.value, asked.submissionId)
      const { parts, group, compiled } = rows.value
      const figure = compiled.collection.figures.find(({ id }) => id === asked.figure)
      if (parts === null || group?.figure !== figure?.id || group === null || figure === undefined)
        throw problems.notFound({ what: 'page' })
      return tracePage({
        ...request.query,
        reader: readerOf(request),
        figure,
        rows: { ...rows.value, parts, group },
      })
    },
  )

  fileRoute(app, contextFor, open, params)
}

const mustBeOf = ({ submission }: OpenRows, submissionId: SubmissionId): void => {
  if (submission.id !== submissionId) throw problems.notFound({ what: 'page' })
}

const shutWords = ({ mistakes }: { readonly mistakes: readonly { readonly words: unknown }[] }): string =>
  String(mistakes[0]?.words ?? '')

function fileRoute(
  app: App,
  contextFor: ContextFor,
  open: string,
  params: z.ZodObject<{ extractId: typeof RowExtractId }>,
): void {
  app.post(
    `${open}/file`,
    {
      // Pressed twice it is saved twice, and both are on record.
      config: { givesFile: true, holdsRows: true },
      schema: { hide: true, params, querystring: PageQuery },
    },
    async (request, reply) => {
      inOffice(request)
      const { bytes, fileName } = await extractFile(contextFor(request), request.params)
      return sendFile(reply, bytes, fileName)
    },
  )
}
