import { changeRound } from '@rollcall/actions/change-round'
import { type Context, transact } from '@rollcall/actions/context'
import { openRound } from '@rollcall/actions/open-round'
import { collections } from '@rollcall/collections/collections'
import { listAuthorities } from '@rollcall/database/authorities'
import { getFrozenAuthorities, getFrozenCollection } from '@rollcall/database/frozen-sources'
import { getOfficeRound, listAskedAuthorities, listOfficeRounds } from '@rollcall/database/office-rounds'
import { findRoundBefore } from '@rollcall/database/rounds'
import type { Authority } from '@rollcall/domain/authority'
import { RoundId } from '@rollcall/domain/ids'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { FormBody, notAccepted, PageQuery, typedIn } from '../page-forms.ts'
import { type RoundValues, roundFormPage } from '../pages/round-form-page.ts'
import { ofRound } from '../pages/round-parts.ts'
import { readerOf } from '../reader.ts'
import { attemptRound, type RoundSources, readRound, valuesIn } from '../round-form.ts'
import { noValues, valuesOf, yearLater } from '../round-values.ts'

const params = z.object({ roundId: RoundId })
const body = { querystring: PageQuery, body: FormBody }

/** The forms of a round: to open one, or a copy of another, and to change a draft. */
export function roundFormPageRoutes(app: App, contextFor: ContextFor): void {
  openingRoutes(app, contextFor)
  changingRoutes(app, contextFor)
}

const opening = {
  ...{ title: 'Open a round', above: [], action: '/rounds/new', collections },
  kinds: [...new Set(collections.flatMap(({ asks }) => asks))],
}

function openingRoutes(app: App, contextFor: ContextFor): void {
  const querystring = z.object({ copy: RoundId.optional() })

  app.get('/rounds/new', { schema: { hide: true, querystring } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const { copy } = request.query
    const from = copy === undefined ? undefined : yearLater(await readStanding(context, copy))
    return roundFormPage({
      ...{ ...opening, reader: readerOf(request), ...(await readChoices(context)) },
      ...{ values: from?.values ?? noValues, copied: from },
    })
  })

  app.post('/rounds/new', { schema: { hide: true, ...body } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const values = valuesIn(request.body)
    const choices = await readChoices(context)
    const collection = collections.find(({ id, version }) => `${id} ${version}` === values.collection)
    const opened = await openTyped(context, values, collection && { ...choices, collection })
    if (opened.ok) return reply.redirect(`/rounds/${opened.value.roundId}?done=round-opened`, 303)
    return notAccepted(
      reply,
      roundFormPage({ ...opening, ...choices, values, reader: readerOf(request), mistakes: opened.mistakes }),
    )
  })
}

async function openTyped(context: Context, values: RoundValues, sources: RoundSources | undefined) {
  const read = readRound(values, sources)
  if (!sources) return { ok: false as const, mistakes: [notChosen, ...(read.ok ? [] : read.mistakes)] }
  if (!read.ok) return read
  const { id: collectionId, version: collectionVersion } = sources.collection
  return await attemptRound(() => openRound(context, { ...read.input, collectionId, collectionVersion }))
}

const notChosen = { field: 'collection', words: 'Choose what is asked.' }

function changingRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/edit'
  const shown = async (context: Context, roundId: RoundId) => {
    const standing = await readStanding(context, roundId)
    const { lastRounds } = await readChoices(context)
    const { round, authorities } = standing
    return {
      standing,
      page: {
        ...{ title: 'Edit the draft', ...ofRound(round, 'round'), action: `/rounds/${roundId}/edit` },
        lastRounds: lastRounds.filter(({ id }) => id !== roundId),
        regions: regionsOf(authorities),
        kinds: standing.collection.asks,
      },
    }
  }

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const { standing, page } = await shown(contextFor(request), request.params.roundId)
    roundMust(standing.round.state, 'change')
    const revision = String(standing.round.revision)
    return roundFormPage({ ...page, revision, values: valuesOf(standing), reader: readerOf(request) })
  })

  app.post(path, { schema: { hide: true, params, ...body } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const values = valuesIn(request.body)
    const revision = typedIn(request.body, 'revision')
    const { standing, page } = await shown(context, roundId)
    const read = readRound(values, standing)
    const changed = read.ok
      ? await attemptRound(() => changeTyped(context, standing, read.input, Number(revision) || 0))
      : read
    if (changed.ok) return reply.redirect(`/rounds/${roundId}?done=round-changed`, 303)
    return notAccepted(
      reply,
      roundFormPage({ ...page, revision, values, reader: readerOf(request), mistakes: changed.mistakes }),
    )
  })
}

type Standing = Awaited<ReturnType<typeof readStanding>>
type Typed = Extract<ReturnType<typeof readRound>, { ok: true }>['input']

/** A form has every part of a round, so what is left out of it means what it does of a new round. */
async function changeTyped(
  context: Context,
  { round }: Standing,
  input: Typed,
  revision: number,
): Promise<void> {
  const { referenceOn } = input
  const before = () => transact(context, (trx) => findRoundBefore(trx, { ...round, referenceOn }))
  await changeRound(context, {
    ...{ ...input, roundId: round.id, revision },
    lastRoundId: input.lastRoundId === undefined ? ((await before())?.id ?? null) : input.lastRoundId,
  })
}

/** A round as it stands, with what it was frozen with and whom it asks. */
const readStanding = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    const round = await getOfficeRound(trx, roundId)
    return {
      round,
      collection: await getFrozenCollection(trx, round.collectionHash),
      authorities: await getFrozenAuthorities(trx, round.authoritiesHash),
      asked: (await listAskedAuthorities(trx, roundId)).map(({ code }) => code),
    }
  })

/** What a round can be made of. */
const readChoices = (context: Context) =>
  transact(context, async (trx) => {
    const rounds = await listOfficeRounds(trx)
    const authorities = await listAuthorities(trx)
    return {
      authorities,
      regions: regionsOf(authorities),
      lastRounds: rounds.filter(({ state }) => state !== 'draft').slice(0, 12),
    }
  })

const regionsOf = (authorities: readonly Authority[]): string[] =>
  [...new Set(authorities.flatMap(({ region }) => region ?? []))].sort()
