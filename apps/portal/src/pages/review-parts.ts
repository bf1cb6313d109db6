import type { Review } from '@rollcall/actions/read-review'
import { counted, withCommas } from '@rollcall/domain/text'
import { dayText, insetText, momentText, summaryList, tag, taskList, timeline } from './components.ts'
import { type Html, html } from './html.ts'
import { severityStatus } from './places.ts'
import { decidedWords, givenFor, reasonText } from './reason-words.ts'
import { effectWords } from './relaxed-parts.ts'
import { figuresTable, isKnown, numbers, numeric, someMissing } from './summary-parts.ts'
import { bullets, link, paragraph, subheading } from './text.ts'
import { changesText, stateOfVersion } from './version-words.ts'
import { written } from './written.ts'

// What the office sees of one return, part by part.

type Says = NonNullable<Review['says']>

/** The return's own figures beside last round's; or why there are none. */
export function figuresPart({ says, versions: [newest] }: Review): Html | false {
  if (newest === undefined) return false
  if (says === null) return insetText(newest.signedAt ? destroyed : notSigned)
  const known = says.figures.filter(isKnown)
  return html`
    ${figuresTable({ figures: known, lastReturn: says.lastReturn }, 'Figures of this return')}
    ${paragraph(comparison(says), known.length < says.figures.length ? ` ${someMissing}` : '')}`
}

const destroyed = 'What this version held has been destroyed, so it has no figures any more.'
const notSigned =
  'The newest version is not signed off. What it says is the authority’s own until then, so no figures are shown.'

function comparison({ lastReturn }: Says): string {
  if (lastReturn === null) return 'The authority signed no return for the round before this one.'
  const { version, title, isAccepted, isDestroyed } = lastReturn
  const which = `version ${version} of its return in “${title}”`
  if (isDestroyed) return `Its return of the last round, ${which}, has been destroyed.`
  return `“Last round” is ${which}, which ${isAccepted ? 'was accepted' : 'was signed off, and is not in the figures'}.`
}

/** Which questions were answered with 'not held', or left blank, and how often. */
export function gapsPart({ says }: Review): Html | false {
  if (says === null) return false
  const gaps = says.sheets.flatMap(({ name, rows, columns }) =>
    columns
      .filter(({ notHeld, blank }) => notHeld > 0 || blank > 0)
      .map(({ heading, notHeld, blank }) => [
        `${name}: ${heading}`,
        ...[withCommas(notHeld), withCommas(blank), withCommas(rows)],
      ]),
  )
  if (gaps.length === 0) return paragraph('Nothing is “not held”, and no answer was left blank.')
  return numbers({
    caption: 'Not held, or left blank',
    head: [{ words: 'Sheet and question' }, numeric('Not held'), numeric('Left blank'), numeric('Of')],
    rows: gaps,
  })
}

/** How often each rule found something, and how the authority explains it. */
export function rulesPart({ rules, relaxed, dataRequest, whyNot, versions: [newest] }: Review): Html | false {
  if (newest?.checkedAt == null) return false
  const rest = (rule: string) => `/data-requests/${dataRequest.id}/review/reasons/${encodeURIComponent(rule)}`
  return html`
    ${subheading(`What the check of version ${newest.version} found`)}
    ${relaxed.length > 0 && bullets(relaxed.map(relaxedLine))}
    ${rules.length === 0 ? paragraph('Nothing.') : summaryList(rules.map((rule) => ruleRow(rule, rest(rule.rule), whyNot.ask === null)))}`
}

const relaxedLine = ({ id, rule, about, effect, findings }: Review['relaxed'][number]): Html =>
  html`${about} (${rule}) was relaxed for it: ${link(`/relaxations/${id}`, effectWords[effect].toLowerCase())}, ${counted(findings, 'finding')}`

type Rule = Review['rules'][number]

const ruleRow = (
  { rule, severity, findings, about, expects, open, explanations }: Rule,
  rest: string,
  mayDecide: boolean,
) => {
  const unread = explanations.filter(({ decided }) => decided === null).length
  const isMore = explanations.length > mostReasons
  return {
    key: html`${about ?? 'The workbook'} <span class="rollcall-aside">(${rule})</span>`,
    value: html`
      <p class="govuk-body">${tag(severityStatus[severity])} ${counted(findings, 'finding')}${open > 0 && html`, <strong>${withCommas(open)} not explained</strong>`}</p>
      ${expects !== null && html`<p class="govuk-body">Expected: ${expects}</p>`}
      ${explanations.slice(0, mostReasons).map(reason)}
      ${mayDecide && unread > 0 && paragraph(link(rest, html`Accept or refuse ${counted(unread, 'reason')}<span class="govuk-visually-hidden"> for ${rule}</span>`))}
      ${(isMore || (mayDecide && unread < explanations.length)) && paragraph(link(rest, `All ${counted(explanations.length, 'reason')} for ${rule}`))}`,
  }
}

