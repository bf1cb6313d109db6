import type { CheckedReturn } from '@rollcall/domain/check'
import { outcomeInWords } from '@rollcall/domain/outcome-words'
import { counted } from '@rollcall/domain/text'
import { element, filled, goTo, show } from './elements.ts'
import type { Outcome } from './messages.ts'
import { showFindings } from './show-findings.ts'

const usualTitle = document.title

/** Takes away what the last check found. */
export function hideOutcome(): void {
  show('outcome', false)
  element('announcement').textContent = ''
  document.title = usualTitle
}

/** Shows what came of a check, in a few words first, and takes a person there. */
export function showOutcome(file: string, outcome: Outcome): void {
  const { kind, words, next } = toldOf(outcome)
  const inWords = filled(`outcome-${kind}`, { words, next, file })
  element('outcome-in-words').replaceChildren(inWords)
  const { sheets = [], findings = [] } = outcome.kind === 'checked' ? outcome.checked : {}
  show('sheets-read', sheets.length > 0)
  element('sheets').replaceChildren(...sheets.map(sheetRead))
  showFindings(findings)
  show('outcome', true)
  document.title = `${words} – ${usualTitle}`
  element('announcement').textContent = words
  goTo(inWords.querySelector('h2') ?? inWords)
}

interface Told {
  /** Which of the page's templates says so. */
  readonly kind: CheckedReturn['outcome'] | 'refused'
  readonly words: string
  readonly next: string
}

function toldOf(outcome: Outcome): Told {
  switch (outcome.kind) {
    case 'checked': {
      const { outcome: kind } = outcome.checked
      return { kind, words: outcomeInWords(outcome.checked), next: nextFor[kind] }
    }
    case 'refused':
      return { kind: 'refused', words: 'This file could not be read', next: outcome.message }
    case 'lost':
      return {
        kind: 'refused',
        words: 'This file could not be opened',
        next: 'It was changed, moved or deleted after you chose it. Choose it again.',
      }
    case 'failed':
      return {
        kind: 'refused',
        words: 'This file could not be checked here',
        next: 'Something broke on our side. You can still send the file: it is checked then as well.',
      }
  }
}

const nextFor: Readonly<Record<CheckedReturn['outcome'], string>> = {
  ready: 'There is nothing to fix and nothing to explain.',
  'needs-answers':
    'If something is wrong, fix it. If it is right, you can explain it once the return is sent.',
  'must-fix': 'Fix these in your file, save it, and check it again.',
}

const sheetRead = ({ sheet, rows }: CheckedReturn['sheets'][number]): HTMLElement =>
  filled('sheet', { sheet, rows: counted(rows, 'row') })
