import { type Checking, startChecking } from './checking.ts'
import { element, goTo, show } from './elements.ts'
import type { Asked } from './messages.ts'
import { hideOutcome, showOutcome } from './show-outcome.ts'

// The page that checks a file before it is sent. Everything it needs has come once it has started: from then on nothing is asked for.

const chooser = element('check')
const input = chooser.querySelector<HTMLInputElement>('input[type=file]')

// Where it cannot start, the page goes on saying what can be done without.
if (canCheck()) void start()

/** Whether this browser can unpack a workbook. */
function canCheck(): boolean {
  try {
    return new DecompressionStream('deflate-raw') !== undefined && Worker !== undefined
  } catch {
    return false
  }
}

async function start(): Promise<void> {
  const { asked: address = '', worker = '' } = chooser.dataset
  const { asked: frozen } = (await import(address)) as { readonly asked: Asked['frozen'] }
  const own = JSON.parse(element('own').textContent) as Omit<Asked, 'frozen'>
  const checking = await startChecking(worker, { frozen, ...own })
  element('check-file').addEventListener('click', () => void checkChosen(checking))
  element('outcome').addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-check-another]')) chooseAnother()
  })
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', takeDropped)
  show('cannot-check', false)
  show('check', true)
}

/** A file dropped anywhere on the page is the one chosen. Left alone, a browser would show it instead of the page. */
function takeDropped(event: DragEvent): void {
  event.preventDefault()
  const files = event.dataTransfer?.files
  if (input && files?.length === 1 && !chooser.hidden) input.files = files
}

async function checkChosen(checking: Checking): Promise<void> {
  const file = input?.files?.[0]
  show('no-file', file === undefined)
  if (file === undefined) {
    goTo(element('no-file').querySelector<HTMLElement>('.govuk-error-summary') ?? element('no-file'))
    return
  }
  show('check', false)
  const rowsRead = element('rows-read')
  rowsRead.textContent = ''
  show('progress', true)
  goTo(element('checking'))
  const outcome = await checking.check(file, (rows) => {
    rowsRead.textContent = `${rows.toLocaleString('en-GB')} rows read so far`
  })
  show('progress', false)
  showOutcome(file.name, outcome)
}

function chooseAnother(): void {
  hideOutcome()
  if (input) input.value = ''
  show('check', true)
  input?.focus()
}
