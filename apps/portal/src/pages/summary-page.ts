import type { Summary } from '@rollcall/actions/read-summary'
import type { Role } from '@rollcall/domain/viewer'
import { button, insetText, momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { relaxedPart } from './relaxed-parts.ts'
import {
  figuresPart,
  filePart,
  madeUpPart,
  notesPart,
  notHeldPart,
  queriesPart,
  sinceSignedPart,
} from './summary-parts.ts'
import { heading, link, paragraph } from './text.ts'

/** What one version of a return says, on a page that can be printed. */
export function summaryPage(summary: Summary, reader: Reader): Html {
  const { version, dataRequestId, round, authority, declares } = summary
  return layout({
    title: `Summary of version ${version}`,
    reader,
    part: 'start',
    above: [{ text: round.title, href: `/data-requests/${dataRequestId}` }],
    content: html`<div class="rollcall-summary">
      ${heading(html`<span class="govuk-caption-l">${authority}: ${round.title}</span> What version ${version} of the return says`)}
      ${paragraph(html`It is about ${summary.collection.title}: ${summary.collection.time}. `, standing(summary))}
      ${declares !== null && insetText(html`<strong>This is a nil return.</strong> It says: ${declares}`)}
      ${nextStep(summary, reader.person?.role)}
      ${figuresPart(summary)}
      ${madeUpPart(summary)}
      ${notHeldPart(summary)}
      ${queriesPart(summary)}
      ${notesPart(summary)}
      ${relaxedPart(summary.relaxed)}
      ${sinceSignedPart(summary)}
      ${filePart(summary)}
    </div>`,
  })
}

/** How far this version is, in a sentence or two. */
function standing({ signOff, isNewest, state, dataRequestId, openQueryCount }: Summary): Html {
  if (signOff)
    return html`${signOff.signedByName ?? 'A colleague'} signed it off on ${momentText(signOff.signedAt)}. It cannot change: a new version needs a new signature.${!isNewest && newer(dataRequestId)}`
  if (!isNewest) return html`It was never signed off.${newer(dataRequestId)}`
  if (state === 'must-fix') return html`It has something to fix, so it cannot be signed off.`
  if (openQueryCount) return html`It has queries that are not explained yet, so it cannot be signed off.`
  return html`It is not signed off yet.`
}

const newer = (dataRequestId: string): Html =>
  html` A newer version has been sent since: ${link(`/data-requests/${dataRequestId}`, 'see the request')}.`

/** The one thing to do, for whoever can do it. */
function nextStep({ dataRequestId, requestState, isNewest }: Summary, role: Role | undefined): Html | false {
  if (!isNewest || requestState !== 'awaiting-sign-off') return false
  return role === 'signatory'
    ? button('Go on to sign off', { href: `/data-requests/${dataRequestId}/sign-off` })
    : button('Send for sign-off', { href: `/data-requests/${dataRequestId}/sign-off-request` })
}
