import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { listAuthorities } from '@rollcall/database/authorities'
import { asViewer } from '@rollcall/database/transaction'
import type { Authority } from '@rollcall/domain/authority'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const context = contextOf(db, system)
const listed = () => asViewer(db, system, listAuthorities)
const inOrder = (table: readonly Authority[]) =>
  table.toSorted((one, other) => (one.code < other.code ? -1 : 1))

test('the table of authorities comes back as it was put in, and nothing changes when it is put in again', async () => {
  expect(await loadAuthorities(context, authorities)).toEqual({ changed: authorities.length })
  expect(await listed()).toEqual(inOrder(authorities))
  expect(await loadAuthorities(context, authorities)).toEqual({ changed: 0 })
})
