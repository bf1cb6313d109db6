import { ApproveWording, approveWording } from '@rollcall/actions/approve-wording'
import { ChangeWording, changeWording } from '@rollcall/actions/change-wording'
import { exampleOf } from '@rollcall/actions/example-of-wording'
import { readWording, readWordings } from '@rollcall/actions/read-wordings'
import { RecordWordingCheck, recordWordingCheck } from '@rollcall/actions/record-wording-check'
import { RefuseWording, refuseWording } from '@rollcall/actions/refuse-wording'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Worded } from '@rollcall/domain/message-kind'
import { findMessageKind } from '@rollcall/domain/message-kinds'
import { placeholdersOf, wordedOfSlug, wordedSlug } from '@rollcall/domain/worded'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'

const Listed = z.object({
  kind: z.string().describe('As addresses have it: `return-accepted`'),
  name: z.string(),
  sentWhen: z.string(),
  to: z.array(z.string()).nullable().describe('The roles that get it; null: a letter'),
  version: z.number().describe('In force; 0: as shipped'),
  since: z.date().nullable().describe('Since when; null: as shipped'),
  statesLaw: z.boolean(),
  isUnchecked: z.boolean().describe('It states the law, and nobody has recorded that a lawyer checked it'),
  waiting: z.number().nullable().describe('The version that waits for an approver'),
})

const State = z.enum(['in force', 'was in force', 'waiting', 'refused', 'as shipped'])

const Version = z.object({
  version: z.number().describe('0: as shipped'),
  state: State,
  subject: z.string(),
  body: z.string(),
  link: z.string(),
  why: z.string(),
  madeBy: z.string().nullable(),
  madeAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  refusal: z.string().nullable(),
  lawyer: z.string().nullable(),
  checkedOn: CalendarDate.nullable(),
})

const Whole = z.object({
  placeholders: z.array(
    z.object({ name: z.string(), says: z.string(), mustStay: z.boolean() }).describe('What it may name'),
  ),
  example: z.object({ subject: z.string(), text: z.string().nullable() }).describe('As it reads now'),
  versions: z.array(Version).describe('Newest first'),
})

/** The words of messages and letters. */
export function wordingRoutes(
  app: App,
  { portalUrl }: Pick<Services, 'portalUrl'>,
  contextFor: ContextFor,
): void {
  const tags = ['messages']
  const params = z.object({ kind: z.string().max(100) })
  const ofVersion = params.extend({ version: z.coerce.number().int().min(1).max(1_000_000) })

  app.get(
    '/wordings',
    {
      schema: {
        tags,
        summary: 'Everything that is written to people, and which version of its words is in force',
        response: { 200: z.object({ items: z.array(Listed) }) },
      },
    },
    async (request) => ({
      items: (await readWordings(contextFor(request))).map(({ worded, ...now }) => ({
        ...{ kind: wordedSlug(worded), name: worded.kind, sentWhen: worded.sentWhen, ...now },
        to: rolesOf(worded),
        statesLaw: worded.statesLaw ?? false,
      })),
    }),
  )

  app.get(
    '/wordings/:kind',
    {
      schema: {
        tags,
        summary: 'The words of one kind of message or letter, with all their versions',
        params,
        response: { 200: Whole },
      },
    },
    async (request) => {
      const read = await readWording(contextFor(request), wordedOfSlug(request.params.kind).kind)
      const { worded, versions, inForce } = read
      const { written, mail } = exampleOf(worded, inForce, portalUrl)
      return {
        placeholders: Object.entries(placeholdersOf(worded)).map(([name, { says }]) => ({
          ...{ name, says, mustStay: worded.mustName?.includes(name) ?? false },
        })),
        example: { subject: written.subject, text: mail?.text ?? null },
        versions: versions.map(({ madeBy: _, madeByName, decidedByName, decision, ...version }) => ({
          ...{ ...version, madeBy: madeByName, decidedBy: decidedByName },
          state: stateOf(version.version, decision, inForce.version),
        })),
      }
    },
  )

  app.post(
    '/wordings/:kind/changes',
    {
      schema: {
        tags,
        summary: 'Gives it other words: at once, or of the law once an approver has approved them',
        params,
        body: ChangeWording.omit({ kind: true }),
        response: { 201: z.object({ version: z.number(), isInForce: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { kind } = wordedOfSlug(request.params.kind)
      return reply.status(201).send(await changeWording(contextFor(request), { kind, ...request.body }))
    },
  )

  app.post(
    '/wordings/:kind/check',
    {
      schema: {
        tags,
        summary: 'Records that a lawyer has checked the words in force',
        params,
        body: RecordWordingCheck.omit({ kind: true }),
        response: { 201: z.object({ version: z.number() }) },
      },
    },
    async (request, reply) => {
      const { kind } = wordedOfSlug(request.params.kind)
      return reply.status(201).send(await recordWordingCheck(contextFor(request), { kind, ...request.body }))
    },
  )

  app.post(
    '/wordings/:kind/versions/:version/approval',
    {
      schema: {
        tags,
        summary: 'Puts words of the law in force, once a lawyer has checked them',
        params: ofVersion,
        body: ApproveWording.omit({ kind: true, version: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { kind, version } = request.params
      await approveWording(contextFor(request), {
        ...{ kind: wordedOfSlug(kind).kind, version, ...request.body },
      })
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/wordings/:kind/versions/:version/refusal',
    {
      schema: {
        tags,
        summary: 'Refuses words that wait; whoever wrote them takes them back in the same way',
        params: ofVersion,
        body: RefuseWording.omit({ kind: true, version: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { kind, version } = request.params
      await refuseWording(contextFor(request), {
        ...{ kind: wordedOfSlug(kind).kind, version, ...request.body },
      })
      return reply.status(204).send(null)
    },
  )
}

function stateOf(
  version: number,
  decision: 'in force' | 'refused' | null,
  inForce: number,
): z.infer<typeof State> {
  if (version === inForce) return 'in force'
  if (version === 0) return 'as shipped'
  if (decision === null) return 'waiting'
  return decision === 'refused' ? 'refused' : 'was in force'
}

const rolesOf = ({ kind }: Worded): string[] | null => {
  const to = findMessageKind(kind)?.to
  return to === undefined ? null : [...to]
}
