import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A file that pages ask for. Its address changes with it, so that it can be kept for ever. */
export interface Asset {
  readonly path: string
  readonly type: string
  readonly content: string
}

const require = createRequire(import.meta.url)
const designSystemFolder = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk')
const own = (name: string): string => readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8')
const theirs = (name: string): string =>
  readFileSync(join(designSystemFolder, name), 'utf8').replace(/\/[/*]# sourceMappingURL=.*$/m, '')

function asset(name: string, ending: 'css' | 'js' | 'svg', content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${ending}`, type: types[ending], content }
}

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The design system's own, without what only GOV.UK itself may show: its typeface and its crest. */
const designSystemStyles = theirs('govuk-frontend.min.css')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replaceAll('GDS Transport,', '')
  .replace(/[\w-]+:[^;}]*url\([^)]*\)[^;}]*;?/g, '')

const designSystem = asset('govuk-frontend', 'js', theirs('govuk-frontend.min.js'))

export const assets = {
  stylesheet: asset('portal', 'css', `${designSystemStyles}\n${own('portal.css')}`),
  designSystem,
  script: asset('portal', 'js', own('portal.js').replace("'govuk-frontend'", `'${designSystem.path}'`)),
  icon: asset('icon', 'svg', own('icon.svg')),
} as const satisfies Record<string, Asset>
