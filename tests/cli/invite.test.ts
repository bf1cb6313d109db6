import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { listPeople } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'
import { rollcallWith } from '../support/rollcall.ts'

const { db, appUrl } = testDatabase()
const portal = testPortal(db)
const here = { DATABASE_URL: appUrl, PORTAL_URL: portalUrl }
const invite = (...typed: readonly string[]) => rollcallWith(here, 'invite', ...typed)
const people = () => asViewer(db, system, (trx) => listPeople(trx, { limit: 100 }))

beforeAll(async () => {
  await loadAuthorities({ viewer: system, now: new Date(), db }, authorities)
})

test('the first approver is let in by a link that works once', async () => {
  const { code, stdout, stderr } = await invite(
    ...['--name', 'Priya Sandhu', '--email', 'Priya@Example.org', '--role', 'approver'],
  )
  const [, path = ''] = stdout.match(/https:\/\/rollcall\.example(\/sign-in\/\S+)\n$/) ?? []
  const signIn = () => portal.app.inject({ method: 'POST', url: path, headers: { origin: portalUrl } })
  const [first, second] = [await signIn(), await signIn()]

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^Priya Sandhu is an approver now\.\s+This link signs them in once, within 10 minutes:\n/,
  )
  expect([first.statusCode, second.statusCode]).toEqual([303, 401])
  expect(await people()).toContainEqual(
    expect.objectContaining({ name: 'Priya Sandhu', email: 'priya@example.org', role: 'approver' }),
  )
})

test('whoever has the role already gets another link, and is not there twice', async () => {
  const typed = ['--name', 'Ada Whitlock', '--email', 'ada@example.org', '--role', 'analyst', '--json']
  const first = JSON.parse((await invite(...typed)).stdout)
  const second = JSON.parse((await invite(...typed, '--minutes', '60')).stdout)

  expect(first).toEqual({
    membershipId: expect.any(String),
    isNew: true,
    link: expect.stringContaining(`${portalUrl}/sign-in/`),
    minutes: 10,
  })
  expect(second).toEqual({ ...first, isNew: false, link: expect.any(String), minutes: 60 })
  expect(second.link).not.toBe(first.link)
  expect((await people()).filter(({ email }) => email === 'ada@example.org')).toHaveLength(1)
})

test('an officer is of an authority, by its name or its code', async () => {
  const typed = ['--name', 'Owen Cole', '--email', 'owen@example.org']
  const codes = [
    (await invite(...typed, '--role', 'officer', '--authority', 'Birmingham')).code,
    (await invite(...typed, '--role', 'signatory', '--authority', '330')).code,
  ]

  expect(codes).toEqual([0, 0])
  const found = (await people()).filter(({ email }) => email === 'owen@example.org')
  expect(found.map(({ role, authorityCode }) => `${role} ${authorityCode}`).sort()).toEqual([
    'officer 330',
    'signatory 330',
  ])
})

test.each([
  [['--email', 'a@example.org', '--role', 'analyst'], 'Say which --name'],
  [['--name', 'A', '--email', 'example.org', '--role', 'analyst'], 'Write an e-mail address'],
  [['--name', 'A', '--email', 'a@example.org', '--role', 'director'], '--role is one of officer, signatory'],
  [['--name', 'A', '--email', 'a@example.org', '--role', 'officer'], 'Say whose officer or signatory'],
  [
    ['--name', 'A', '--email', 'a@example.org', '--role', 'analyst', '--authority', '330'],
    'leave out --authority',
  ],
  [
    ['--name', 'A', '--email', 'a@example.org', '--role', 'officer', '--authority', '999'],
    'There is no authority 999',
  ],
])('what is not right is told in a sentence: rollcall invite %j', async (typed, sentence) => {
  const { code, stderr } = await invite(...typed)

  expect([code, stderr]).toEqual([64, expect.stringContaining(sentence)])
})
