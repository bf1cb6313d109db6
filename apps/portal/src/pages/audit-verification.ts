import type { Verification } from '@rollcall/actions/read-audit'
import { withCommas } from '@rollcall/domain/text'
import { button, details, insetText, momentText, warningText } from './components.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { bullets, column, paragraph, subheading } from './text.ts'

/** Whether the record is whole, as far as is known: when it was last verified, by whom, up to which event, and what was found. */
export function verificationStatus(verifications: readonly Verification[]): Html {
  const waiting = verifications.find(({ verifiedAt }) => verifiedAt === null)
  const ended = verifications.filter(({ verifiedAt }) => verifiedAt !== null)
  return column(html`
    ${subheading('Is the record whole?')}
    ${(ended.length > 0 || !waiting) && lastWords(ended[0])}
    ${waiting && insetText(html`It is being verified: ${waiting.askedByName ?? 'the clock'} asked for it on ${momentText(waiting.askedAt)}. Load this page again in a moment.`)}
    ${form({ action: '/audit/verify', content: button('Verify it now', { kind: 'secondary', preventDoubleClick: true }) })}
    ${ended.length > 0 && details('Earlier verifications', html`${bullets(ended.map(oneLine))}${paragraph('Note the last line somewhere else now and then. It shows later that nothing was written anew.')}`)}
  `)
}

/** What stands where nobody can pass it over, once the record was found to be broken. */
export const brokenWarning = ({ says, events }: Verification): Html =>
  warningText(
    html`The record of who did what is broken. ${says} ${withCommas(events ?? 0)} events before that are right. Keep everything as it is, and tell whoever answers for the data.`,
  )

function lastWords(last: Verification | undefined): Html {
  if (last === undefined)
    return insetText('It has not been verified yet. That is done every night, and whenever you ask for it.')
  if (last.whole !== true) return html`${brokenWarning(last)}${paragraph(whenAndBy(last))}`
  return insetText(
    html`<strong>Whole.</strong> ${withCommas(last.events ?? 0)} events, each as it was recorded and after the one before it. ${whenAndBy(last)}`,
  )
}

const whenAndBy = ({ verifiedAt, askedByName }: Verification): Html =>
  html`Verified on ${verifiedAt && momentText(verifiedAt)}, ${askedByName === null ? 'as every night' : `as ${askedByName} asked`}.`

const oneLine = ({ verifiedAt, whole, events, hash, says }: Verification): Html =>
  html`${verifiedAt && momentText(verifiedAt)}: ${whole === true ? html`whole, <span class="rollcall-hash">${events}:${hash}</span>` : `broken. ${says}`}`
