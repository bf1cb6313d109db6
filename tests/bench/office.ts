import { systemClock } from '@rollcall/platform/clock'
import { startLog } from '@rollcall/platform/log'
import { createPortal } from '@rollcall/portal/server'
import { quantiles } from '../load/quantiles.ts'
import { contextOf, keys, membershipIdOf } from '../support/builders.ts'
import { noMailer } from '../support/mailers.ts'
import { openOfficeRound } from './office-round.ts'
import { intoPage, loadNow, machine } from './page.ts'
import { shown, table } from './table.ts'

const asks = 100

/** The pages an analyst lives on, below those of a round. */
const pages: Readonly<Record<string, string>> = {
  'the board': '/board',
  'sorted by days late': '/board?sort=-late',
  'by what is left to mend': '/board?sort=-left',
  'by open questions': '/board?sort=-questions',
  'by state': '/board?sort=state',
  'those outstanding': '/board?view=outstanding',
  'the map and regions': '/board/map',
  'what is to do': '/to-do',
  'the figures': '/figures',
  'one figure': '/figures/children',
  'by authority': '/figures/children/by/authority',
  'by region': '/figures/children/by/region',
}

/** Measures how long the portal takes for the pages of the office, of a round of everybody and of one as large as a census of schools. */
export async function office({ quick }: { readonly quick: boolean }): Promise<void> {
  const about = machine(new Date(), loadNow())
  const found = new Map<number, ReadonlyMap<string, number>>()
  for (const count of quick ? [153, 1000] : [153, 22_000]) {
    process.stderr.write(`a round of ${count}\n`)
    found.set(count, await measure(count))
  }
  const lines = Object.keys(pages).map((page) => [
    page,
    ...[...found.values()].map((times) => shown(times.get(page))),
  ])
  const heads = [
    'ms, 19 in 20',
    ...[...found.keys()].map((count) => `${count.toLocaleString('en-GB')} asked`),
  ]
  const tables = { 'office machine': about, office: table(heads, lines) }
  for (const [name, markdown] of Object.entries(tables)) process.stdout.write(`## ${name}\n\n${markdown}\n\n`)
  if (!quick) await intoPage(tables)
}

async function measure(count: number): Promise<ReadonlyMap<string, number>> {
  const { db, round, close } = await openOfficeRound(count)
  const { analyst, roundId } = round
  const asker = {
    ...{ viewer: analyst, membershipId: await membershipIdOf(db, analyst) },
    person: { name: 'An analyst', role: analyst.role, authority: null, hasOthers: false },
  }
  const portal = await createPortal({
    ...{ db, keys, clock: systemClock, checker: contextOf(db, analyst).checker },
    log: startLog({ LOG_LEVEL: 'silent' }, 'bench'),
    mailer: noMailer,
    portalUrl: 'http://127.0.0.1',
    authenticate: async () => asker,
  })
  const times = new Map<string, number>()
  for (const [page, path] of Object.entries(pages)) {
    const took: number[] = []
    for (let ask = 0; ask < asks; ask++) {
      const began = performance.now()
      const { statusCode } = await portal.inject({ url: `/rounds/${roundId}${path}` })
      if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`)
      took.push(performance.now() - began)
    }
    times.set(page, quantiles(took).p95)
  }
  await portal.close()
  await close()
  return times
}
