// Sends a return in sight of whoever sends it: how much of it has gone, a way to stop, and what came of it. Without script the form alone does it.
import { initAll } from 'govuk-frontend'

const byId = (id) => document.getElementById(id)
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`

/** Shows one part of the page: the form, the sending, or why it came to nothing with the form. */
function show(...ids) {
  for (const id of ['sending', 'send', 'stopped', 'broken', 'unknown']) byId(id).hidden = !ids.includes(id)
}

/** Says it to whoever does not see it. */
const say = (words) => {
  byId('announcement').textContent = words
}

function begin() {
  const form = document.querySelector('#send form')
  form?.addEventListener('submit', (event) => {
    const [file] = form.querySelector('input[type="file"]').files
    // Without a file the page says itself that one has to be chosen.
    if (file === undefined) return
    event.preventDefault()
    if (file.size > Number(byId('send').dataset.mostBytes)) location.assign(byId('send').dataset.tooLarge)
    else send(form, file)
  })
}

function send(form, file) {
  const body = new FormData(form)
  const request = new XMLHttpRequest()
  const over = new AbortController()
  let quarters = 0

  request.upload.addEventListener('progress', ({ loaded, total }) => {
    byId('sent').value = loaded / total
    byId('sent-words').textContent = `${megabytes(loaded)} of ${megabytes(total)} sent`
    const now = Math.floor((loaded / total) * 4)
    if (now > quarters && now < 4) say(`${now * 25}% sent`)
    quarters = now
  })
  request.upload.addEventListener('load', () => {
    byId('sending-heading').textContent = 'Your return has arrived'
    byId('sent-words').textContent = 'We are storing it. The check comes next.'
    say('Your return has arrived. We are storing it.')
  })
  const end = (then) => () => {
    over.abort()
    then()
  }
  request.addEventListener(
    'load',
    end(() => showAnswer(form, file, request)),
  )
  request.addEventListener(
    'error',
    end(() => cameToNothing('broken', file)),
  )
  request.addEventListener(
    'abort',
    end(() => cameToNothing('stopped', file)),
  )
  byId('stop').addEventListener('click', () => request.abort(), { signal: over.signal })
  addEventListener('beforeunload', (event) => event.preventDefault(), { signal: over.signal })

  byId('sent').value = 0
  byId('sent-words').textContent = ''
  byId('sending-heading').textContent = 'Sending your return'
  show('sending')
  byId('sending-heading').focus()
  request.open('POST', form.action)
  request.send(body)
}

/** Goes on to what came of it; where nothing did, the answer is this page again and says why. */
function showAnswer(form, file, { responseURL, responseText }) {
  if (new URL(responseURL).pathname !== new URL(form.action).pathname) return location.assign(responseURL)
  const page = new DOMParser().parseFromString(responseText, 'text/html')
  const main = page.querySelector('main')
  if (main === null) return cameToNothing('unknown', file)
  document.title = page.title
  document.querySelector('main').replaceWith(main)
  // What has to be mended takes the focus from here, where there is anything.
  main.tabIndex = -1
  main.focus()
  initAll({ scope: main })
  begin()
}

/** The line may have broken after the last byte: whether a version came of it, only the portal knows. */
async function cameToNothing(why, file) {
  show('sending')
  byId('sent-words').textContent = 'Looking what has arrived…'
  const told = (await whatArrived(byId('send').dataset, file)) ?? why
  if (told === 'sending') return
  show(told, 'send')
  const box = byId(told)
  const summary = box.querySelector('.govuk-error-summary') ?? box
  summary.focus()
}

/** Goes to the newest version where it is this very file; nothing where this file has not arrived. */
async function whatArrived({ newest: known, request }, file) {
  await new Promise((done) => setTimeout(done, 500))
  try {
    const { newestVersion } = await ask(`/api/v1/data-requests/${request}`)
    const newest = newestVersion?.submissionId ?? ''
    if (newest === known || !(await isOf(newest, file))) return undefined
    location.assign(`/submissions/${newest}`)
    return 'sending'
  } catch {
    return 'unknown'
  }
}

/** Whether a version is of these bytes: a colleague may have sent another meanwhile. */
async function isOf(submissionId, file) {
  const { sha256 } = await ask(`/api/v1/submissions/${submissionId}`)
  // A browser that cannot tell, as it was not reached by HTTPS, takes what is new for what it sent.
  if (!crypto.subtle) return true
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return sha256 === [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function ask(path) {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

/** A file dropped anywhere on the page is the one chosen. Left alone, a browser would show it instead of the page. */
function takeDropped(event) {
  event.preventDefault()
  const { files } = event.dataTransfer
  const input = document.querySelector('#send:not([hidden]) input[type="file"]')
  if (input !== null && files.length === 1) input.files = files
}

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', takeDropped)
begin()
