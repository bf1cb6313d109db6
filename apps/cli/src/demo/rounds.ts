import { type CalendarDate, day, inWords, shift } from '@rollcall/domain/calendar-date'
import { today } from '@rollcall/platform/clock'
import { z } from 'zod'
import type { Actor, Office } from './people.ts'
import { until } from './until.ts'

/** A round that is issued, with the data request of each authority by its code. */
export interface IssuedRound {
  readonly roundId: string
  readonly title: string
  readonly dataRequests: ReadonlyMap<string, string>
}

const Round = z.object({ roundId: z.string(), revision: z.number() })
const Requests = z.object({
  items: z.array(z.object({ dataRequestId: z.string(), authority: z.object({ code: z.string() }) })),
})
const Snapshot = z.object({ snapshotId: z.string() })
const Done = z.unknown()

/** Opens a round of the past, has another person approve it, and issues it. */
export async function issueRound(
  { analyst, approver }: Office,
  collectionId: string,
  referenceOn: CalendarDate,
  authorities: readonly string[],
): Promise<IssuedRound> {
  const year = referenceOn.slice(0, 4)
  const title = `Illegal children’s homes, ${inWords(referenceOn)}`
  const { roundId, revision } = await analyst.api.post(
    '/rounds',
    {
      ...{ collectionId, title, referenceOn, authorities },
      issueOn: day(`${year}-09-02`),
      dueOn: day(`${year}-10-11`),
      // The portal itself closes a round on the day after this, and the demonstration closes its rounds itself.
      closesOn: shift(day(today(new Date())), { months: 1 }),
      contact: 'data.requests@office.example',
    },
    Round,
  )
  await approver.api.post(`/rounds/${roundId}/approval`, { revision }, Done)
  await analyst.api.post(`/rounds/${roundId}/issue`, {}, Done)
  const { items } = await analyst.api.get(`/rounds/${roundId}/data-requests?limit=500`, Requests)
  return {
    ...{ roundId, title },
    dataRequests: new Map(items.map(({ dataRequestId, authority }) => [authority.code, dataRequestId])),
  }
}

export async function closeRound({ api }: Actor, { roundId }: IssuedRound): Promise<void> {
  await api.post(`/rounds/${roundId}/closure`, {}, Done)
}

/** Keeps the figures of a round for ever as they are now. */
export async function keepFigures(
  { api }: Actor,
  { roundId }: IssuedRound,
  label: string,
  note: string,
): Promise<void> {
  await api.post(`/rounds/${roundId}/snapshots`, { label, note }, Snapshot)
}

const Figure = z.object({
  id: z.string(),
  breakdown: z.record(z.string(), z.union([z.string(), z.number()])),
  label: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
})
const Figures = z.object({
  hash: z.string().nullable(),
  figures: z.array(Figure),
  coverage: z.object({
    asked: z.number(),
    included: z.number(),
    notIncluded: z.record(z.string(), z.array(z.string())),
  }),
  provenance: z
    .object({ submissions: z.array(z.object({ authority: z.string(), sha256: z.string() })) })
    .nullable(),
})

/** The national figures of a round at one time, and who is in them. */
export interface Standing {
  readonly hash: string
  readonly asked: number
  readonly included: number
  /** The codes of those who are not in, by what became of them. */
  readonly notIncluded: Readonly<Record<string, readonly string[]>>
  /** A figure of England, or of one of its groups in the words of the collection. */
  figure(id: string, group?: string): z.infer<typeof Figure> | undefined
}

/** The figures as soon as they are made from these returns and no others: the SHA-256 of each by its authority's code. */
export async function figuresOf(
  { api }: Actor,
  { roundId }: IssuedRound,
  counted: ReadonlyMap<string, string>,
): Promise<Standing> {
  const path = `/rounds/${roundId}/figures`
  return await until('figures', async () => {
    const { hash, provenance, coverage, figures } = await api.get(`${path}?by=`, Figures)
    if (hash === null || provenance === null || !areThese(provenance.submissions, counted)) return undefined
    const byAge = await api.get(`${path}?figure=children&by=age_band`, Figures)
    const all = [...figures, ...byAge.figures]
    return {
      ...coverage,
      hash,
      figure: (id, group = 'England') => all.find((one) => one.id === id && one.label === group),
    }
  })
}

function areThese(
  submissions: readonly { readonly authority: string; readonly sha256: string }[],
  counted: ReadonlyMap<string, string>,
): boolean {
  return (
    submissions.length === counted.size &&
    submissions.every(({ authority, sha256 }) => counted.get(authority) === sha256)
  )
}

const Change = z.object({
  authorities: z.array(z.string()),
  changes: z.array(
    z.object({
      ...{ id: z.string(), breakdown: z.record(z.string(), z.unknown()) },
      ...{ before: z.number().nullable(), now: z.number().nullable() },
      ...{ change: z.number().nullable(), percentage: z.number().nullable() },
    }),
  ),
})

/** How the number of children changed since the round before, over the authorities that are in both. */
export async function changeInChildren({ api }: Actor, { roundId }: IssuedRound) {
  const { authorities, changes } = await api.get(`/rounds/${roundId}/change`, Change)
  const children = changes.find(
    ({ id, breakdown }) => id === 'children' && Object.keys(breakdown).length === 0,
  )
  return { authorities: authorities.length, children }
}
