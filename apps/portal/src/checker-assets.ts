import { bundleChecker } from '@rollcall/checker/bundle'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { type Asset, asset } from './assets.ts'
import type { Content } from './send-asset.ts'

export interface CheckerAssets {
  readonly page: Asset
  readonly worker: Asset
}

let made: Promise<CheckerAssets> | undefined

/** The scripts that check a file in a browser: made for whoever asks first. */
export function checkerAssets(): Promise<CheckerAssets> {
  made ??= make().catch((error: unknown) => {
    made = undefined
    throw error
  })
  return made
}

async function make(): Promise<CheckerAssets> {
  const { page, worker } = await bundleChecker()
  return { page: asset('check-page', 'js', page), worker: asset('check-worker', 'js', worker) }
}

const asked = new WeakMap<FrozenCollection, Content>()

/** What a round asks, as a script: a page that may fetch nothing may still be made of scripts. */
export function askedScript(frozen: FrozenCollection): Content {
  const { collection, authorities, referenceDate } = frozen
  const known = asked.get(frozen)
  const script = known ?? {
    type: 'text/javascript; charset=utf-8',
    content: `export const asked = ${JSON.stringify({ collection, authorities, referenceDate })}`,
  }
  asked.set(frozen, script)
  return script
}
