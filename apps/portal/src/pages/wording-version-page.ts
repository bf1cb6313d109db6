import type { ReadWording, WordingVersion } from '@rollcall/actions/read-wordings'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { titleOf } from '@rollcall/domain/worded'
import { sameWords } from '@rollcall/domain/wording'
import { button, dayText, insetText, momentText, type SummaryRow, summaryList, tag } from './components.ts'
import { type Mistake, mistakeIn, select, type TypedParts, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { lawyersCheckForm } from './lawyers-check-form.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb } from './messages-parts.ts'
import { notKept } from './not-kept.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { differencesPart, type Example, examplePart } from './wording-parts.ts'
import {
  statusOfVersion,
  thatVersion,
  versionAddress,
  versionWords,
  wordingAddress,
  wordingCrumb,
  wordingsCrumb,
} from './wording-words.ts'

interface VersionPage extends ReadWording {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly version: WordingVersion
  /** What it is compared with. */
  readonly against: WordingVersion | undefined
  readonly example: Example
  readonly mistakes?: readonly Mistake[]
  readonly typed?: { readonly lawyer: string; readonly checkedOn: TypedParts; readonly reason: string }
}

/** One version of some words: who made it and why, what it says that another did not, and to decide it or put it back. */
export function wordingVersionPage(page: VersionPage): Html {
  const { reader, worded, version, example, mistakes = [] } = page
  const title = `${titleOf(worded.kind)}: ${thatVersion(version.version)}`
  return layout({
    title,
    reader,
    part: 'messages',
    above: [messagesCrumb, wordingsCrumb, wordingCrumb(worded)],
    mistakes,
    content: column(html`
      <span class="govuk-caption-l">${titleOf(worded.kind)}</span>
      ${heading(versionWords(version.version))}
      ${summaryList(facts(page))}
      ${differences(page)}
      ${subheading('How it reads')}
      ${examplePart(example)}
      ${decide(page)}
      ${putBack(page)}
    `),
  })
}

function facts({ version, inForce }: VersionPage): SummaryRow[] {
  const { why, madeAt, madeByName, decision, decidedAt, decidedByName, refusal, lawyer, checkedOn } = version
  const decided = decision === 'refused' ? 'Refused' : 'In force from'
  return [
    { key: 'State', value: tag(statusOfVersion(version, inForce.version)) },
    ...(madeAt ? [{ key: 'Why', value: why }] : []),
    ...(madeAt && madeByName !== null
      ? [{ key: 'Written', value: html`By ${madeByName} on ${momentText(madeAt)}` }]
      : []),
    ...(decidedAt
      ? [{ key: decided, value: html`${momentText(decidedAt)}, by ${decidedByName ?? 'somebody'}` }]
      : []),
    ...(refusal === null ? [] : [{ key: 'Why not', value: refusal }]),
    ...(lawyer !== null && checkedOn !== null
      ? [{ key: 'Checked by a lawyer', value: html`${lawyer}, on ${dayText(checkedOn)}` }]
      : []),
  ]
}

function differences({ worded, versions, version, against }: VersionPage): Html | false {
  if (against === undefined) return false
  const others = versions.filter((one) => one.version !== version.version)
  return html`
    ${subheading('What is different')}
    ${
      others.length > 1 &&
      html`<form method="get" action="${versionAddress(worded, version.version)}" class="rollcall-filters">
        ${select({
          ...{ name: 'against', label: 'Compare it with', value: String(against.version) },
          items: others.map((one) => ({ value: String(one.version), words: versionWords(one.version) })),
        })}
        ${button('Show', { kind: 'secondary' })}
      </form>`
    }
    ${
      sameWords(against, version)
        ? paragraph(`It says the same as ${thatVersion(against.version)}.`)
        : html`${paragraph(`Beside ${thatVersion(against.version)}: what was taken out is struck through, and what was put in is underlined.`)}${differencesPart(against, version)}`
    }`
}

function decide(page: VersionPage): Html | false {
  const { waiting, version, viewer, worded, mistakes, typed } = page
  if (waiting?.version !== version.version) return notKept([typed?.reason, typed?.lawyer])
  const isOwn = version.madeBy === viewer.personId
  const address = versionAddress(worded, version.version)
  return html`
    ${subheading('Approve them')}
    ${
      isOwn
        ? insetText('You wrote these words, so another approver has to approve them.')
        : viewer.role === 'approver'
          ? lawyersCheckForm({
              ...{ action: `${address}/approve`, words: 'Put them in force', mistakes, typed },
              says: 'They state the law, so a lawyer has to have checked them. From then on everything is written in these words.',
            })
          : insetText('An approver approves them, once a lawyer has checked them.')
    }
    ${subheading(isOwn ? 'Take them back' : 'Refuse them')}
    ${form({
      action: `${address}/refuse`,
      content: html`
        ${textarea({
          ...{ name: 'reason', rows: 3, value: typed?.reason },
          label: isOwn ? 'Why do you take them back?' : 'Why not?',
          hint: 'The office reads it.',
          error: mistakeIn(mistakes, 'reason'),
        })}
        ${button(isOwn ? 'Take them back' : 'Refuse them', { kind: 'secondary', preventDoubleClick: true })}`,
    })}`
}

function putBack({ waiting, worded, version, inForce }: VersionPage): Html | false {
  if (waiting !== undefined || sameWords(version, inForce)) return false
  return html`
    ${subheading('Put these words back')}
    ${paragraph('They become a new version. You see them once more before that, and can change them.')}
    ${button('Put these words back', { href: `${wordingAddress(worded)}/change?from=${version.version}`, kind: 'secondary' })}`
}
