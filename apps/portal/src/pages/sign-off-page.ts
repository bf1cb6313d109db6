import type { SentForSignOff } from '@rollcall/actions/read-sign-offs'
import type { Summary } from '@rollcall/actions/read-summary'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { byWhom } from './by-whom.ts'
import { button, insetText, momentText, summaryList } from './components.ts'
import { checkboxes, hidden, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { SentBack } from './not-to-sign-page.ts'
import { figuresPart, notHeldInShort, rowsOf } from './summary-parts.ts'
import { heading, link, paragraph, subheading } from './text.ts'

interface SignOffPage {
  readonly reader: Reader
  readonly summary: Summary
  /** Nobody has to ask: a return that waits for nothing else can be signed. */
  readonly asked: SentForSignOff | null
  /** Where this very version was sent back once. Its officers have explained it better since. */
  readonly sentBack: SentBack | undefined
  readonly mistakes?: readonly Mistake[]
}

/** What is signed, the statement it is signed under, and the button. The box is never ticked beforehand, whatever was sent before. */
export function signOffPage({ reader, summary, asked, sentBack, mistakes }: SignOffPage): Html {
  const { dataRequestId, submissionId, version, round, authority, declares } = summary
  return layout({
    title: 'Sign off the return',
    reader,
    part: 'start',
    above: [{ text: round.title, href: `/data-requests/${dataRequestId}` }],
    mistakes,
    content: html`
      ${heading(html`<span class="govuk-caption-l">${authority}: ${round.title}</span> Sign off the return`)}
      ${whoAsked(asked)}
      ${sentBack && sentBackBefore(sentBack)}
      ${declares !== null && insetText(html`<strong>This is a nil return.</strong> It says: ${declares}`)}
      ${summaryList([
        { key: 'Version', value: `${version}` },
        {
          key: 'Sent',
          value: byWhom(summary.receivedByName, summary.receivedAt),
        },
        { key: 'In it', value: summary.sheets.map(rowsOf).join(', ') },
        { key: 'Answered “not held”', value: notHeldInShort(summary) },
        { key: 'Queries', value: summary.queryCount === 0 ? 'None' : `${summary.queryCount}, all explained` },
        ...sinceSigned(summary),
        { key: 'SHA-256', value: html`<code>${summary.sha256}</code>` },
      ])}
      ${figuresPart(summary, 'Main figures', ({ kind }) => kind === 'count' || kind === 'sum')}
      ${paragraph(link(`/submissions/${submissionId}/summary`, 'Read the whole summary'), ': every figure, what is “not held”, and how each query is explained.')}
      ${subheading('Statement of truth')}
      ${insetText(statementOfTruth)}
      ${form({
        action: `/data-requests/${dataRequestId}/sign-off`,
        content: html`
          ${hidden('sha256', summary.sha256)}
          ${hidden('version', `${version}`)}
          ${hidden('statement', statementOfTruth)}
          ${checkboxes({
            name: 'declared',
            error: mistakeIn(mistakes, 'declared'),
            items: [{ value: 'yes', words: `I declare this for version ${version}` }],
          })}
          ${paragraph('A signed return cannot change. If a new version is sent, it needs a new signature.')}
          ${button(`Sign off version ${version}`, { preventDoubleClick: true })}
        `,
      })}
      ${paragraph('Something is wrong? ', link(`/data-requests/${dataRequestId}/send-back`, 'Send it back to your data officers'), ' and say why.')}
    `,
  })
}

function whoAsked(asked: SentForSignOff | null): Html {
  if (asked === null)
    return paragraph(
      'Nobody has sent it to you for sign-off yet. It is checked and nothing is left to explain, so you can sign it.',
    )
  const { askedByName, askedAt, note } = asked
  return html`
    ${paragraph(html`${askedByName ?? 'A colleague'} sent it to you for sign-off on ${momentText(askedAt)}${note === null ? '.' : ', and says:'}`)}
    ${note !== null && insetText(html`<span class="rollcall-typed">${note}</span>`)}
  `
}

const sentBackBefore = ({ decidedByName, decidedAt, reason }: SentBack): Html => html`
  ${paragraph(html`${decidedByName ?? 'A signatory'} sent this version back on ${momentText(decidedAt)}. Its queries have been explained again since. The reason was:`)}
  ${insetText(html`<span class="rollcall-typed">${reason ?? 'This reason was destroyed.'}</span>`)}
`

function sinceSigned({ submissionId, sinceSigned: since }: Summary) {
  if (since === null) return []
  const { version, submissionId: signedId, counts } = since
  const changed = counts && counts.added + counts.removed + counts.altered
  const value = html`Version ${version} was signed before. ${changed === null ? 'It has been destroyed.' : html`${link(`/submissions/${submissionId}/changes?against=${signedId}`, `Rows that differ: ${changed}`)}.`}`
  return [{ key: 'Signed before', value }]
}
