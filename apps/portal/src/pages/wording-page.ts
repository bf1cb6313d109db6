import type { ReadWording, WordingVersion } from '@rollcall/actions/read-wordings'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { isMessage, titleOf } from '@rollcall/domain/worded'
import {
  button,
  dayText,
  insetText,
  momentText,
  type SummaryRow,
  summaryList,
  taskList,
  warningText,
} from './components.ts'
import type { Mistake, TypedParts } from './fields.ts'
import { type Html, html } from './html.ts'
import { lawyersCheckForm } from './lawyers-check-form.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb } from './messages-parts.ts'
import { paged } from './paged.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { type Example, examplePart, namesPart } from './wording-parts.ts'
import {
  goesOut,
  statusOfVersion,
  toWhom,
  versionAddress,
  versionWords,
  wordingAddress,
  wordingsCrumb,
} from './wording-words.ts'

interface WordingPage extends ReadWording {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly example: Example
  readonly page: number
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  readonly typed?: { readonly lawyer: string; readonly checkedOn: TypedParts }
}

/** The words of one kind of message or letter: in force, how they read, what they may name, and every version. */
export function wordingPage(page: WordingPage): Html {
  const { reader, worded, example, waiting, done, mistakes = [] } = page
  return layout({
    title: titleOf(worded.kind),
    reader,
    part: 'messages',
    above: [messagesCrumb, wordingsCrumb],
    done,
    mistakes,
    content: html`
      ${column(html`
        <span class="govuk-caption-l">The words of a ${isMessage(worded) ? 'message' : 'letter'}</span>
        ${heading(titleOf(worded.kind))}
        ${uncheckedPart(page)}
        ${waiting && insetText(html`Other words wait for an approver: ${link(versionAddress(worded, waiting.version), `read version ${waiting.version}`)}.`)}
        ${summaryList(facts(page))}
        ${waiting === undefined && button('Change these words', { href: `${wordingAddress(worded)}/change` })}
        ${subheading('How it reads')}
        ${examplePart(example)}
        ${checkPart(page)}
        ${subheading('What the words may name')}
        ${namesPart(worded)}
      `)}
      ${versionsPart(page)}`,
  })
}

const uncheckedPart = ({ isUnchecked }: WordingPage): Html | false =>
  isUnchecked && warningText('These words state the law. Nobody has recorded that a lawyer has checked them.')

function facts({ worded, inForce, isShippedAnew }: WordingPage): SummaryRow[] {
  const [to, out] = [toWhom(worded), goesOut(worded)]
  const { version, decidedAt, decidedByName, lawyer, checkedOn } = inForce
  return [
    { key: isMessage(worded) ? 'Sent when' : 'Written when', value: worded.sentWhen },
    ...(to ? [{ key: 'To', value: to }] : []),
    ...(out ? [{ key: 'Goes out', value: out }] : []),
    {
      key: 'In force',
      value: html`${versionWords(version)}${decidedAt && html`, since ${momentText(decidedAt)}, by ${decidedByName ?? 'somebody'}`}`,
    },
    ...(lawyer !== null && checkedOn !== null
      ? [{ key: 'Checked by a lawyer', value: html`${lawyer}, on ${dayText(checkedOn)}` }]
      : []),
    ...(isShippedAnew
      ? [
          {
            key: 'Shipped words',
            value: html`Rollcall now ships other words than those that were checked. ${link(versionAddress(worded, 0), 'Read them')}`,
          },
        ]
      : []),
  ]
}

/** Where nobody has said so yet, the form that says a lawyer has checked what is in force. */
function checkPart(page: WordingPage): Html | false {
  const { isUnchecked, waiting, viewer, worded, inForce, mistakes, typed } = page
  if (!isUnchecked || waiting !== undefined) return false
  const whyNot = whyNotRecord(viewer, inForce)
  return html`
    ${subheading('Record that a lawyer has checked them')}
    ${
      whyNot === undefined
        ? lawyersCheckForm({
            ...{ action: `${wordingAddress(worded)}/check`, words: 'Record the check', mistakes, typed },
            read: inForce.version,
            says: 'The words stay as they are, and the mark that nobody has checked them goes.',
          })
        : insetText(whyNot)
    }`
}

const whyNotRecord = (
  { role, personId }: OfficeViewer,
  { madeBy }: Pick<WordingVersion, 'madeBy'>,
): string | undefined => {
  if (role !== 'approver') return 'An approver records this, once a lawyer has checked the words.'
  return madeBy === personId ? 'You wrote these words, so another approver has to record this.' : undefined
}

function versionsPart({ worded, versions, inForce, page }: WordingPage): Html {
  const { shown, links } = paged(versions, {
    page,
    href: (to) => `${wordingAddress(worded)}?page=${to}`,
    size: 20,
  })
  return html`${subheading('Versions')}
    ${taskList(
      shown.map((one) => ({
        title: versionWords(one.version),
        href: versionAddress(worded, one.version),
        hint:
          one.madeAt === null
            ? 'Before anybody of the office changed them.'
            : html`${one.why} <span class="rollcall-aside">(${one.madeByName ?? 'As shipped'}, ${momentText(one.madeAt)})</span>`,
        status: statusOfVersion(one, inForce.version),
      })),
      'versions',
    )}
    ${links}
    ${column(paragraph('Any version can be put back: open it to see what it says that is different.'))}`
}