/** Of one rule; where each row has a reason of its own there can be thousands. */
const mostReasons = 5

const reason = (given: Rule['explanations'][number]): Html => {
  const decided = decidedWords(given)
  return html`<p class="govuk-body">${reasonText(given)} <span class="rollcall-aside">(${givenFor(given)})</span>${decided && html`<br>${decided}`}</p>`
}

/** How many rows the newest version changed. */
export function changesPart({ says, versions: [newest] }: Review): Html | false {
  if (!says?.since || newest === undefined) return false
  const { version, counts } = says.since
  return html`
    ${subheading(`What changed since version ${version}`)}
    ${paragraph(counts ? `${changesText(counts)}. ${counted(counts.unaltered, 'row')} stayed the same.` : 'These versions are too long to be compared here.')}`
}

/** Children that another authority claims too: how many, never which. */
export function clashesPart({ clashes }: Review): Html | false {
  return (
    clashes.length > 0 &&
    html`
      ${subheading('Children that another authority counts too')}
      ${bullets(clashes.map(({ authority, children }) => `${authority}: ${counted(children, 'child', 'children')}`))}
      ${paragraph('They look like the same child in both returns. Which children they are is not shown.')}`
  )
}

/** What the office asked, and how far each question is. */
export function questionsPart({ questions }: Review): Html {
  return html`
    ${subheading('Questions to the authority')}
    ${
      questions.length === 0
        ? paragraph('Nothing has been asked about this return.')
        : taskList(
            questions.map(({ id, place, raisedAt, version, dueOn, closedAt, waitsForAuthority }) => ({
              title: place,
              href: `/data-queries/${id}`,
              hint: html`Asked on ${momentText(raisedAt)}, about version ${version}.${closedAt === null && html` To be answered by ${dayText(dueOn)}.`}`,
              status: questionStatus(closedAt !== null, waitsForAuthority),
            })),
          )
    }`
}

function questionStatus(isClosed: boolean, waitsForAuthority: boolean) {
  if (isClosed) return 'Closed'
  return waitsForAuthority ? 'Not answered' : ({ words: 'Answered', colour: 'yellow' } as const)
}

/** What was decided, and who took rows out to look at, with the reasons: newest first. */
export function decisionsPart({ decisions, extracts }: Review): Html {
  const happened = [
    ...decisions.map((one) => ({
      title: decisionWords[one.decision],
      ...{ by: one.decidedByName, at: one.decidedAt, reason: one.reason },
    })),
    ...extracts.map((one) => ({
      title: 'Rows were looked at',
      ...{ by: one.takenByName, at: one.takenAt, reason: one.reason },
    })),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime())
  return html`
    ${subheading('Decisions')}
    ${
      happened.length === 0
        ? paragraph('Nothing has been decided about this return.')
        : timeline(
            happened.map(({ title, by, at, reason: why }) => ({
              ...{ title, at, by: by ?? 'A person who has left' },
              words: why === null ? undefined : written(why),
            })),
          )
    }`
}

const decisionWords = {
  'sent back': 'Sent back',
  accepted: 'Accepted',
  excluded: 'Excluded for quality',
  reopened: 'Reopened',
  'taken back': 'Decision taken back',
} as const

/** Every version, newest first. */
export const versionsPart = ({ versions }: Review): Html => html`
  ${subheading('Versions')}
  ${summaryList(
    versions.map((version) => ({
      key: `Version ${version.version}`,
      value: html`${version.kind === 'nil' && 'Nil return. '}${stateOfVersion(version)}<br>
        Sent ${momentText(version.receivedAt)} by ${version.receivedByName ?? 'a person who has left'}
        ${version.signedAt && html`<br>Signed off ${momentText(version.signedAt)} by ${version.signedByName ?? 'a person who has left'}`}`,
      ...(version.checkedAt && {
        actions: [
          {
            href: `/submissions/${version.submissionId}/rows`,
            words: 'See its rows',
            of: `of version ${version.version}`,
          },
        ],
      }),
    })),
  )}`
