import { z } from 'zod'
import type { Api, SentFile } from './api.ts'
import { explanationOf } from './explanations.ts'
import type { Actor, Party } from './people.ts'
import { until } from './until.ts'

/** A return that is signed: which version, and of which bytes. */
export interface SentReturn {
  readonly dataRequestId: string
  readonly submissionId: string
  readonly sha256: string
}

const Receipt = z.object({ submissionId: z.string(), sha256: z.string() })
const Version = z.object({
  state: z.string(),
  refusal: z.string().nullable(),
  findingCounts: z.array(z.object({ rule: z.string(), severity: z.string() })),
})
const Queries = z.object({ items: z.array(z.object({ rule: z.string() })) })
const Explained = z.object({ explained: z.number(), openQueryCount: z.number() })
const Statement = z.object({ statementOfTruth: z.string() })
const State = z.object({ state: z.string() })

/** One authority's part of a round: its officer sends the workbook and explains what looks odd, and its signatory signs. */
export async function sendReturn(
  { authority, officer, signatory }: Party,
  dataRequestId: string,
  file: SentFile,
): Promise<SentReturn> {
  const path = `/data-requests/${dataRequestId}`
  const { submissionId, sha256 } = await officer.api.send(`${path}/submissions`, file, Receipt)
  const checked = await untilChecked(officer.api, submissionId)
  if (checked.state === 'needs-answers') await explain(officer.api, submissionId)
  else if (checked.state !== 'ready') {
    const rules = checked.findingCounts.map(({ rule }) => rule).join(', ')
    throw new Error(`the return of ${authority.name} is ${checked.state}: ${checked.refusal ?? rules}`)
  }
  const { statementOfTruth: statement } = await signatory.api.get(`${path}/sign-off`, Statement)
  await signatory.api.post(`${path}/sign-off`, { sha256, statement }, State)
  return { dataRequestId, submissionId, sha256 }
}

/** Takes a signed return into the figures: of the version and the bytes that were looked at. */
export async function accept(
  { api }: Actor,
  { dataRequestId, submissionId, sha256 }: SentReturn,
): Promise<void> {
  await api.post(`/data-requests/${dataRequestId}/acceptance`, { submissionId, sha256 }, State)
}

const untilChecked = (api: Api, submissionId: string): Promise<z.infer<typeof Version>> =>
  until('a check', async () => {
    const version = await api.get(`/submissions/${submissionId}`, Version)
    return version.state === 'received' || version.state === 'checking' ? undefined : version
  })

async function explain(api: Api, submissionId: string): Promise<void> {
  const path = `/submissions/${submissionId}`
  const { items } = await api.get(`${path}/findings?severity=query&explained=false&limit=500`, Queries)
  const rules = [...new Set(items.map(({ rule }) => rule))]
  const explanations = rules.map((rule) => ({ rule, text: explanationOf(rule) }))
  await api.post(`${path}/explanations`, { explanations }, Explained)
}
