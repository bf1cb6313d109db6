import { approveLetter } from '@rollcall/actions/approve-letter'
import { ApproveLetters, approveLetters } from '@rollcall/actions/approve-letters'
import { DeclineLetter, declineLetter } from '@rollcall/actions/decline-letter'
import { ProposeLetterByHand, proposeLetterByHand } from '@rollcall/actions/propose-letter-by-hand'
import {
  lettersOnAPage,
  type ReadLetter,
  readLetter,
  readLetters,
  readLettersOf,
} from '@rollcall/actions/read-letters'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, LetterId, RoundId } from '@rollcall/domain/ids'
import { letterKinds, letterStates } from '@rollcall/domain/letter'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'
import { NoticeAnswer } from '../notice-answer.ts'
import { PageNumber } from '../page-forms.ts'
import { letterPdfs } from '../send-letter-pdf.ts'

const Letter = z.object({
  letterId: LetterId,
  dataRequestId: DataRequestId,
  kind: z.enum(letterKinds),
  state: z.enum(letterStates),
  reference: z.string().nullable().describe('Null where it was never issued'),
  issuedOn: CalendarDate.nullable(),
  dueOn: CalendarDate.describe('When the return was due, as the letter has it'),
  authority: z.object({ code: z.string(), name: z.string() }),
})

const WholeLetter = Letter.extend({
  content: NoticeAnswer.omit({ letter: true }).describe(
    'What it says; of one that is not issued, what it would say now',
  ),
  sha256: z.string().nullable().describe('Of its content as canonical JSON; in the audit too'),
  proposedBy: z.string().nullable().describe('Null where the calendar did; for the office alone'),
  proposedBecause: z.string().nullable().describe('For the office alone'),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable().describe('For the office alone'),
  declinedBecause: z.string().nullable().describe('For the office alone'),
  withdrawnBecause: z.string().nullable(),
})

type Listed = Awaited<ReturnType<typeof readLettersOf>>[number]

const shown = ({ id, authorityCode: code, authority, ...letter }: Listed): z.infer<typeof Letter> => ({
  letterId: id,
  ...letter,
  authority: { code, name: authority },
})

const whole = ({ id, content, ...letter }: ReadLetter): z.infer<typeof WholeLetter> => ({
  letterId: id,
  ...letter,
  authority: { code: letter.authorityCode, name: letter.authorityName },
  content: {
    ...content,
    ...{ opening: [...content.opening], message: [...content.message], facts: [...content.facts] },
    ...{ items: [...content.items], paragraphs: [...content.paragraphs] },
  },
  ...{ proposedBy: letter.proposedByName, sha256: letter.contentSha256 },
  ...{ decidedBy: letter.decidedByName, withdrawnBecause: letter.why },
})

const OfAuthority = z.object({ letterId: LetterId, authority: z.string() })

/** Formal letters, for programs. */
export function letterRoutes(app: App, services: Services, contextFor: ContextFor): void {
  const tags = ['letters']
  const params = z.object({ letterId: LetterId })
  const ofRound = z.object({ roundId: RoundId })
  const sendPdf = letterPdfs(services)

  app.get(
    '/rounds/:roundId/letters',
    {
      schema: {
        tags,
        summary: `The letters of a round, those that wait to be approved first, ${lettersOnAPage} to a page: for the office`,
        params: ofRound,
        querystring: z.object({
          page: PageNumber,
          kind: z.enum(letterKinds).optional(),
          state: z.enum(letterStates).optional(),
        }),
        response: { 200: z.object({ count: z.number(), items: z.array(Letter) }) },
      },
    },
    async (request) => {
      const { count, letters } = await readLetters(contextFor(request), {
        ...request.params,
        ...request.query,
      })
      return { count, items: letters.map(shown) }
    },
  )

  app.post(
    '/rounds/:roundId/letters/approvals',
    {
      schema: {
        tags,
        summary: 'Approves several letters, one by one, and tells which could not be and why',
        params: ofRound,
        body: ApproveLetters.omit({ roundId: true }),
        response: {
          200: z.object({
            issued: z.array(OfAuthority),
            withdrawn: z.array(OfAuthority).describe('Not needed any more'),
            notApproved: z.array(z.object({ letterId: LetterId, code: z.string(), detail: z.string() })),
          }),
        },
      },
    },
    async (request) => {
      const input = { ...request.params, ...request.body }
      const { issued, withdrawn, notApproved } = await approveLetters(contextFor(request), input)
      return {
        ...{ issued: [...issued], withdrawn: [...withdrawn] },
        notApproved: notApproved.map(({ letterId, why: { code, message } }) => ({
          ...{ letterId, code, detail: message },
        })),
      }
    },
  )

  app.get(
    '/data-requests/:dataRequestId/letters',
    {
      schema: {
        tags,
        summary: 'The letters about a data request, oldest first: for its authority, those that were issued',
        params: z.object({ dataRequestId: DataRequestId }),
        response: { 200: z.object({ items: z.array(Letter) }) },
      },
    },
    async (request) => {
      const letters = await readLettersOf(contextFor(request), request.params.dataRequestId)
      return { items: letters.map(shown) }
    },
  )

  app.post(
    '/data-requests/:dataRequestId/letters',
    {
      schema: {
        tags,
        summary:
          'Proposes a letter of non-compliance about a return that is late; somebody else of the office approves it',
        params: z.object({ dataRequestId: DataRequestId }),
        body: ProposeLetterByHand.omit({ dataRequestId: true }),
        response: { 201: z.object({ letterId: LetterId }) },
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.body }
      return reply.status(201).send(await proposeLetterByHand(contextFor(request), input))
    },
  )

  app.get(
    '/letters/:letterId',
    { schema: { tags, summary: 'One letter, word for word', params, response: { 200: WholeLetter } } },
    async (request) => whole(await readLetter(contextFor(request), request.params.letterId)),
  )

  app.get(
    '/letters/:letterId/pdf',
    {
      config: { givesFile: true },
      schema: { tags, summary: 'The same as a PDF file, where this portal can make one', params },
    },
    async (request, reply) =>
      await sendPdf(reply, await readLetter(contextFor(request), request.params.letterId)),
  )

  app.post(
    '/letters/:letterId/approval',
    {
      schema: {
        tags,
        summary: 'Issues a letter of non-compliance; one that is not needed any more is withdrawn instead',
        params,
        response: {
          200: z.object({
            state: z.enum(['issued', 'withdrawn']),
            reference: z.string().optional(),
            why: z.string().optional(),
          }),
        },
      },
    },
    async (request) => approveLetter(contextFor(request), request.params),
  )

  app.post(
    '/letters/:letterId/decline',
    {
      schema: {
        tags,
        summary: 'Decides that a letter of non-compliance does not go, and why',
        params,
        body: DeclineLetter.omit({ letterId: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await declineLetter(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )
}
