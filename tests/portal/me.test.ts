import { expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('an officer is told who they are, for whom, and what they may do', async () => {
  const { officer } = await aRound(db)

  const answer = await portal.as(officer)({ url: '/api/v1/me' })

  expect(answer.statusCode).toBe(200)
  const me = answer.json()
  expect(me.person).toMatchObject({ personId: officer.personId, name: 'Some officer' })
  expect(me.membership).toMatchObject({ role: 'officer', authorityCode: '330', authority: 'Birmingham' })
  expect(me.memberships).toEqual([me.membership])
  expect(me.may).toContain('submit a workbook')
  expect(me.may).not.toContain('accept a return')
})

test('an analyst is of the office and of no authority', async () => {
  const { analyst } = await aRound(db)

  const { membership } = (await portal.as(analyst)({ url: '/api/v1/me' })).json()

  expect(membership).toMatchObject({ role: 'analyst', authority: null })
})

test('nobody learns anything without signing in', async () => {
  const answer = await portal.app.inject({ url: '/api/v1/me' })

  expect(answer.statusCode).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Bearer realm="Rollcall"')
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.json()).toMatchObject({ code: 'SIGNED_OUT', detail: 'Sign in first, then try again.' })
})
