import { ChangeWording, changeWording } from '@rollcall/actions/change-wording'
import { exampleOf } from '@rollcall/actions/example-of-wording'
import { type ReadWording, readWording, readWordings } from '@rollcall/actions/read-wordings'
import type { Worded } from '@rollcall/domain/message-kind'
import { problems } from '@rollcall/domain/problems'
import { wordedOfSlug } from '@rollcall/domain/worded'
import type { Wording } from '@rollcall/domain/wording'
import { wordingFaults } from '@rollcall/domain/wording-faults'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { changeWordingPage, previewWordingPage, type TypedWording } from '../pages/change-wording-page.ts'
import { doneWords } from '../pages/done.ts'
import type { Mistake } from '../pages/fields.ts'
import { wordingPage } from '../pages/wording-page.ts'
import type { Example } from '../pages/wording-parts.ts'
import { versionAddress, wordingAddress } from '../pages/wording-words.ts'
import { wordingsPage } from '../pages/wordings-page.ts'
import { readerOf } from '../reader.ts'
import { withPolicy } from '../safe-headers.ts'

const ofKind = z.object({ kind: z.string().max(100) })
const VersionNumber = z.coerce.number().int().min(0).max(1_000_000)
const Why = ChangeWording.pick({ why: true })

/** The words of messages and letters: all of them, one kind, and a form to change it. */
export function wordingPageRoutes(
  app: App,
  { portalUrl }: Pick<Services, 'portalUrl'>,
  contextFor: ContextFor,
): void {
  app.get('/wordings', { schema: { hide: true } }, async (request) => {
    inOffice(request)
    return wordingsPage({ reader: readerOf(request), wordings: await readWordings(contextFor(request)) })
  })

  app.get(
    '/wordings/:kind',
    {
      helmet: withPolicy('pageWithAnEmail'),
      schema: { hide: true, params: ofKind, querystring: DoneQuery.extend({ page: PageNumber }) },
    },
    async (request) => {
      const viewer = inOffice(request)
      const { done, page } = request.query
      const read = await readOf(request)
      const example = exampleIn(read, read.inForce.version, portalUrl)
      return wordingPage({ ...read, viewer, example, page, done: doneWords(done), reader: readerOf(request) })
    },
  )

  app.get(
    '/wordings/:kind/change',
    {
      schema: {
        hide: true,
        params: ofKind,
        querystring: z.object({ from: VersionNumber.optional().catch(undefined) }),
      },
    },
    async (request) => {
      inOffice(request)
      const read = await readOf(request)
      const from = read.versions.find(({ version }) => version === request.query.from)
      const { subject, body, link } = from ?? read.inForce
      const typed = { subject, body, link, why: '', read: String(read.inForce.version) }
      return changeWordingPage({ ...read, typed, from: from?.version, reader: readerOf(request) })
    },
  )

  app.post(
    '/wordings/:kind/change',
    { schema: { hide: true, params: ofKind, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const typed = typedWording(request.body)
      const next = typedIn(request.body, 'next')
      const read = await readOf(request)
      const { worded } = read
      const shown = { ...read, typed, reader: readerOf(request) }
      if (next === 'edit') return changeWordingPage(shown)
      const mistakes = mistakesIn(worded, typed)
      if (mistakes.length > 0) return notAccepted(reply, changeWordingPage({ ...shown, mistakes }))
      if (next !== 'keep') {
        const { written, mail } = exampleOf(worded, typed, portalUrl)
        return previewWordingPage({ ...shown, written, text: mail?.text })
      }
      const input = { ...typed, kind: worded.kind, read: Number(typed.read) || 0 }
      const kept = await attempt(() => changeWording(contextFor(request), input), 'body')
      if (!kept.ok) return notAccepted(reply, changeWordingPage({ ...shown, mistakes: kept.mistakes }))
      const done = kept.value.isInForce ? 'wording-changed' : 'wording-proposed'
      return reply.redirect(`${wordingAddress(worded)}?done=${done}`, 303)
    },
  )

  app.get(
    '/wordings/:kind/versions/:version/email',
    {
      helmet: withPolicy('email'),
      schema: { hide: true, params: ofKind.extend({ version: VersionNumber }) },
    },
    async (request, reply) => {
      inOffice(request)
      const { worded, versions } = await readOf(request)
      const wording = versions.find(({ version }) => version === request.params.version)
      const mail = wording && exampleOf(worded, wording, portalUrl).mail
      if (mail === undefined) throw problems.notFound({ what: 'page' })
      return reply.type('text/html; charset=utf-8').send(mail.html)
    },
  )

  const readOf = (request: FastifyRequest): Promise<ReadWording> =>
    readWording(contextFor(request), wordedOfSlug(ofKind.parse(request.params).kind).kind)
}

/** How one version reads, for a page to show. */
export function exampleIn({ worded, versions }: ReadWording, version: number, portalUrl: string): Example {
  const wording = versions.find((one) => one.version === version) ?? worded.wording
  const { written, mail } = exampleOf(worded, wording, portalUrl)
  const address = `${versionAddress(worded, version)}/email`
  return { written, mail: mail && { address, text: mail.text } }
}

const typedWording = (body: FormBody): TypedWording => {
  const typed = (field: string) => (typedIn(body, field) ?? '').trim().replaceAll('\r\n', '\n')
  return {
    ...{ subject: typed('subject'), body: typed('body'), link: typed('link') },
    ...{ why: typed('why'), read: typed('read') },
  }
}

/** Everything that has to be mended before the words can be shown. */
function mistakesIn(worded: Worded, { why, ...wording }: TypedWording): Mistake[] {
  const said = readForm(Why, { why })
  return [...faultsOf(worded, wording), ...(said.ok ? [] : said.mistakes)]
}

const faultsOf = (worded: Worded, wording: Wording): Mistake[] =>
  wordingFaults(worded, wording).map(({ field, words }) => ({ field, words }))
