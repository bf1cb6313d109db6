// Keeps a page of a round up to date: whenever the portal says that something has changed, the page is asked for again, and what differs in it is put in place.
const state = document.getElementById('live')
const [words, button] = [state.querySelector('p'), state.querySelector('button')]
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ hour: 'numeric', minute: '2-digit', hour12: true },
})
const paused = 'rollcall-live-paused'

let { mark } = state.dataset
let stream
/** The mark that the page is being brought up to. */
let wanted
let isReading = false

function say(text) {
  if (words.textContent !== text) words.textContent = text
}

function listen() {
  if (stream || document.hidden || sessionStorage.getItem(paused)) return
  stream = new EventSource(state.dataset.changes)
  stream.addEventListener('mark', ({ data }) => {
    wanted = data
    void bringUpToDate()
  })
  stream.addEventListener('error', () => {
    // A browser tries again by itself, unless it was refused.
    if (stream?.readyState !== EventSource.CLOSED) return
    stop()
    say('This page no longer updates by itself. Load it again to see what has changed.')
    button.hidden = true
  })
}

function stop() {
  stream?.close()
  stream = undefined
}

async function bringUpToDate() {
  if (isReading || wanted === mark) return
  isReading = true
  const began = performance.now()
  const next = wanted
  try {
    const answer = await fetch(location.href, { headers: { 'x-rollcall': 'by-itself' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // Any other page says that one is signed out, or that something is wrong: loading it will tell.
    if (answer.ok && page.getElementById('live')) {
      mark = next
      if (replaceParts(page)) say(`Updated at ${clock.format(new Date()).replace(/\s/, '')}.`)
    }
  } catch {
    // The line is broken. The next mark tries again.
  }
  isReading = false
  // A large round is not read all the time.
  const rest = Math.max(500, 5 * (performance.now() - began))
  if (wanted !== mark) setTimeout(bringUpToDate, rest)
}

/** Says whether anything was put in place. */
function replaceParts(page) {
  let hasChanged = false
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`)
    if (fresh && replace(part, fresh)) hasChanged = true
  }
  return hasChanged
}

function replace(part, fresh) {
  // What somebody has opened stays open.
  for (const [at, { open }] of part.querySelectorAll('details').entries())
    fresh.querySelectorAll('details')[at]?.toggleAttribute('open', open)
  if (fresh.innerHTML === part.innerHTML) return false
  const focused = part.contains(document.activeElement) && placeOf(part, document.activeElement)
  part.replaceChildren(...fresh.childNodes)
  if (focused) elementAt(part, focused)?.focus({ preventScroll: true })
  return true
}

const reachable = 'a[href], button, summary, input, select, [tabindex]'

/** Where the focus is, so that it can be there again: the link to the same place, or else the same one counted from the start. */
const placeOf = (part, element) => ({
  href: element.getAttribute('href'),
  at: [...part.querySelectorAll(reachable)].indexOf(element),
})

function elementAt(part, { href, at }) {
  const all = [...part.querySelectorAll(reachable)]
  return all.find((one) => href !== null && one.getAttribute('href') === href) ?? all[at] ?? all.at(-1)
}

function show() {
  const isPaused = sessionStorage.getItem(paused) !== null
  button.textContent = isPaused ? 'Update by itself again' : 'Stop updating'
  say(isPaused ? 'This page does not update by itself.' : 'This page updates by itself.')
}

button.addEventListener('click', () => {
  if (sessionStorage.getItem(paused)) sessionStorage.removeItem(paused)
  else sessionStorage.setItem(paused, 'yes')
  show()
  stop()
  listen()
})
// A browser has few lines to a portal, so a page that nobody sees keeps none.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) stop()
  else listen()
})
addEventListener('pagehide', stop)
show()
state.hidden = false
listen()
