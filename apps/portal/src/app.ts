import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '@rollcall/actions/context'
import type { Db } from '@rollcall/database/connect'
import type { MembershipId, SessionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { AuthorityViewer, Member, OfficeViewer } from '@rollcall/domain/viewer'
import type { Clock } from '@rollcall/platform/clock'
import type { Keys } from '@rollcall/platform/keys'
import type { Log } from '@rollcall/platform/log'
import type { Mailer } from '@rollcall/platform/mail'
import type { Mailbox } from '@rollcall/platform/mailbox'
import type { PdfPrinter } from '@rollcall/platform/pdf-printer'
import type { ReturnChecker } from '@rollcall/workbook/return-checker'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Organisation } from './organisation-sign-in.ts'
import type { Limits } from './rate-limits.ts'
import type { RoundChanges } from './round-changes.ts'
import type { ListedRoute } from './route-list.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Who is asking, once they have shown it: a person or a supplier's system, in one of their memberships. */
export interface Asker {
  readonly viewer: AuthorityViewer | OfficeViewer
  readonly membershipId: MembershipId
  /** Set for a person who signed in with a browser. */
  readonly sessionId?: SessionId
  readonly person?: SignedInPerson
}

/** Who a page is made for. */
export interface SignedInPerson {
  readonly name: string
  readonly role: Member['role']
  /** The name of the authority they act for; null for the office. */
  readonly authority: string | null
  /** Whether they could act as something else too. */
  readonly hasOthers: boolean
  /** When their session ends however much it is used; left out where they have none. */
  readonly signedInUntil?: Date
}

/** What an action or a query needs, as whoever sent this request; a Problem where nobody has signed in. */
export type ContextFor = (request: FastifyRequest) => Context

/** All that the portal is made with. */
export interface Services {
  readonly db: Db
  readonly keys: Keys
  readonly checker: ReturnChecker
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
  /** Left out, letters are pages only. */
  readonly printer?: PdfPrinter | undefined
  /** Left out, pages show changes once they are loaded again. */
  readonly changes?: RoundChanges | undefined
  /** The one address people and systems reach the portal at. What a request says about its host is never believed. */
  readonly portalUrl: string
  /** Proxies in front of the portal, whose word about where a request comes from is believed. */
  readonly trustedProxies?: readonly string[] | undefined
  /** How long another portal may be silent before what it was doing is done by whoever is asked again. */
  readonly deadAfterMs?: number | undefined
  /** How often each may ask; as usual where it is left out. */
  readonly limits?: Limits | undefined
  /** The service that people sign in with at their organisation, where there is one. */
  readonly organisation?: Organisation | undefined
  /** What GOV.UK Notify shows when it tells what became of a message; left out, it is not listened to. */
  readonly notifyToken?: string | undefined
  /** Where each message is a file on this machine, and only this machine reaches the portal: those files. */
  readonly mailbox?: Mailbox | undefined
  /** Who sent this request; `undefined` where it does not say. Throws a Problem where what it says does not hold. */
  readonly authenticate: (request: FastifyRequest) => Promise<Asker | undefined>
}

/** Who sent this request, or a Problem that asks them to sign in. */
export function askerOf(request: FastifyRequest): Asker {
  if (request.asker === undefined) throw request.refused ?? problems.signedOut()
  return request.asker
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, in the order they are written. */
    readonly routeList: readonly ListedRoute[]
  }
  interface FastifyRequest {
    asker: Asker | undefined
    /** Why what the request says about its sender does not hold. */
    refused: Error | undefined
  }
  interface FastifyContextConfig {
    /** Anybody may ask, signed in or not. */
    open?: boolean
    /** Its answer holds what is in a return, so it is never kept to be given again. */
    holdsRows?: boolean
    /** It takes a file, as multipart/form-data. */
    takesFile?: boolean
    /** It answers with a file. */
    givesFile?: boolean
    /** A file that every page needs: it is the same for everybody, and not counted. */
    asset?: boolean
    /** Asking this is no use of a session, which falls idle all the same. */
    isNoUse?: boolean
    /** Whoever asks shows a token that is none of a person or a client, and that the route looks at itself. */
    ownToken?: boolean
    /** A probe of whoever keeps the portal running: neither counted nor logged. */
    probe?: boolean
  }
}
