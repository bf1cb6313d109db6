import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '@rollcall/collections/sample/random'
import type { ApiClient } from '../support/api-client.ts'
import { type FilesOfAuthority, sha256Of } from './files.ts'

interface Receipt {
  readonly submissionId: string
  readonly version: number
  readonly sha256: string
  readonly byteCount: number
  readonly receivedAt: string
  readonly checkCode: string
}

/** One version that was sent, and the receipt where it was ever shown. */
export interface Sent {
  /** Nothing for a nil return. */
  readonly file: Uint8Array | undefined
  readonly receipt: Receipt | undefined
}

/** What one authority and the office did about one return: each thing once, as they know it. */
export interface Chronicle {
  readonly code: string
  readonly dataRequestId: string
  readonly officer: ApiClient
  readonly sent: Sent[]
  /** What was done, as the record calls it. */
  readonly done: string[]
  /** How the last turn has left the return. */
  standing: 'accepted' | 'excluded' | undefined
}

export interface Cast {
  readonly officer: ApiClient
  readonly signatory: ApiClient
  readonly analyst: ApiClient
  readonly files: FilesOfAuthority
  readonly random: Random
}

interface DataRequest {
  readonly dataRequestId: string
  readonly state: string
  readonly newestVersion: { readonly submissionId: string; readonly state: string } | null
}

const turns = ['sent', 'sent', 'mended', 'noise', 'nil', 'sent twice', 'excluded'] as const

/** Lives the life of one return, turn after turn, until it is told that time is up. It is then accepted, or excluded. */
export async function live(cast: Cast, roundId: string, isOver: () => boolean): Promise<Chronicle> {
  const { officer, random } = cast
  const { items } = await officer.get<{ items: DataRequest[] }>(`/api/v1/data-requests?roundId=${roundId}`)
  const dataRequestId = items[0]?.dataRequestId
  if (dataRequestId === undefined) throw new Error(`${cast.files.code} was not asked`)
  const chronicle: Chronicle = {
    ...{ code: cast.files.code, dataRequestId, officer },
    ...{ sent: [], done: [], standing: undefined },
  }
  do {
    await takeTurn(actsOf(cast, chronicle), cast, chronicle)
  } while (!isOver() || random.chance(0.1))
  return chronicle
}

async function takeTurn(acts: Acts, { random, files }: Cast, chronicle: Chronicle): Promise<void> {
  const turn = random.pick(turns)
  if (chronicle.standing === 'accepted')
    await acts.office('reopening', 'return reopened', 'It was asked for.')
  chronicle.standing = undefined
  if (turn === 'nil') await acts.declareNil()
  else {
    // More than one piece of it, so that it is stored bit by bit.
    if (turn === 'noise') await acts.send(randomBytes(1_500_000))
    if (turn === 'mended') await acts.send(files.mistaken)
    if (turn === 'sent twice') await acts.send(random.pick(files.good))
    await acts.send(random.pick(files.good))
  }
  await acts.seeThrough()
  await acts.office('acceptance', 'return accepted')
  chronicle.standing = 'accepted'
  if (turn !== 'excluded') return
  await acts.office('exclusion', 'return excluded', 'It cannot be relied on.')
  chronicle.standing = 'excluded'
}

type Acts = ReturnType<typeof actsOf>

/** What is done about one return, each thing noted once it is known to be done. */
function actsOf({ officer, signatory, analyst, files, random }: Cast, chronicle: Chronicle) {
  const { dataRequestId, sent, done } = chronicle
  const request = `/api/v1/data-requests/${dataRequestId}`
  // Some hang up before the portal can have answered, and ask again.
  const how = () => (random.chance(0.15) ? { impatientMs: random.whole(1, 40) } : {})

  async function send(file: Uint8Array): Promise<void> {
    const receipt = await officer.upload<Receipt>(`${request}/submissions`, file, how())
    sent.push({ file, receipt })
    done.push('workbook submitted')
  }

  /** Does whatever the newest version needs next; false once it is signed. */
  async function next(): Promise<boolean> {
    const { newestVersion } = await officer.get<DataRequest>(request)
    if (newestVersion === null) throw new Error('nothing was sent')
    const { submissionId, state } = newestVersion
    if (state === 'signed') return false
    if (state === 'must-fix' || state === 'refused') await send(random.pick(files.good))
    else if (state === 'needs-answers') await explain(submissionId)
    else if (state === 'ready') await sign()
    else await wait(50)
    return true
  }

  async function explain(submissionId: string): Promise<void> {
    const open = 'severity=query&explained=false&limit=500'
    const { items } = await officer.get<{ items: { rule: string }[] }>(
      `/api/v1/submissions/${submissionId}/findings?${open}`,
    )
    const rules = [...new Set(items.map(({ rule }) => rule))]
    const explanations = rules.map((rule) => ({ rule, text: 'It is so.' }))
    await officer.post(`/api/v1/submissions/${submissionId}/explanations`, { explanations }, how())
    done.push('findings explained')
  }

  async function sign(): Promise<void> {
    const { statementOfTruth: statement } = await signatory.get<{ statementOfTruth: string }>(
      `${request}/sign-off`,
    )
    const { items } = await signatory.get<{ items: { sha256: string }[] }>(`${request}/submissions`)
    await signatory.post(`${request}/sign-off`, { sha256: items[0]?.sha256, statement }, how())
    done.push('return signed off')
  }

  return {
    send,
    async declareNil() {
      const receipt = await officer.post<Receipt>(`${request}/nil-return`, undefined, how())
      sent.push({ file: undefined, receipt })
      done.push('nil return declared')
    },
    async seeThrough() {
      for (const until = performance.now() + 180_000; await next(); ) {
        if (performance.now() > until) throw new Error(`the return of ${files.code} does not get on`)
      }
    },
    async office(act: 'acceptance' | 'exclusion' | 'reopening', recorded: string, reason?: string) {
      await analyst.post(`${request}/${act}`, reason === undefined ? {} : { reason }, how())
      done.push(recorded)
    },
  }
}

/** Of the version that the last turn has ended with. */
export const sha256Sent = ({ file, receipt }: Sent): string | undefined =>
  file ? sha256Of(file) : receipt?.sha256
