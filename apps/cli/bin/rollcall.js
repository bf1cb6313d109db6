#!/usr/bin/env node
// Node 24 runs the source as it stands. Started by an older Node, this hands over to the one that came with the packages.
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const main = at('../src/main.ts')
if (Number(process.versions.node.split('.')[0]) >= 24) {
  // As `keepCompiled` does, but before the first of our files, so that Node need not load what strips types.
  module.enableCompileCache(at('../../../node_modules/.cache/compiled'))
  await import(main)
} else {
  const node = at('../../../node_modules/.bin/node')
  const { status, signal } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = signal ? 1 : (status ?? 1)
}
