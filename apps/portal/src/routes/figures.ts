import { changeSinceLastRound } from '@rollcall/actions/change-since-last-round'
import { KeepFigures, keepFigures } from '@rollcall/actions/keep-figures'
import { readClashes } from '@rollcall/actions/read-clashes'
import { readCoverage } from '@rollcall/actions/read-coverage'
import { readFigures, readSnapshot, readSnapshots } from '@rollcall/actions/read-figures'
import { traceFigure } from '@rollcall/actions/trace-figure'
import { DataRequestId, RoundId, SnapshotId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Change, Clash, LiveFigures, Snapshot, SnapshotInList } from '../figures-shape.ts'
import { GroupAsJson } from '../group-as-json.ts'

const Filter = z.object({
  figure: z.string().max(40).optional().describe('The id of one figure; left out: all'),
  by: z
    .string()
    .max(400)
    .optional()
    .describe('The names of one breakdown: `region,setting_type`; empty for England alone; left out: all'),
})

const filterOf = ({ figure, by }: z.infer<typeof Filter>) => ({
  figure,
  breakdowns: by === undefined ? undefined : [by.split(',').filter((name) => name !== '')],
})

const Traced = z.object({
  ...{ code: z.string(), name: z.string(), dataRequestId: DataRequestId, submissionId: SubmissionId },
  ...{ version: z.number(), kind: z.enum(['workbook', 'nil']), sha256: z.string() },
  ...{ value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable() },
  notHeld: z.number(),
})

const none = { takenAt: null, hash: null, figures: [], clashes: [], provenance: null }

export function figureRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['figures']
  const params = z.object({ roundId: RoundId })

  app.get(
    '/rounds/:roundId/figures',
    {
      schema: {
        tags,
        summary: 'The figures as they stand, with what became of every authority',
        params,
        querystring: Filter,
        response: { 200: LiveFigures },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const { roundId } = request.params
      const live = await readFigures(context, roundId, filterOf(request.query))
      return live ?? { ...none, coverage: await readCoverage(context, roundId) }
    },
  )

  app.get(
    '/rounds/:roundId/figures/:figure/returns',
    {
      schema: {
        tags,
        summary: 'Which returns one figure is made from, and what it is in each alone',
        params: params.extend({ figure: z.string().max(40) }),
        querystring: z.object({
          breakdown: GroupAsJson,
        }),
        response: { 200: z.object({ items: z.array(Traced) }) },
      },
    },
    async (request) => ({
      items: await traceFigure(contextFor(request), { ...request.params, ...request.query }),
    }),
  )

  app.get(
    '/rounds/:roundId/change',
    {
      schema: {
        tags,
        summary: 'How the figures changed since the round before, like for like',
        params,
        response: { 200: Change },
      },
    },
    async (request) =>
      (await changeSinceLastRound(contextFor(request), request.params.roundId)) ?? {
        ...{ lastRoundId: null, authorities: [], childrenInBoth: null, changes: [] },
      },
  )

  app.get(
    '/rounds/:roundId/clashes',
    {
      schema: {
        tags,
        summary: 'Pairs of authorities that each claim what looks like the same child',
        params,
        response: { 200: z.object({ items: z.array(Clash) }) },
      },
    },
    async (request) => ({ items: await readClashes(contextFor(request), request.params.roundId) }),
  )

  app.get(
    '/rounds/:roundId/snapshots',
    {
      schema: {
        tags,
        summary: 'Figures that were kept, oldest first, without the figures',
        params,
        response: { 200: z.object({ items: z.array(SnapshotInList) }) },
      },
    },
    async (request) => {
      const snapshots = await readSnapshots(contextFor(request), request.params.roundId)
      return {
        items: snapshots.map(({ id: snapshotId, label, ...rest }) => ({
          snapshotId,
          label: label ?? '',
          ...rest,
        })),
      }
    },
  )

  app.post(
    '/rounds/:roundId/snapshots',
    {
      schema: {
        tags,
        summary: 'Keeps the figures for ever as they are now, under a label',
        params,
        body: KeepFigures.omit({ roundId: true }),
        response: { 201: z.object({ snapshotId: SnapshotId }) },
      },
    },
    async (request, reply) => {
      const { roundId } = request.params
      const kept = await keepFigures(contextFor(request), { roundId, ...request.body })
      const place = `/api/v1/rounds/${roundId}/snapshots/${kept.snapshotId}`
      return reply.status(201).header('location', place).send(kept)
    },
  )

  app.get(
    '/rounds/:roundId/snapshots/:snapshotId',
    {
      schema: {
        tags,
        summary: 'Figures as they were kept',
        params: params.extend({ snapshotId: SnapshotId }),
        querystring: Filter,
        response: { 200: Snapshot },
      },
    },
    async (request) => {
      const { roundId, snapshotId } = request.params
      const { label, ...kept } = await readSnapshot(
        contextFor(request),
        roundId,
        snapshotId,
        filterOf(request.query),
      )
      return { snapshotId, label: label ?? '', ...kept }
    },
  )
}
