// Warns a person before their session ends, in every tab that has a page of theirs. Pages keep what was typed without this too: a form that is
// sent later comes back as it was.
const minute = 60_000
/** How long a person has to answer. */
const warning = 5 * minute
/** How long a session lasts that is not used: `sessionMinutes` in the domain. */
const idle = 30 * minute

const tabs = new BroadcastChannel('rollcall-session')
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ hour: 'numeric', minute: '2-digit', hour12: true },
})
const title = document.title

const dialog = document.createElement('dialog')
dialog.className = 'rollcall-session'
dialog.setAttribute('aria-labelledby', 'rollcall-session-title')
dialog.setAttribute('aria-describedby', 'rollcall-session-words')
dialog.innerHTML = `
  <div aria-live="assertive">
    <h2 class="govuk-heading-m" id="rollcall-session-title"></h2>
    <p class="govuk-body" id="rollcall-session-words"></p>
  </div>
  <div class="govuk-button-group">
    <button type="button" class="govuk-button"></button>
    <a class="govuk-link" target="_blank" rel="noopener" href="/sign-in?next=%2Faccount%2Fready">Sign in (opens in a new tab)</a>
    <form method="post" action="/sign-out"><button class="govuk-button govuk-button--secondary">Sign out</button></form>
  </div>`
document.body.append(dialog)
const [heading, words, button, signIn, signOut] = ['h2', 'p', 'button', 'a', 'form'].map((name) =>
  dialog.querySelector(name),
)
/** What the first button does. */
let answer = close

let timer
/** At this moment of this computer's clock the portal is asked how long the session lasts. */
let lookAt = 0
function lookIn(milliseconds) {
  lookAt = Date.now() + milliseconds
  clearTimeout(timer)
  timer = setTimeout(look, Math.max(milliseconds, 0))
}

/** Begins anew: the session was used just now, here or in another tab. */
function used() {
  if (dialog.open) close()
  const untilEnd = Date.parse(document.body.dataset.signedInUntil) - Date.now()
  lookIn(Math.min(idle, Math.max(untilEnd, warning)) - warning)
}

/** Asks the portal: another tab or browser program may have used the session. Asking is no use of it. */
async function look() {
  const response = await fetch('/api/v1/sessions', { cache: 'no-store' }).catch(() => undefined)
  if (response?.status === 401) return over()
  // Where nothing can be learned, it is asked again before long.
  if (!response?.ok) return lookIn(minute)
  const { now, items } = await response.json()
  const session = items.find(({ isInUse }) => isInUse)
  if (session === undefined) return over()
  const left = Date.parse(session.idleEndsAt) - Date.parse(now)
  if (left > warning) {
    if (dialog.open) close()
    return lookIn(left - warning)
  }
  warn(session)
  lookIn(left)
}

function warn({ idleEndsAt, endsAt }) {
  const time = clock.format(new Date(idleEndsAt)).replace(' ', '')
  const isLast = idleEndsAt === endsAt
  show({
    says: `You will be signed out at ${time}`,
    why: isLast
      ? 'That is 12 hours after you signed in, and cannot be put off. Send what you have typed before then, or sign in again afterwards. What you typed stays on this page.'
      : 'You have not used Rollcall for a while. Do you want to stay signed in?',
    act: isLast ? 'Go on until then' : 'Stay signed in',
    does: isLast ? close : stay,
    isOver: false,
  })
}

function over() {
  clearTimeout(timer)
  lookAt = Infinity
  show({
    says: 'You are signed out',
    why: 'What you typed is still on this page. Sign in in another tab, then come back to this one and go on.',
    act: 'Back to this page',
    does: close,
    isOver: true,
  })
}

function show({ says, why, act, does, isOver }) {
  heading.textContent = says
  words.textContent = why
  button.textContent = act
  answer = does
  signIn.hidden = !isOver
  signOut.hidden = isOver
  document.title = `${says} – ${title}`
  if (!dialog.open) dialog.showModal()
}

function close() {
  dialog.close()
}

async function stay() {
  const response = await fetch('/api/v1/me', { cache: 'no-store' }).catch(() => undefined)
  if (response?.status === 401) return over()
  if (!response?.ok) {
    words.textContent = 'Rollcall cannot be reached just now. Try again.'
    return
  }
  // An answer that is not read to its end counts as broken off.
  await response.text()
  used()
  tabs.postMessage('used')
}

button.addEventListener('click', () => answer())
// The key Escape answers as the first button does, which loses nothing.
dialog.addEventListener('cancel', (event) => {
  event.preventDefault()
  answer()
})
dialog.addEventListener('close', () => {
  document.title = title
})
tabs.addEventListener('message', ({ data }) => {
  if (data === 'used') used()
  else if (lookAt < Infinity) void look()
})
// A computer that slept has counted no minutes.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && Date.now() >= lookAt) void look()
})

used()
tabs.postMessage('used')
