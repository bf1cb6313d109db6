import { askToSignIn } from '@rollcall/actions/ask-to-sign-in'
import { FinishByCode, finishByCode, finishByLink } from '@rollcall/actions/finish-sign-in'
import { readSignInLink } from '@rollcall/actions/read-sign-in-link'
import { asViewer } from '@rollcall/database/transaction'
import { signInLimits } from '@rollcall/domain/sign-in'
import { type AuthorityViewer, type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { codeIn, linkIn } from '../support/mail-server.ts'
import { emailOf } from '../support/sign-in.ts'

const { db } = testDatabase()
const at = (time: string) => contextOf(db, system, { now: new Date(`2024-10-01T${time}:00Z`) })
const morning = at('09:00')
let host = 1

/** What a person's browser and mailbox hold after they asked to sign in. */
async function asked(viewer: AuthorityViewer | OfficeViewer, context = morning) {
  const from = { ip: `198.51.100.${host++}`, portalUrl: 'https://rollcall.example' }
  const email = await emailOf(db, viewer)
  const { browserToken, mail } = await askToSignIn(context, from, { email })
  if (!mail) throw new Error('nothing was sent')
  return { browserToken, code: codeIn(mail), linkToken: linkIn(mail).split('/').at(-1) ?? '' }
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const spent = { code: 'SIGN_IN_SPENT' }

const sessionsOf = (viewer: AuthorityViewer | OfficeViewer) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('sessions').select('id').where('personId', '=', viewer.personId).execute(),
  )

test('the code signs in, and the record says how', async () => {
  const { officer } = await aRound(db)
  const { browserToken, code } = await asked(officer)

  const signedIn = await finishByCode(at('09:09'), { browserToken, code })

  expect(signedIn).toMatchObject({ viewer: officer })
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'personId', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toMatchObject({
    type: 'signed in',
    personId: officer.personId,
    details: { way: 'code by e-mail' },
  })
})

test('so does the link, in the browser that asked', async () => {
  const { signatory } = await aRound(db)
  const { browserToken, linkToken } = await asked(signatory)

  expect(await finishByLink(at('09:09'), { browserToken, linkToken })).toMatchObject({ viewer: signatory })
})

test('looking at a link ten times uses nothing up', async () => {
  const { officer } = await aRound(db)
  const { browserToken, linkToken } = await asked(officer)

  for (let looked = 0; looked < 10; looked++)
    expect(await readSignInLink(morning, { linkToken })).toBe('other browser')
  expect(await readSignInLink(morning, { linkToken, browserToken })).toBe('ready')
  await finishByLink(morning, { browserToken, linkToken })

  expect(await readSignInLink(morning, { linkToken, browserToken })).toBe('spent')
})

test('of fifty who use a link and a code at once one is signed in, and there is one session', async () => {
  const { officer } = await aRound(db)
  const { browserToken, linkToken, code } = await asked(officer)

  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0
        ? finishByLink(morning, { browserToken, linkToken })
        : finishByCode(morning, { browserToken, code }),
    ),
  )

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = tries.filter((one) => one.status === 'rejected')
  expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(new Set(['SIGN_IN_SPENT']))
  expect(await sessionsOf(officer)).toHaveLength(1)
})

test('used once, too old, or made up, it signs nobody in', async () => {
  const { officer } = await aRound(db)
  const used = await asked(officer)
  await finishByCode(morning, used)

  await expect(finishByCode(morning, used)).rejects.toMatchObject(spent)
  await expect(finishByLink(morning, used)).rejects.toMatchObject(spent)
  const old = await asked(officer)
  await expect(finishByCode(at('09:10'), old)).rejects.toMatchObject(spent)
  await expect(finishByLink(at('09:10'), old)).rejects.toMatchObject(spent)
  await expect(finishByLink(morning, { ...old, linkToken: 'made up' })).rejects.toMatchObject(spent)
  await expect(finishByCode(morning, { ...old, browserToken: 'made up' })).rejects.toMatchObject(spent)
})

test('another browser is told where to go on, and spoils nothing', async () => {
  const { officer, signatory } = await aRound(db)
  const own = await asked(officer)
  const others = await asked(signatory)

  await expect(
    finishByLink(morning, { browserToken: others.browserToken, linkToken: own.linkToken }),
  ).rejects.toMatchObject({ code: 'OTHER_BROWSER' })
  await expect(
    finishByCode(morning, { browserToken: others.browserToken, code: own.code }),
  ).rejects.toMatchObject({ code: 'CODE_WRONG' })
  expect(await finishByLink(morning, own)).toMatchObject({ viewer: officer })
})

test('whoever asks again uses the newer one', async () => {
  const { officer } = await aRound(db)
  const first = await asked(officer)
  const second = await asked(officer)

  await expect(
    finishByLink(morning, { browserToken: second.browserToken, linkToken: first.linkToken }),
  ).rejects.toMatchObject({ code: 'OTHER_BROWSER' })
  await finishByCode(morning, second)
})

test('after a few wrong codes neither the code nor the link is taken, and the record says so', async () => {
  const { analyst } = await aRound(db)
  const { browserToken, linkToken, code } = await asked(analyst)
  const guess = () => finishByCode(morning, { browserToken, code: wrong(code) })

  for (let left = signInLimits.wrongCodes - 1; left > 0; left--)
    await expect(guess()).rejects.toThrow(left === 1 ? 'once more' : `${left} times more`)
  await expect(guess()).rejects.toMatchObject(spent)

  await expect(finishByCode(morning, { browserToken, code })).rejects.toMatchObject(spent)
  await expect(finishByLink(morning, { browserToken, linkToken })).rejects.toMatchObject(spent)
  const events = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toMatchObject({
    type: 'sign-in code given wrong',
    details: { personId: analyst.personId },
  })
})

