import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url))

/**
 * Keeps the code that this process loads from here on as it is once compiled, beside the packages: a process then starts in half the
 * time. Where nothing may be written nothing is kept.
 */
export function keepCompiled(): void {
  enableCompileCache(folder)
}

/** What a process of ours is told, so that it keeps its code where this one does. */
export function keptCompiled(): { readonly NODE_COMPILE_CACHE?: string } {
  const kept = getCompileCacheDir()
  return kept === undefined ? {} : { NODE_COMPILE_CACHE: kept }
}
