import { readdirSync, readFileSync } from 'node:fs'

/** Watches what the memory of a process and all it started comes to. Only where there is /proc. */
export function watchMemory(root: number): { stop(): number | undefined } {
  let most: number | undefined
  const timer = setInterval(() => {
    const now = megabytesOf(root)
    if (now > 0) most = Math.max(most ?? 0, now)
  }, 100)
  return {
    stop() {
      clearInterval(timer)
      return most
    },
  }
}

function megabytesOf(root: number): number {
  const parents = new Map<number, number>()
  const sizes = new Map<number, number>()
  for (const name of folderOf('/proc')) {
    const status = /^\d+$/.test(name) ? textOf(`/proc/${name}/status`) : ''
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
    if (parent === undefined) continue
    parents.set(Number(name), Number(parent))
    sizes.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
  }
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || belongs(parents.get(pid)))
  return [...sizes].reduce((sum, [pid, size]) => (belongs(pid) ? sum + size : sum), 0)
}

function folderOf(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process has ended meanwhile.
    return ''
  }
}