test('many guesses at once are counted one by one', async () => {
  const { officer } = await aRound(db)
  const { browserToken, code } = await asked(officer)
  const guesses = Array.from({ length: 40 }, (_, index) =>
    String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
  )

  const tries = await Promise.allSettled(
    guesses.map((guess) => finishByCode(morning, { browserToken, code: guess })),
  )

  const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'signed in'))
  expect(codes.filter((one) => one === 'CODE_WRONG')).toHaveLength(signInLimits.wrongCodes - 1)
  expect(codes.filter((one) => one !== 'CODE_WRONG' && one !== 'SIGN_IN_SPENT')).toEqual([])
})

test('nor is more guessed for an address in a day by guessing at many of its codes at once', async () => {
  const { officer } = await aRound(db)
  const all = []
  for (let count = 0; count < 14; count++) all.push(await asked(officer))

  const tries = await Promise.allSettled(
    all.flatMap(({ browserToken, code }) =>
      Array.from({ length: 4 }, () => finishByCode(morning, { browserToken, code: wrong(code) })),
    ),
  )

  const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'signed in'))
  expect(codes.filter((one) => one === 'CODE_WRONG')).toHaveLength(signInLimits.wrongCodesADay)
})

test('when codes were guessed all day, an address still signs in by its link', async () => {
  const { officer } = await aRound(db)
  for (let guessed = 0; guessed < signInLimits.wrongCodesADay; ) {
    const { browserToken, code } = await asked(officer)
    for (let tries = 1; tries < signInLimits.wrongCodes; tries++, guessed++)
      await finishByCode(morning, { browserToken, code: wrong(code) }).catch(() => undefined)
  }
  const last = await asked(officer, at('12:00'))

  await expect(finishByCode(at('12:00'), last)).rejects.toMatchObject({ code: 'CODES_STOPPED' })
  expect(await finishByLink(at('12:00'), last)).toMatchObject({ viewer: officer })
})

test('to guess at an address that nobody has is told in the same words', async () => {
  const from = { ip: '203.0.113.1', portalUrl: 'https://rollcall.example' }
  const { browserToken } = await askToSignIn(morning, from, { email: 'x@nowhere.example' })
  const { officer } = await aRound(db)
  const known = await asked(officer)

  for (let tries = 0; tries <= signInLimits.wrongCodes; tries++) {
    const told = (token: string, code: string) =>
      finishByCode(morning, { browserToken: token, code }).catch((error: Error) => error.message)
    expect(await told(browserToken, '123456')).toBe(await told(known.browserToken, wrong(known.code)))
  }
})

test('and worked on in the same way, statement by statement, down to the last guess', async () => {
  const statements: string[] = []
  const watched = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const { officer } = await aRound(db)
  const from = { ip: '203.0.113.2', portalUrl: 'https://rollcall.example' }
  const { browserToken } = await askToSignIn(morning, from, { email: 'y@nowhere.example' })
  const known = await asked(officer)
  const recorded = () => asViewer(db, system, (trx) => trx.selectFrom('auditEvents').select('seq').execute())
  const done = async (token: string, code: string) => {
    statements.length = 0
    const guess = finishByCode({ ...morning, db: watched }, { browserToken: token, code })
    await guess.catch(() => undefined)
    return statements.map((statement) => statement.replace(/^(?:release|rollback to) /, ''))
  }

  // The first time the portal reads its key.
  await done('nobody’s', '123456')
  for (let tries = 0; tries <= signInLimits.wrongCodes; tries++)
    expect(await done(browserToken, '123456')).toEqual(await done(known.browserToken, wrong(known.code)))
  const before = (await recorded()).length
  const { browserToken: another } = await askToSignIn(morning, from, { email: 'y@nowhere.example' })
  for (let tries = 0; tries < signInLimits.wrongCodes; tries++) await done(another, '123456')
  expect(await recorded()).toHaveLength(before)
})

test('a person of two authorities is signed in where they were last, and one who has left is not', async () => {
  const { officer, foreigner } = await aRound(db)
  const also = await asViewer(db, system, async (trx) => {
    const membership = {
      personId: officer.personId,
      authorityId: foreigner.authorityId,
      role: 'signatory' as const,
    }
    return await trx
      .insertInto('memberships')
      .values({ ...membership, lastSignedInAt: new Date('2024-09-30T09:00:00Z') })
      .returning(['id', 'role', 'personId', 'authorityId'])
      .executeTakeFirstOrThrow()
  })
  expect(await finishByCode(morning, await asked(officer))).toMatchObject({ viewer: { role: 'signatory' } })

  const last = await asked(officer)
  await asViewer(db, system, (trx) =>
    trx.updateTable('memberships').set({ endedAt: new Date() }).where('id', '=', also.id).execute(),
  )
  expect(await finishByCode(morning, last)).toMatchObject({ viewer: officer })

  const left = await asked(officer)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('memberships')
      .set({ endedAt: new Date() })
      .where('personId', '=', officer.personId)
      .execute(),
  )
  await expect(finishByCode(morning, left)).rejects.toMatchObject(spent)
})

test('a code is read however it is typed or pasted', () => {
  const read = (code: string) => FinishByCode.safeParse({ browserToken: 'x', code }).data?.code
  for (const typed of ['123456', ' 123 456 ', '123-456', '１２３４５６', '123\u00a0456'])
    expect(read(typed)).toBe('123456')
  for (const typed of ['', '12345', '1234567', '12345a', 'code 123456']) expect(read(typed)).toBeUndefined()
})
