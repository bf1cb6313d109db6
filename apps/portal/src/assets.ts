import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stylesOf } from './styles-of.ts'

/** A file that pages ask for. Its address changes with it, so that it can be kept for ever. */
export interface Asset {
  readonly path: string
  readonly type: string
  readonly content: string
}

const require = createRequire(import.meta.url)
const folderOf = (packageName: string): string => dirname(require.resolve(`${packageName}/package.json`))
const theirs = (path: string): string =>
  readFileSync(path, 'utf8').replace(/\/[/*]# sourceMappingURL=.*$/m, '')
const designSystemFolder = join(folderOf('govuk-frontend'), 'dist/govuk')

const text = (url: URL): string => readFileSync(url, 'utf8')
const own = {
  stylesheet: text(new URL('../assets/portal.css', import.meta.url)),
  script: text(new URL('../assets/portal.js', import.meta.url)),
  sessionWarning: text(new URL('../assets/session-warning.js', import.meta.url)),
  sending: text(new URL('../assets/sending.js', import.meta.url)),
  checking: text(new URL('../assets/checking.js', import.meta.url)),
  live: text(new URL('../assets/live.js', import.meta.url)),
  comparing: text(new URL('../assets/comparing.js', import.meta.url)),
  icon: text(new URL('../assets/icon.svg', import.meta.url)),
}

/** The address has a hash of the content in it. */
export function asset(name: string, ending: 'css' | 'js' | 'svg', content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${ending}`, type: types[ending], content }
}

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The design system's own, without what only GOV.UK itself may show: its typeface and its crest. */
const designSystemStyles = withoutTheirMarks(theirs(join(designSystemFolder, 'govuk-frontend.min.css')))

/** Of what the Ministry of Justice has added to it, only the components that pages use. */
const addedStyles = withoutTheirMarks(
  stylesOf(
    theirs(join(folderOf('@ministryofjustice/frontend'), 'moj/moj-frontend.min.css')),
    /\.moj-(?:timeline(?!__document)|sub-navigation)/,
  ),
)

function withoutTheirMarks(styles: string): string {
  return styles
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,', '')
    .replace(/[\w-]+:[^;}]*url\([^)]*\)[^;}]*;?/g, '')
}

const designSystem = asset('govuk-frontend', 'js', theirs(join(designSystemFolder, 'govuk-frontend.min.js')))

const sessionWarning = asset('session-warning', 'js', own.sessionWarning)

function withDesignSystem(script: string): string {
  return script.replace("'govuk-frontend'", `'${designSystem.path}'`)
}

export const assets = {
  stylesheet: asset('portal', 'css', `${designSystemStyles}\n${addedStyles}\n${own.stylesheet}`),
  designSystem,
  script: asset(
    'portal',
    'js',
    withDesignSystem(own.script).replace("'./session-warning.js'", `'${sessionWarning.path}'`),
  ),
  sessionWarning,
  sending: asset('sending', 'js', withDesignSystem(own.sending)),
  checking: asset('checking', 'js', own.checking),
  live: asset('live', 'js', own.live),
  comparing: asset('comparing', 'js', own.comparing),
  icon: asset('icon', 'svg', own.icon),
} as const satisfies Record<string, Asset>
