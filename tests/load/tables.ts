import { shown, table, times } from '../bench/table.ts'
import type { Measured } from './load.ts'
import type { Quantiles } from './quantiles.ts'
import type { Store } from './stage.ts'

type Found = ReadonlyMap<Store, Measured>

export function loadTables(found: Found, authorities: number): Record<string, string> {
  return {
    'load goals': goals(found, authorities),
    'load waiting': waiting(found, authorities),
    'load receiving': receiving(found),
    'load memory': memory(found),
    'load jobs': jobs(found),
  }
}

const storeNames: Record<Store, string> = { postgres: 'jobs in Postgres', redis: 'jobs in Redis' }

function goals(found: Found, authorities: number): string {
  const rows = [...found].flatMap(([store, { rush, bare, jobs }]) =>
    [
      atMost(`${authorities} receipts at once, 19 in 20`, rush.receipts.p95, 500, 'ms'),
      atMost('every result after all have sent', rush.lastChecked, 60, 'seconds'),
      atMost('reading other things meanwhile, 19 in 20', rush.others.p95, 100, 'ms'),
      atMost('a return accepted to the national figures', rush.counted.most / 1000, 2, 'seconds'),
      atLeast(
        '2 MB sealed and stored, beside receiving it',
        bare.large.half / bare.largeByPortal.half,
        0.3,
        '×',
      ),
      atLeast('jobs done', jobs.perSecond, 1200, 'a second'),
      atMost('adding a job, 99 in 100', jobs.add.p99, 10, 'ms'),
    ].map(([what = '', ...rest]) => [`${what}, ${storeNames[store]}`, ...rest]),
  )
  return table(['', 'goal', 'found', 'met'], rows)
}

const atMost = (what: string, found: number, limit: number, unit: string) => [
  what,
  `at most ${shown(limit)} ${unit}`,
  `${shown(found)} ${unit}`,
  found <= limit ? 'yes' : '**no**',
]
const atLeast = (what: string, found: number, limit: number, unit: string) => [
  what,
  `at least ${shown(limit)} ${unit}`,
  `${shown(found)} ${unit}`,
  found >= limit ? 'yes' : '**no**',
]

const spread = ({ half, p95, p99, most }: Quantiles) => [half, p95, p99, most].map(shown)

function waiting(found: Found, authorities: number): string {
  const rows = [...found].flatMap(([store, { rush, bare }]) => [
    [`**receipts of ${authorities} uploads at once**, ${storeNames[store]}`, ...spread(rush.receipts)],
    ['the same files by a program that keeps nothing', ...spread(bare.receipts)],
    [`reading other things until the last result, ${storeNames[store]}`, ...spread(rush.others)],
    [`one return accepted, to the national figures, ${storeNames[store]}`, ...spread(rush.counted)],
  ])
  const seconds = [...found].map(
    ([store, { rush }]) =>
      `With ${storeNames[store]} the last result was there after ${shown(rush.lastChecked)} seconds, and figures of all the returns but ten ${shown(rush.allCounted)} seconds after the first of them was accepted.`,
  )
  return `${table(['ms', 'half the time', '19 in 20', '99 in 100', 'at most'], rows)}\n\n${seconds.join(' ')}`
}

function receiving(found: Found): string {
  const rows = [...found].map(([store, { bare }]) => [
    `2 MB, sealed and stored, ${storeNames[store]}`,
    shown(bare.largeByPortal.half),
    shown(bare.largeByPortal.p95),
    shown(bare.large.half),
    shown(bare.large.p95),
    times(bare.large.half / bare.largeByPortal.half),
  ])
  return table(
    ['', 'ms, half the time', '19 in 20', 'only received, ms', '19 in 20', 'as fast as receiving'],
    rows,
  )
}

function memory(found: Found): string {
  const rows = [...found].map(([store, { rush }]) => [
    storeNames[store],
    ...[rush.memory.portal, rush.memory.worker, rush.memory.postgres].map(shown),
  ])
  return table(['peak MB', 'portal', 'worker and its checks', 'Postgres'], rows)
}

function jobs(found: Found): string {
  const rows = [...found].map(([store, { jobs }]) => [
    storeNames[store],
    shown(jobs.add.half),
    shown(jobs.add.p99),
    shown(jobs.perSecond),
    shown(jobs.wholeWayPerSecond),
  ])
  return table(
    [
      '',
      'adding one, ms',
      '99 in 100',
      'done a second, BullMQ alone',
      'a second, from asked for to marked as done',
    ],
    rows,
  )
}
