#!/usr/bin/env node
// Node 24 runs the source as it stands. Started by an older Node, this hands over to the one that came with the packages.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
if (Number(process.versions.node.split('.')[0]) >= 24) await import(main)
else {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
  const { status, signal } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = signal ? 1 : (status ?? 1)
}
