import { z } from 'zod'
import { showProgress } from '../terminal.ts'
import { atOnce } from './at-once.ts'
import type { Actor, Office, Party } from './people.ts'
import type { Plot } from './plot.ts'
import {
  changeInChildren,
  closeRound,
  figuresOf,
  type IssuedRound,
  issueRound,
  keepFigures,
  type Standing,
} from './rounds.ts'
import { type RoundSample, type Workbooks, workbookOf } from './samples.ts'
import { accept, sendReturn } from './send-return.ts'

/** So many authorities are at it at the same time. */
const mostAtOnce = 16

const State = z.object({ state: z.string() })

interface Cast {
  readonly office: Office
  readonly parties: readonly Party[]
  readonly plot: Plot
  say(sentence: string): void
}

export interface FirstRound {
  readonly asPublished: Standing
  readonly corrected: Standing
}

export interface SecondRound {
  readonly whenDue: Standing
  readonly complete: Standing
  readonly change: Awaited<ReturnType<typeof changeInChildren>>
}

/** Figures are published, and corrected after the close. */
export async function playFirstRound(
  cast: Cast,
  sample: RoundSample,
  correction: Workbooks,
): Promise<FirstRound> {
  const { parties, plot, say } = cast
  const { analyst } = cast.office
  const round = await issued(cast, sample)
  const counted = await collect(cast, round, parties, sample)
  const asPublished = await figuresOf(analyst, round, counted)
  await keepFigures(analyst, round, 'As first published', 'Every authority is included.')
  await closeRound(analyst, round)
  say(`The round is closed. ${plot.corrected.size} returns are reopened, for a correction.`)

  const correctors = parties.filter(({ authority }) => plot.corrected.has(authority.code))
  const reason = 'You have told us that some of these children were in registered homes on the day.'
  await atOnce(mostAtOnce, correctors, (party) => decide(analyst, round, party, 'reopening', reason))
  const again = await collect(cast, round, correctors, correction)
  const corrected = await figuresOf(analyst, round, new Map([...counted, ...again]))
  const note = `${correctors.length} authorities had counted children in registered homes.`
  await keepFigures(analyst, round, 'Corrected', note)
  return { asPublished, corrected }
}

/** Not everybody is in time, and one return cannot be relied on. Then all is well. */
export async function playSecondRound(
  cast: Cast,
  sample: RoundSample,
  doubtful: Workbooks,
): Promise<SecondRound> {
  const { parties, plot, say } = cast
  const { analyst } = cast.office
  const round = await issued(cast, sample)
  const [inTime, others] = apart(
    parties,
    ({ authority: { code } }) => !plot.late.includes(code) && !plot.unreliable.has(code),
  )
  const counted = await collect(cast, round, inTime, sample)
  const reason =
    'You pay for every one of these homes and give no cost. Ask your finance team, and send it again.'
  for (const party of others.filter(({ authority }) => plot.unreliable.has(authority.code))) {
    await sendReturn(party, requestOf(round, party), await workbookOf(doubtful, party.authority.code))
    await decide(analyst, round, party, 'exclusion', reason)
  }
  const whenDue = await figuresOf(analyst, round, counted)
  await keepFigures(analyst, round, 'On the due date', 'Provisional: not every authority is included.')
  say(
    `The due date is over: ${whenDue.included} of ${whenDue.asked} are included. Now the others send theirs.`,
  )

  const later = await collect(cast, round, others, sample)
  const complete = await figuresOf(analyst, round, new Map([...counted, ...later]))
  await keepFigures(analyst, round, 'Complete', 'Every authority is included.')
  return { whenDue, complete, change: await changeInChildren(analyst, round) }
}

async function issued(
  { office, parties, say }: Cast,
  { collection, referenceDate }: RoundSample,
): Promise<IssuedRound> {
  const codes = parties.map(({ authority }) => authority.code)
  const round = await issueRound(office, collection.id, referenceDate, codes)
  say(`${round.title}: opened, approved by another person, issued to ${codes.length} authorities.`)
  return round
}

/** Returns are sent, checked, explained, signed and accepted. Gives the SHA-256 of each by its authority's code. */
async function collect(
  { office }: Cast,
  round: IssuedRound,
  parties: readonly Party[],
  workbooks: Workbooks,
): Promise<Map<string, string>> {
  const progress = showProgress('Returns accepted', parties.length)
  const accepted = await atOnce(mostAtOnce, parties, async (party) => {
    const { code } = party.authority
    const sent = await sendReturn(party, requestOf(round, party), await workbookOf(workbooks, code))
    await accept(office.analyst, sent)
    progress.step()
    return [code, sent.sha256] as const
  })
  progress.end()
  return new Map(accepted)
}

const decide = (
  { api }: Actor,
  round: IssuedRound,
  party: Party,
  decision: 'reopening' | 'exclusion',
  reason: string,
) => api.post(`/data-requests/${requestOf(round, party)}/${decision}`, { reason }, State)

function requestOf({ dataRequests }: IssuedRound, { authority }: Party): string {
  const dataRequestId = dataRequests.get(authority.code)
  if (dataRequestId === undefined) throw new Error(`${authority.name} was not asked`)
  return dataRequestId
}

function apart<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
