import { readdirSync, readFileSync } from 'node:fs'

/** Watches what the memory of a process and all it started comes to; what they share is counted once. Only where there is /proc. */
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
  const [own, shared] = [new Map<number, number>(), new Map<number, number>()]
  for (const name of folderOf('/proc')) {
    const status = /^\d+$/.test(name) ? textOf(`/proc/${name}/status`) : ''
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
    if (parent === undefined) continue
    parents.set(Number(name), Number(parent))
    const megabytes = (what: string) =>
      Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
    shared.set(Number(name), megabytes('RssShmem'))
    own.set(Number(name), megabytes('VmRSS') - megabytes('RssShmem'))
  }
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || belongs(parents.get(pid)))
  const those = [...parents.keys()].filter(belongs)
  const ownSum = those.reduce((sum, pid) => sum + (own.get(pid) ?? 0), 0)
  return ownSum + Math.max(0, ...those.map((pid) => shared.get(pid) ?? 0))
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
