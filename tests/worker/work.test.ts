import { jobs } from '@rollcall/actions/jobs'
import { calendar } from '@rollcall/worker/calendar'
import { workOf } from '@rollcall/worker/work'
import { expect, test } from 'vitest'

const all = Object.values(jobs)

test('every job there is, is done by some action, and by one', () => {
  const done = workOf({ checksAtOnce: 1 }).map(({ name }) => name)
  expect(done.toSorted()).toEqual(all.map(({ name }) => name).toSorted())
})

test('every job of the calendar is one that needs to be told nothing', () => {
  for (const { job } of calendar) {
    expect(all.find(({ name }) => name === job.name)?.input.safeParse({}).success).toBe(true)
  }
})
