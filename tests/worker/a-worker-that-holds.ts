import { aJob, aWorker, doing } from './a-worker.ts'

// A worker in a process of its own, to be killed: it takes one job and never lets go. Told its job and its store as arguments.
const [name = '', databaseUrl = '', redisUrl] = process.argv.slice(2)

await aWorker({
  urls: { databaseUrl, redisUrl },
  deadAfterMs: 1000,
  work: [
    doing(aJob(name), async () => {
      process.stdout.write('holding\n')
      await new Promise(() => undefined)
    }),
  ],
})
