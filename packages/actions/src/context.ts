import type { Db, Trx } from '@rollcall/database/connect'
import type { OnceOnly } from '@rollcall/database/idempotency-keys'
import { asViewer } from '@rollcall/database/transaction'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Viewer } from '@rollcall/domain/viewer'
import type { Keys } from '@rollcall/platform/keys'
import type { ReturnChecker } from '@rollcall/workbook/return-checker'

/** Who is acting, when, with what to hand. A route or a job makes one; every action takes it first. */
export interface Context {
  readonly viewer: Viewer
  /** The day it is in London. */
  readonly today: CalendarDate
  readonly now: Date
  readonly db: Db
  readonly keys: Keys
  /** Reads and writes workbooks, in child processes with a cap on their memory. */
  readonly checker: ReturnChecker
  /** The request that asked, where that may be done once only. */
  readonly once?: OnceOnly | undefined
}

/** One transaction as this viewer: Postgres shows what they may see, and nothing else. */
export const transact = <Result>(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> => asViewer(db, viewer, work)
