// Waits on the page of a version until it is checked, or of a rehearsal until it is done. Without script the page is asked for again every few seconds.
const { at, finished, see } = document.getElementById('checking').dataset
const until = performance.now() + 15 * 60_000

/** Whether the check is over; asked again after a while where nobody answers. */
async function isOver() {
  try {
    const answer = await fetch(at)
    // Whoever is signed out meanwhile is told so by the page itself.
    if (answer.status === 401) return true
    const { state } = await answer.json()
    return answer.ok && !['received', 'checking', 'waiting'].includes(state)
  } catch {
    return false
  }
}

async function look(pause) {
  if (await isOver()) return finish()
  if (performance.now() < until) setTimeout(look, pause, Math.min(pause * 1.2, 10_000))
}

/** Whoever is somewhere on the page by keyboard is not thrown back to its top. */
function finish() {
  if (document.activeElement === document.body || document.activeElement === null) return location.reload()
  for (const id of ['check-words', 'check-status']) document.getElementById(id).textContent = finished
  document.getElementById('look').textContent = see
}

setTimeout(look, 1000, 1000)
