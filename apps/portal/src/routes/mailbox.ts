import { BlockList, isIP } from 'node:net'
import { problems } from '@rollcall/domain/problems'
import type { KeptMail } from '@rollcall/platform/mailbox'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, Services } from '../app.ts'
import { httpProblems } from '../http-problem.ts'
import { PageNumber } from '../page-forms.ts'
import { mailboxPage, mailPage, mailsOnPage } from '../pages/mailbox-pages.ts'
import { readerOf } from '../reader.ts'
import { withPolicy } from '../safe-headers.ts'

const thisMachine = new BlockList()
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4')
thisMachine.addAddress('::1', 'ipv6')

/** By which a proxy tells that it passes a request on: each sets some of them. */
const ofProxies = /^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip|x-client-ip|[\w-]+-connecting-ip)$/

const params = z.object({ name: z.string().max(100) })
const querystring = z.object({ page: PageNumber })

/**
 * The messages that are files, for whoever tries Rollcall out. There are codes to sign in with among them, so they are shown to nobody but
 * a browser on this machine that asked for this address: not to what a proxy passes on, nor to another site whose name leads here.
 */
export function mailboxRoutes(
  app: App,
  { mailbox, portalUrl }: Pick<Services, 'mailbox' | 'portalUrl'>,
): void {
  const opened = (request: FastifyRequest) => {
    if (mailbox === undefined || !isOfThisMachine(request, portalUrl)) throw httpProblems.noSuchAddress()
    return mailbox
  }
  const named = async (request: FastifyRequest, name: string): Promise<KeptMail> => {
    const mail = await opened(request).find(name)
    if (mail === undefined) throw problems.notFound({ what: 'message' })
    return mail
  }
  const config = { open: true }

  app.get('/mailbox', { config, schema: { hide: true, querystring } }, async (request) => {
    const { page } = request.query
    const offset = (page - 1) * mailsOnPage
    const listed = await opened(request).list({ offset, limit: mailsOnPage })
    return mailboxPage({ reader: readerOf(request), page, ...listed })
  })

  app.get(
    '/mailbox/:name',
    { config, helmet: withPolicy('pageWithAnEmail'), schema: { hide: true, params } },
    async (request) => {
      const mail = await named(request, request.params.name)
      return mailPage({ reader: readerOf(request), mail, portalUrl })
    },
  )

  app.get(
    '/mailbox/:name/html',
    { config, helmet: withPolicy('email'), schema: { hide: true, params } },
    async (request, reply) => {
      const { html } = await named(request, request.params.name)
      return reply.type('text/html; charset=utf-8').send(html)
    },
  )
}

function isOfThisMachine({ ip, host, headers }: FastifyRequest, portalUrl: string): boolean {
  const isPassedOn = Object.keys(headers).some((name) => ofProxies.test(name))
  return (
    !isPassedOn &&
    host === new URL(portalUrl).host &&
    thisMachine.check(ip.replace(/^::ffff:/, ''), isIP(ip.replace(/^::ffff:/, '')) === 6 ? 'ipv6' : 'ipv4')
  )
}
