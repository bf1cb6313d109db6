import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { measure } from './race.ts'
import { python } from './subject-process.ts'

/** How much is measured. */
export interface Sizes {
  readonly rows: readonly [small: number, middle: number, large: number]
  readonly stressRows: number
  readonly manyReturns: number
  readonly hostileRows: number
  readonly templateRows: number
}

/** Where the measurements are made: the files, and what other programs there are to compare with. */
export interface Workplace {
  readonly folder: string
  readonly sizes: Sizes
  readonly has: { readonly pandas: boolean; readonly libreOffice: boolean }
  /** Makes a file in a process of its own. */
  make(what: string, input: object): Promise<void>
  say(what: string): void
}

export function openWorkplace(folder: string, sizes: Sizes): Workplace {
  return {
    folder,
    sizes,
    has: {
      pandas: runs(python, ['-c', 'import openpyxl, pandas']),
      libreOffice: runs('soffice', ['--version']),
    },
    async make(what, input) {
      await measure({ does: ['files', what], input: { folder, ...input } }, { runs: 1, warmUps: 0 })
    },
    say: (what) => void process.stderr.write(`${what}\n`),
  }
}

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Saves a workbook again with LibreOffice, so that it is as a spreadsheet program writes it. Says whether it did. */
export async function savedByLibreOffice({ folder, has }: Workplace, name: string): Promise<boolean> {
  if (!has.libreOffice) return false
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const saved = join(folder, 'saved')
  const args = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, join(folder, name)]
  await promisify(execFile)('soffice', args)
  if (!existsSync(join(saved, name))) return false
  await rename(join(saved, name), join(folder, name))
  return true
}
