import { acceptExplanations } from '@rollcall/actions/accept-explanations'
import { ChosenReasons } from '@rollcall/actions/hold-reasons'
import { RefuseExplanations, refuseExplanations } from '@rollcall/actions/refuse-explanations'
import { takeBackExplanationDecisions } from '@rollcall/actions/take-back-explanation-decisions'
import { DataQueryId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const chosen = ChosenReasons.omit({ submissionId: true })
const Decision = z.discriminatedUnion('decision', [
  chosen.extend({ decision: z.literal('accept') }),
  RefuseExplanations.omit({ submissionId: true }).extend({ decision: z.literal('refuse') }),
  chosen.extend({ decision: z.literal('take back') }),
])

/** The office's decisions on the reasons that an authority gives. */
export function explanationDecisionRoutes(app: App, contextFor: ContextFor): void {
  app.post(
    '/submissions/:submissionId/explanation-decisions',
    {
      schema: {
        tags: ['submissions'],
        summary: 'Accepts or refuses the reasons given for what a rule found, or takes that back',
        description:
          'Those named in reasons, by the explanationId of each as the review has it; left out, all of the rule that nobody has decided on, or for “take back” all that were decided on. A refusal raises a data query with its text.',
        params: z.object({ submissionId: SubmissionId }),
        body: Decision,
        response: {
          201: z.object({
            decided: z.number().describe('Findings whose reason was decided on'),
            unread: z.number().describe('Findings of this version whose reason still waits to be read'),
            dataQueryId: DataQueryId.nullable().describe('Where it was refused: the data query that asks'),
          }),
        },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { submissionId } = request.params
      const { body } = request
      switch (body.decision) {
        case 'accept': {
          const accepted = await acceptExplanations(context, { submissionId, ...body })
          return reply.status(201).send({ ...accepted, dataQueryId: null })
        }
        case 'refuse':
          return reply.status(201).send(await refuseExplanations(context, { submissionId, ...body }))
        case 'take back': {
          const taken = await takeBackExplanationDecisions(context, { submissionId, ...body })
          return reply.status(201).send({ ...taken, dataQueryId: null })
        }
      }
    },
  )
}
