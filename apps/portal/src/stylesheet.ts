import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('../assets/portal.css', import.meta.url), 'utf8')
const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The portal's own stylesheet. Its address changes with it, so that it can be kept for ever. */
export const stylesheet = { path: `/assets/portal-${hash}.css`, text } as const
