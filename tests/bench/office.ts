import { startLog } from '@rollcall/platform/log'
import { usualLimits } from '@rollcall/portal/rate-limits'
import { createPortal } from '@rollcall/portal/server'
import { quantiles, timed } from '../load/quantiles.ts'
import { contextOf, keys, membershipIdOf } from '../support/builders.ts'
import { noMailer } from '../support/mailers.ts'
import { type MailFound, measureMail } from './office-mail.ts'
import { morning } from './office-post.ts'
import { type OfficeRound, openOfficeRound } from './office-round.ts'
import { intoPage, loadNow, machine } from './page.ts'
import { shown, table } from './table.ts'

const asks = 100

const say = (what: string): void => void process.stderr.write(`${what}\n`)

type Pages = Readonly<Record<string, string>>
type Times = ReadonlyMap<string, number>

/** The pages an analyst lives on. */
const pagesOfRound = (round: string): Pages => ({
  'the board': `${round}/board`,
  'sorted by days late': `${round}/board?sort=-late`,
  'by what is left to mend': `${round}/board?sort=-left`,
  'by open questions': `${round}/board?sort=-questions`,
  'by state': `${round}/board?sort=state`,
  'those outstanding': `${round}/board?view=outstanding`,
  'those whom no e-mail reaches': `${round}/board?reach=nobody`,
  'where an address is broken': `${round}/board?reach=not%20all`,
  'the map and regions': `${round}/board/map`,
  'what is to do': `${round}/to-do`,
  'the figures': `${round}/figures`,
  'one figure': `${round}/figures/children`,
  'by authority': `${round}/figures/children/by/authority`,
  'by region': `${round}/figures/children/by/region`,
})

/** Those about what is written to people, on a morning between two reminders. */
const pagesOfPost = (round: string, before: string): Pages => ({
  'the post of all rounds': '/messages',
  'a page far down': '/messages?page=100000',
  'what is to be looked at': '/messages?look=yes',
  'what came back': '/messages?state=came%20back',
  'by a name': '/messages?text=Birmingham',
  'to an authority': '/authorities/330/messages',
  'the post of the round': `${round}/messages`,
  'of one kind': `${round}/messages?kind=reminder`,
  'what will go out': `${round}/messages/planned`,
  'its last page': `${round}/messages/planned?page=100000`,
  'what waits': `${round}/messages/planned?show=waiting`,
  'of what nobody is reminded': `${round}/messages/planned?show=none`,
  reminders: `${round}/reminders`,
  letters: `${before}/letters`,
  'the last of them': `${before}/letters?page=100000`,
  'letters to approve': `${before}/letters/approve`,
})

const filesOfPost = (round: string): Pages => ({
  'all messages as CSV, seconds': '/messages.csv',
  'what will go out as CSV, seconds': `${round}/messages/planned.csv`,
})

interface Found {
  readonly pages: Times
  readonly post: Times
  readonly mail: MailFound
}

/** Measures how long the portal takes for the pages of the office, and what writing and sending costs, of a round of everybody and of one as large as a census of schools. */
export async function office({ quick }: { readonly quick: boolean }): Promise<void> {
  const about = machine(new Date(), loadNow())
  const found = new Map<number, Found>()
  for (const count of quick ? [153, 1000] : [153, 22_000]) {
    say(`a round of ${count}`)
    found.set(count, await measure(count, { seconds: quick ? 5 : 30 }))
  }
  const tables = {
    'office machine': about,
    office: tableOf(found, 'ms, 19 in 20', ({ pages }) => withShown(pages)),
    'office post': tableOf(found, 'ms, 19 in 20', ({ post }) => withShown(post)),
    'office mail': tableOf(found, '', ({ mail }) => new Map(Object.entries(mail))),
  }
  for (const [name, markdown] of Object.entries(tables)) process.stdout.write(`## ${name}\n\n${markdown}\n\n`)
  if (!quick) await intoPage(tables)
}

const withShown = (times: Times) => new Map([...times].map(([name, ms]) => [name, shown(ms)]))

/** A line for each thing that was measured, and a column for each size of round. */
function tableOf(
  found: ReadonlyMap<number, Found>,
  what: string,
  linesOf: (found: Found) => ReadonlyMap<string, string>,
): string {
  const columns = [...found.values()].map(linesOf)
  const heads = [what, ...[...found.keys()].map((count) => `${count.toLocaleString('en-GB')} asked`)]
  const names = [...(columns[0]?.keys() ?? [])]
  return table(
    heads,
    names.map((name) => [name, ...columns.map((column) => column.get(name) ?? '–')]),
  )
}

async function measure(count: number, { seconds }: { readonly seconds: number }): Promise<Found> {
  const opened = await openOfficeRound(count)
  const { round, before, close } = opened
  const [now, last] = [`/rounds/${round.roundId}`, `/rounds/${before.roundId}`]
  say('its pages')
  const portal = await portalOf(opened)
  const pages = await timesOf(portal, pagesOfRound(now))
  say('its post')
  const post = await timesOf(portal, pagesOfPost(now, last))
  const files = await secondsOf(portal, filesOfPost(now))
  await portal.close()
  say('writing and sending')
  const mail = { ...(await measureMail(opened, { seconds })), ...files }
  await close()
  return { pages, post, mail }
}

type Portal = Awaited<ReturnType<typeof portalOf>>

async function portalOf({ db, round: { analyst } }: OfficeRound) {
  const clock = { now: () => morning }
  const asker = {
    ...{ viewer: analyst, membershipId: await membershipIdOf(db, analyst) },
    person: { name: 'An analyst', role: analyst.role, authority: null, hasOthers: false },
  }
  return await createPortal({
    ...{ db, keys, clock, checker: contextOf(db, analyst).checker },
    log: startLog({ LOG_LEVEL: 'silent' }, 'bench'),
    mailer: noMailer,
    // Nobody reads so many pages in a minute.
    limits: { ...usualLimits, reads: 1_000_000 },
    portalUrl: 'http://127.0.0.1',
    authenticate: async () => asker,
  })
}

async function ask(portal: Portal, url: string): Promise<void> {
  const { statusCode } = await portal.inject({ url })
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`)
}

async function timesOf(portal: Portal, pages: Pages): Promise<Times> {
  const times = new Map<string, number>()
  for (const [page, path] of Object.entries(pages)) {
    const took: number[] = []
    for (let times = 0; times < asks; times++) took.push(await timed(() => ask(portal, path)))
    times.set(page, quantiles(took).p95)
  }
  return times
}

async function secondsOf(portal: Portal, files: Pages): Promise<MailFound> {
  const found: Record<string, string> = {}
  for (const [file, path] of Object.entries(files))
    found[file] = shown((await timed(() => ask(portal, path))) / 1000)
  return found
}
