import { setTimeout as wait } from 'node:timers/promises'

// Somebody who reads one thing after another while others send. A process of its own, so that sending is not what it measures; it reads
// until it is told to stop, and then says how long each answer took.
const [portalUrl = '', authorization = '', ...paths] = process.argv.slice(2)
const took: number[] = []
let stopped = false
process.once('message', () => {
  stopped = true
})
for (let at = 0; !stopped; at++) {
  const asked = performance.now()
  const answer = await fetch(`${portalUrl}${paths[at % paths.length]}`, { headers: { authorization } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${paths[at % paths.length]} was answered with ${answer.status}`)
  took.push(performance.now() - asked)
  await wait(20)
}
process.send?.(took)
process.disconnect()
