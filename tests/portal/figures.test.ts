import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('before the first return is counted there are no figures, and coverage all the same', async () => {
  const { analyst, roundId } = await aDataRequest(db)

  const answer = await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}/figures` })

  expect(answer.json()).toMatchObject({
    ...{ takenAt: null, hash: null, figures: [], provenance: null },
    coverage: { asked: 3, included: 0, notIncluded: { missing: ['202', '330', '383'] } },
  })
})

test('figures are read as they stand, traced to returns, kept, and read again as they were kept', async () => {
  const round = await aDataRequest(db)
  const { submissionId, sha256 } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  await refreshFigures(round.as(system), { roundId: round.roundId })
  const ask = portal.as(round.analyst)
  const url = `/api/v1/rounds/${round.roundId}`
  const children = aReturn().sheets.children?.length

  const figures = (await ask({ url: `${url}/figures?figure=children&by=` })).json()
  expect(figures.figures).toMatchObject([{ id: 'children', breakdown: {}, value: children, authorities: 1 }])
  expect(figures.coverage).toMatchObject({ included: 1, notIncluded: { missing: ['202', '383'] } })
  expect(figures.provenance.submissions).toEqual([{ authority: '330', sha256 }])
  const byRegion = (await ask({ url: `${url}/figures?figure=children&by=region` })).json().figures
  expect(byRegion).toContainEqual(
    expect.objectContaining({ breakdown: { region: 'West Midlands' }, value: children }),
  )

  const group = encodeURIComponent('{"region":"West Midlands"}')
  const traced = (await ask({ url: `${url}/figures/children/returns?breakdown=${group}` })).json()
  expect(traced.items).toMatchObject([{ code: '330', submissionId, value: children }])

  const payload = { label: 'As first published', note: 'One of three authorities.' }
  const kept = await ask({ method: 'POST', url: `${url}/snapshots`, payload })
  expect(kept.statusCode).toBe(201)
  const again = (await ask({ url: String(kept.headers.location) })).json()
  expect(again).toMatchObject({ ...payload, hash: figures.hash })
  expect((await ask({ url: `${url}/snapshots` })).json().items).toMatchObject([
    { ...payload, hash: figures.hash },
  ])
  const twice = await ask({ method: 'POST', url: `${url}/snapshots`, payload })
  expect(twice.json()).toMatchObject({ status: 409 })
  expect((await ask({ url: `${url}/change` })).json()).toMatchObject({ lastRoundId: null, changes: [] })
  expect((await ask({ url: `${url}/clashes` })).json()).toEqual({ items: [] })
})

test('an authority is shown no figures, and no other authority through them', async () => {
  const { officer, roundId } = await aSignedReturn(db)

  for (const part of ['figures', 'figures/children/returns', 'change', 'clashes', 'snapshots'])
    expect((await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/${part}` })).json()).toMatchObject({
      ...{ status: 403, code: 'NOT_ALLOWED' },
    })
})
