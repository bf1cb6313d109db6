import '@rollcall/domain/without-eval'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { lastRoundFrom } from '@rollcall/domain/last-round'
import { relaxReturn } from '@rollcall/domain/relaxation'
import { limits } from '@rollcall/workbook/limits'
import { runsOutOfMemory } from '@rollcall/workbook/process-messages'
import { readAndCheck } from '@rollcall/workbook/read-and-check'
import { Refusal } from '@rollcall/workbook/refusal'
import type { Asked, FromWorker, Outcome, ToWorker } from './messages.ts'

// Reads and checks one file after another, apart from the page, so that it can be ended at any time. Its policy lets it load nothing.

const tellEvery = 200
/** A browser whose memory is used up takes the page with it and says nothing. The server comes to the end of its own at about as many. */
const mostFindings = 200_000

let check: ((bytes: Uint8Array) => Promise<Outcome>) | undefined

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'check') {
    void checkFile(data.file).then(tell)
    return
  }
  check = checkAgainst(data.asked)
  tell({ kind: 'ready' })
})

const tell = (message: FromWorker): void => postMessage(message)

function checkAgainst({
  frozen,
  authority,
  lastReturn,
  relaxed,
}: Asked): (bytes: Uint8Array) => Promise<Outcome> {
  const compiledOn = (on: typeof frozen.referenceDate) =>
    compileCollection(frozen.collection, frozen.authorities, on)
  const compiled = compiledOn(frozen.referenceDate)
  const lastRound = lastReturn ? lastRoundFrom(lastReturn, compiledOn(lastReturn.referenceDate)) : undefined
  return async (bytes) => {
    const watch = { takeRow: rowTeller(), takeFinding: findingCounter() }
    const checked = await readAndCheck(bytes, compiled, { authority, lastRound, ...watch })
    return { kind: 'checked', checked: relaxReturn(checked, relaxed) }
  }
}

/** Says now and then how many rows have been read. */
function rowTeller(): () => void {
  let rows = 0
  let toldAt = performance.now()
  return () => {
    rows++
    if (rows % 50 !== 0 || performance.now() - toldAt < tellEvery) return
    toldAt = performance.now()
    tell({ kind: 'reading', rows })
  }
}

function findingCounter(): () => void {
  let findings = 0
  return () => {
    if (++findings > mostFindings) throw new Refusal('too-much-memory')
  }
}

async function checkFile(file: Blob): Promise<Outcome> {
  try {
    // The reader says so too, but only of what is in memory already.
    if (file.size > limits.uploadBytes) throw new Refusal('too-big')
    const bytes = new Uint8Array(await file.arrayBuffer())
    return check ? await check(bytes) : { kind: 'failed' }
  } catch (error) {
    return outcomeOf(error)
  }
}

function outcomeOf(error: unknown): Outcome {
  const refusal = runsOutOfMemory(error) ? new Refusal('too-much-memory') : error
  if (refusal instanceof Refusal) {
    const { code, message } = refusal
    return { kind: 'refused', code, message }
  }
  if (error instanceof DOMException && /^Not(?:Readable|Found)Error$/.test(error.name))
    return { kind: 'lost' }
  return { kind: 'failed' }
}
