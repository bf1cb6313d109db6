import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { RaiseSameQuery, raiseSameQuery, readWhoCanBeAsked } from '@rollcall/actions/raise-same-query'
import { getRound } from '@rollcall/database/rounds'
import { answerDayMustBeAhead, type DataQueryAbout, placeInWords } from '@rollcall/domain/data-query'
import { RoundId } from '@rollcall/domain/ids'
import { readPasted } from '@rollcall/domain/pasted-authorities'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { counted } from '@rollcall/domain/text'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { askSeveralPage, confirmAskingPage, type TypedAsking } from '../pages/ask-several-page.ts'
import { dayText } from '../pages/components.ts'
import type { Mistake } from '../pages/fields.ts'
import { faultsIn } from '../pasted-faults.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const params = z.object({ roundId: RoundId })
const said = z.string().max(4000).optional().catch(undefined)
const querystring = z.object({
  to: said,
  figure: said,
  clash: z.coerce.number().int().positive().optional().catch(undefined),
})

const Typed = z.object({
  about: z.enum(['return', 'figure'], 'Choose what the question is about.'),
  text: RaiseSameQuery.shape.text,
  due: TypedDay('The day to be answered by', 'Enter the day by which you need an answer.'),
})

/** One question to several authorities, each in a data query of its own. */
export function askSeveralRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/ask'

  app.get(path, { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const { round, compiled } = await readRound(contextFor(request), request.params.roundId)
    const { to = '', figure, clash } = request.query
    const names = to.split(',').flatMap((code) => compiled.authorities.get(code)?.name ?? [])
    const typed: TypedAsking = {
      ...{ to: names.join('\n'), about: figure ? 'figure' : clash ? 'return' : undefined, figure },
      ...{ text: clash === undefined ? '' : clashWords(clash), due: noDay, missing: [] },
    }
    return askSeveralPage({ reader: readerOf(request), round, figures: compiled.collection.figures, typed })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { round, compiled } = await readRound(context, request.params.roundId)
      const { collection } = compiled
      const typed = typedAsking(request.body)
      const page = { reader: readerOf(request), round }
      const wrong = (mistakes: readonly Mistake[]) =>
        notAccepted(reply, askSeveralPage({ ...page, figures: collection.figures, typed, mistakes }))

      const read = readAsking(typed, compiled)
      if (!read.ok) return wrong(read.mistakes)
      const { about, dueOn, text } = read.input
      const asked = { roundId: round.id, ...read.input }
      const isAhead = await attempt(async () => answerDayMustBeAhead(dueOn, context.today), 'due-day')
      if (!isAhead.ok) return wrong(isAhead.mistakes)
      if (typedIn(request.body, 'confirm') !== 'yes') {
        const who = await readWhoCanBeAsked(context, asked)
        if (who.notAsked.length > 0) return wrong(who.notAsked.map(notInRound(compiled)))
        const words = { about: placeInWords(collection, about), dueOn: dayText(dueOn), text }
        return reply.send(confirmAskingPage({ ...page, who, body: request.body, ...words }))
      }
      const raised = await raiseSameQuery(context, asked)
      if (raised.notAsked.length > 0) return wrong(notAllAsked(raised))
      return reply.redirect(`/rounds/${round.id}/to-do?done=authorities-asked`, 303)
    },
  )
}

/** What was typed, as it can be done; or every mistake in it. */
function readAsking(typed: TypedAsking, { authorities, collection: { figures } }: Compiled) {
  const pasted = readPasted(typed.to, authorities, new Set(authorities.all.map(({ code }) => code)))
  const read = readForm(Typed, { about: typed.about, text: typed.text, due: typed.due })
  const mistakes = [...toMistakes(pasted), ...figureMistakes(typed, figures)]
  if (!read.ok) return { ok: false as const, mistakes: [...mistakes, ...read.mistakes] }
  if (mistakes.length > 0) return { ok: false as const, mistakes }
  const { about: kind, due: dueOn, text } = read.input
  const about: DataQueryAbout = kind === 'figure' ? { kind, figure: typed.figure ?? '' } : { kind: 'return' }
  return { ok: true as const, input: { to: [...pasted.codes], about, dueOn, text } }
}

/** Some were asked, and some could not be: both are told. */
function notAllAsked({ asked, notAsked }: Awaited<ReturnType<typeof raiseSameQuery>>): Mistake[] {
  const done = `${counted(asked.length, 'authority was', 'authorities were')} asked. The others could not be, for the reason beside each. Take out those that were asked before you try again.`
  return [
    ...(asked.length > 0 ? [{ words: done }] : []),
    ...notAsked.map(({ authority, why }) => ({ words: `${authority}: ${why}`, field: 'to' })),
  ]
}

const noDay = { day: '', month: '', year: '' }

/** Neither authority learns which the other is. */
const clashWords = (children: number): string =>
  `${counted(children, 'child', 'children')} in your return seem${children === 1 ? 's' : ''} to be counted by another authority too. Please check which authority was responsible on the reference date, and tell us.`

const readRound = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    mustBeAllowed(context.viewer, 'raise a data query')
    const round = await getRound(trx, roundId)
    return { round, compiled: compiledOf(await frozenCollectionOf(trx, roundId)) }
  })

type Compiled = Awaited<ReturnType<typeof readRound>>['compiled']

const notInRound =
  ({ authorities }: Compiled) =>
  (code: string): Mistake => ({
    words: `${authorities.get(code)?.name ?? code} was not asked in this round. Take it out.`,
    field: 'to',
  })

function toMistakes({ codes, faults }: ReturnType<typeof readPasted>): Mistake[] {
  if (faults.length > 0) return faultsIn('to', faults)
  if (codes.length === 0) return [{ words: 'Enter at least one authority.', field: 'to' }]
  return codes.length > 500 ? [{ words: 'Ask at most 500 authorities at once.', field: 'to' }] : []
}

const figureMistakes = (
  { about, figure }: TypedAsking,
  figures: readonly { readonly id: string }[],
): Mistake[] =>
  about === 'figure' && !figures.some(({ id }) => id === figure)
    ? [{ words: 'Choose the figure that the question is about.', field: 'figure' }]
    : []

function typedAsking(body: FormBody): TypedAsking {
  const due = dayTyped(body, 'due')
  return {
    to: typedIn(body, 'to') ?? '',
    about: typedIn(body, 'about'),
    figure: typedIn(body, 'figure'),
    text: typedIn(body, 'text') ?? '',
    ...{ due, missing: partsMissing(due) },
  }
}
