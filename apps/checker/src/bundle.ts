import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'

/** The scripts of the page that checks a file before it is sent, each in one piece. */
interface CheckerScripts {
  /** Lets a person choose a file, and shows what was found. */
  readonly page: string
  /** Reads and checks it, in a worker. */
  readonly worker: string
}

// Chrome, Edge and Safari of early 2023, when the last of them came to unpack a workbook, and the Firefox that is supported longest.
const targets = ['chrome111', 'edge111', 'firefox115', 'safari16.4'] as const

const script = (name: string): string => fileURLToPath(new URL(`./browser/${name}.ts`, import.meta.url))

/** Makes the scripts from the source as it stands, in half a second; nothing is written. */
export async function bundleChecker(): Promise<CheckerScripts> {
  try {
    const [page, worker] = await Promise.all([bundleOf('page'), bundleOf('worker')])
    return { page: page.text, worker: worker.text }
  } finally {
    await stop()
  }
}

/** One script, and the files that it is made of. */
export async function bundleOf(name: 'page' | 'worker') {
  const { outputFiles, metafile } = await build({
    entryPoints: [script(name)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['browser'],
    target: [...targets],
    // What a tsconfig.json says is not looked for: there is none in an installation, and the scripts have to be the same everywhere.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    legalComments: 'none',
    plugins: [onlyWhatIsUsedOfZod],
    logLevel: 'silent',
  })
  return { text: outputFiles[0]?.text ?? '', files: Object.keys(metafile.inputs) }
}

// Through the one name `z` comes all of zod, its forty languages too; through its names one by one, only what is used: a third of it.
const onlyWhatIsUsedOfZod: Plugin = {
  name: 'only what is used of zod',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/](?:domain|workbook)[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace("import { z } from 'zod'", "import * as z from 'zod'"),
      loader: 'ts',
    }))
  },
}
