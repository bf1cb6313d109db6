import { counted } from '@rollcall/domain/text'
import { z } from 'zod'
import { showProgress } from '../terminal.ts'
import type { SentFile } from './api.ts'
import { atOnce } from './at-once.ts'
import type { Actor, Office, Party } from './people.ts'
import { type Plot, withoutCosts } from './plot.ts'
import {
  changeInChildren,
  closeRound,
  figuresOf,
  type IssuedRound,
  issueRound,
  keepFigures,
  type Standing,
} from './rounds.ts'
import { changedFile, type RoundSample } from './samples.ts'
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
export async function playFirstRound(cast: Cast, sample: RoundSample): Promise<FirstRound> {
  const { office, plot, say } = cast
  const { analyst } = office
  const round = await issued(cast, sample)
  const books = new Map(await collect(cast, round, sample, cast.parties, sample.file))
  const asPublished = await figuresOf(analyst, round, books)
  await keepFigures(analyst, round, 'As first published', 'Every authority is included.')
  await closeRound(analyst, round)
  say(`The round is closed. ${counted(plot.corrected.length, 'return')} reopened, for a correction.`)

  const correctors = those(
    cast,
    plot.corrected.map(({ code }) => code),
  )
  await atOnce(mostAtOnce, correctors, (party) =>
    decide(analyst, round, party, 'reopening', 'Some of these children were in registered homes on the day.'),
  )
  const changed = new Map(plot.corrected.map((one) => [one.code, one.changed]))
  const again = await collect(cast, round, sample, correctors, (code) =>
    changedFile(sample, found(changed, code)),
  )
  for (const [code, sha256] of again) books.set(code, sha256)
  const corrected = await figuresOf(analyst, round, books)
  await keepFigures(
    analyst,
    round,
    'Corrected',
    'Three authorities had counted children in registered homes.',
  )
  return { asPublished, corrected }
}

/** Not everybody is in time, and one return cannot be relied on; then all is well. */
export async function playSecondRound(cast: Cast, sample: RoundSample): Promise<SecondRound> {
  const { office, parties, plot, say } = cast
  const { analyst } = office
  const round = await issued(cast, sample)
  const late = new Set(plot.late)
  const inTime = parties.filter(({ authority }) => !late.has(authority.code))
  const isUnreliable = ({ authority }: Party) => authority.code === plot.unreliable
  const doubted = withoutCosts(found(sample.returns, plot.unreliable))

  const [books] = await Promise.all([
    collect(
      cast,
      round,
      sample,
      inTime.filter((party) => !isUnreliable(party)),
      sample.file,
    ),
    atOnce(1, inTime.filter(isUnreliable), async (party) => {
      await sendReturn(party, requestOf(round, party), await changedFile(sample, doubted))
      const reason =
        'You pay for every one of these homes, and give no cost. Ask your finance team and send it again.'
      await decide(analyst, round, party, 'exclusion', reason)
    }),
  ])
  const whenDue = await figuresOf(analyst, round, books)
  await keepFigures(analyst, round, 'On the due date', 'Provisional: not every authority is included.')
  say(`The due date is over: ${whenDue.included} of ${whenDue.asked} included. Now the others.`)

  const others = parties.filter(({ authority }) => !books.has(authority.code))
  for (const [code, sha256] of await collect(cast, round, sample, others, sample.file))
    books.set(code, sha256)
  const complete = await figuresOf(analyst, round, books)
  await keepFigures(analyst, round, 'Complete', 'Every authority is included.')
  return { whenDue, complete, change: await changeInChildren(analyst, round) }
}

async function issued({ office, parties, say }: Cast, { collection, referenceDate }: RoundSample) {
  const codes = parties.map(({ authority }) => authority.code)
  const round = await issueRound(office, collection.id, referenceDate, codes)
  say(
    `Round ${referenceDate.slice(0, 4)} is opened, approved by another person and issued to ${codes.length} authorities.`,
  )
  return round
}

/** Returns are sent, checked, explained, signed and accepted. Gives the SHA-256 of each by its authority's code. */
async function collect(
  { office }: Cast,
  round: IssuedRound,
  { referenceDate }: RoundSample,
  parties: readonly Party[],
  fileOf: (code: string) => Promise<SentFile>,
): Promise<Map<string, string>> {
  const progress = showProgress(`Returns of ${referenceDate.slice(0, 4)} accepted`, parties.length)
  const accepted = await atOnce(mostAtOnce, parties, async (party) => {
    const sent = await sendReturn(party, requestOf(round, party), await fileOf(party.authority.code))
    await accept(office.analyst, sent)
    progress.step()
    return [sent.code, sent.sha256] as const
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

const requestOf = ({ dataRequests }: IssuedRound, { authority }: Party): string =>
  found(dataRequests, authority.code)

const those = ({ parties }: Cast, codes: readonly string[]): Party[] =>
  parties.filter(({ authority }) => codes.includes(authority.code))

function found<Value>(values: ReadonlyMap<string, Value>, code: string): Value {
  const value = values.get(code)
  if (value === undefined) throw new Error(`the authority ${code} is not in the demonstration`)
  return value
}
