import { startProcessPool } from '@rollcall/workbook/process-pool'

// A program of its own for the tests of what becomes of a pool's processes when their parent ends.
const pool = startProcessPool({
  module: new URL('./a-task.ts', import.meta.url),
  processes: 1,
  megabytes: 300,
  seconds: 20,
})

if (process.argv[2] === 'wait') {
  process.send?.(await pool.run({ do: 'say who' }))
  setInterval(() => undefined, 1000)
} else {
  process.stdout.write(`${await pool.run({ do: 'add', a: 1, b: 2 })}\n`)
}
