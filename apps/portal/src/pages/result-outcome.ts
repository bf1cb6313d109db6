import type { Results } from '@rollcall/actions/read-results'
import { isToDo, nextStep } from '@rollcall/domain/next-step'
import { notCheckedCode } from '@rollcall/domain/submission-life'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import { button, momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { stepWords } from './next-steps.ts'
import { link, paragraph } from './text.ts'
import { leftToDo } from './version-words.ts'

interface Outcome {
  /** 'waiting' and 'replaced' are nobody's mistake and nobody's success. */
  readonly kind: 'waiting' | 'refused' | 'must-fix' | 'needs-answers' | 'ready' | 'replaced'
  /** In a few words: what people read first. */
  readonly words: string
  readonly says: Html
}

interface Result {
  readonly title: string
  readonly box: Html
  readonly isWaiting: boolean
}

/** What came of a version, which nobody can miss, and the one thing to do next. */
export function resultOf(results: Results, role: AuthorityViewer['role']): Result {
  const { version, dataRequest } = results
  const { kind, words, says } = outcomeOf(results, role)
  const isNewest = dataRequest.submissionId === version.submissionId
  return {
    title: `Version ${version.version}: ${words}`,
    isWaiting: kind === 'waiting',
    box: html`
      <div class="rollcall-outcome rollcall-outcome--${kind}">
        <h1 class="govuk-heading-l"><span class="govuk-caption-l">Version ${version.version} of your return${version.kind === 'nil' && ', a nil return'}</span> <span id="check-words">${words}</span></h1>
        ${says}
        ${isNewest ? whatNext(results, role) : newer(results)}
      </div>`,
  }
}

function outcomeOf(results: Results, role: AuthorityViewer['role']): Outcome {
  const { version, dataRequest, decided } = results
  const { state, refusalCode } = version
  if (dataRequest.submissionId !== version.submissionId) return replaced(results)
  if (state === 'received' || state === 'checking') return waitingFor(version.submissionId)
  if (refusalCode !== null) return refused(results)
  if (dataRequest.state === 'no-return')
    return outcome(
      'refused',
      'The round closed before this was signed off',
      'It does not count in the figures.',
    )
  if (state === 'signed') return signed(results)
  if (state === 'must-fix') return outcome('must-fix', leftToDo(version), mustFix[role])
  if (state === 'needs-answers') return outcome('needs-answers', leftToDo(version), needsAnswers[role])
  if (dataRequest.state === 'awaiting-sign-off') return ready(results)
  const [who, reason] = [decided?.decidedByName ?? 'A colleague', decided?.reason]
  const why = reason && html`<div class="govuk-inset-text rollcall-typed">${reason}</div>`
  return decided?.decision === 'sent back'
    ? {
        kind: 'refused',
        words: 'Sent back by your signatory',
        says: html`${paragraph(html`${who} sent it back on ${momentText(decided.decidedAt)}:`)}${why}`,
      }
    : outcome('refused', 'A new version is needed', 'This return has been reopened.')
}

const outcome = (kind: Outcome['kind'], words: string, ...says: readonly string[]): Outcome => ({
  ...{ kind, words },
  says: html`${says.map((sentence) => paragraph(sentence))}`,
})

const mustFix = {
  officer:
    'Fix them in your workbook, then send it again. Each is listed below: what is wrong, in which cells, and how to fix it.',
  signatory: 'A data officer fixes them and sends a new version. You can sign when nothing is left.',
}
const needsAnswers = {
  officer:
    'These answers look unusual. Where one is wrong, fix it in your workbook and send it again. Where it is right, say why.',
  signatory: 'Some answers look unusual. A data officer fixes them or says why they are right.',
}

const waitingFor = (submissionId: string): Outcome => ({
  kind: 'waiting',
  words: 'We are checking it',
  says: html`
    ${paragraph('We have your file, and you have a receipt. The check usually takes less than a minute.')}
    ${paragraph('This page shows the result when it is there. You can close it: nothing is lost.')}
    <p class="govuk-body"><a class="govuk-link" href="/submissions/${submissionId}" id="look">Look again</a></p>
    <p class="govuk-visually-hidden" id="check-status" role="status"></p>`,
})

function refused({ version }: Results): Outcome {
  const { refusal, refusalCode } = version
  const words =
    refusalCode === notCheckedCode ? 'We could not check this file' : 'This file could not be read'
  return outcome(
    'refused',
    words,
    refusal ?? 'What was said about it has been destroyed.',
    'The file is kept for the record. Nothing in it counts.',
  )
}

const ready = ({ asked }: Results): Outcome =>
  asked
    ? {
        ...{ kind: 'ready', words: 'Waiting for your signatory' },
        says: paragraph(
          html`Nothing is left to fix or explain. ${asked.askedByName ?? 'A colleague'} sent it for sign-off on ${momentText(asked.askedAt)}.`,
        ),
      }
    : outcome('ready', 'Ready for sign-off', 'Nothing is left to fix or explain.')

function signed({ dataRequest }: Results): Outcome {
  const { state } = dataRequest
  if (state === 'accepted')
    return outcome('ready', 'Accepted', 'The office has accepted it, and it counts in the figures.')
  if (state === 'excluded')
    return outcome(
      'refused',
      'Excluded for quality',
      'The office has left it out of the figures. The history says why.',
    )
  if (state === 'in-progress')
    return outcome(
      'refused',
      'A new version is needed',
      'It was signed off, but the office has reopened the return. The history says why.',
    )
  const asked = state === 'queried' && 'The office has a question about it.'
  return outcome(
    'ready',
    'Signed off',
    'It is with the Children’s Commissioner’s office.',
    ...(asked ? [asked] : []),
  )
}

const replaced = ({ version, dataRequest }: Results): Outcome =>
  outcome(
    'replaced',
    `Replaced by version ${dataRequest.version}`,
    `It stays here for the record.${version.checkedAt && version.refusalCode === null ? ` When it was checked: ${leftToDo(version).toLowerCase()}.` : ''}`,
  )

const newer = ({ dataRequest }: Results): Html =>
  button(`See version ${dataRequest.version}`, { href: `/submissions/${dataRequest.submissionId}` })

/** The one thing to do next, for whoever can do it; for others, whom they wait for. */
function whatNext({ version, dataRequest }: Results, role: AuthorityViewer['role']): Html | false {
  const next = nextStep(dataRequest.standing, role)
  const { go, words } = stepWords(next, dataRequest)
  const send = `/data-requests/${dataRequest.id}/send`
  if (next.step === 'wait for the check') return false
  if (next.step === 'fix')
    return html`
      ${button('See each cell and how to fix it', { href: `/submissions/${version.submissionId}/findings` })}
      ${version.kind === 'workbook' && paragraph('Or ', link(`/submissions/${version.submissionId}/annotated`, 'download your workbook'), ' with each of them marked in its cell.')}
      ${paragraph('When you have fixed them, ', link(send, 'send the corrected file'), '.')}`
  if (next.step === 'send a readable file') {
    const isOurFault = version.refusalCode === notCheckedCode
    return button(isOurFault ? 'Send it again' : 'Send another file', { href: send })
  }
  if (go === undefined) return paragraph(words, '.')
  return isToDo(next) ? button(go.words, { href: go.href }) : paragraph(link(go.href, go.words))
}
