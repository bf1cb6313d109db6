import type { Query } from '@rollcall/actions/read-queries'
import { withCommas } from '@rollcall/domain/text'
import { button, insetText, summaryList, table } from './components.ts'
import {
  above,
  addressOfRule,
  beforeTyping,
  type ExplainedVersion,
  explanationsOf,
  givenWords,
  leftWords,
  openOf,
  overWords,
  placeOf,
  type RuleQueries,
  refusals,
  subjectOf,
} from './explaining.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import type { Words } from './macros.ts'
import { notKept } from './not-kept.ts'
import { paged } from './paged.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

/** How many are shown at a time: places to look at, boxes to type in, and explanations to read. */
const placesShown = 30
const boxesShown = 20
const explainedShown = 10
/** How much of an explanation is shown in a list. */
const lettersShown = 300

export interface ExplainRulePage extends ExplainedVersion {
  readonly rule: RuleQueries
  /** Each query with a box of its own, those after the one with this id. */
  readonly each: { readonly after: number } | undefined
  /** One query that is explained anew, or alone. */
  readonly only: Query | undefined
  /** Which page of those that are explained. */
  readonly page: number
  readonly mistakes?: readonly Mistake[]
  /** What was typed and could not be taken, by the name of its field. */
  readonly typed?: ReadonlyMap<string, string>
  readonly done?: Words | undefined
}

const boxOf = ({ id }: Query): string => `finding-${id}`

/** The queries of one rule: what is unusual, where, and boxes to say why it is so. */
export function explainRulePage(page: ExplainRulePage): Html {
  const { reader, rule, only, mistakes, done } = page
  const [first, ...others] = rule.findings
  const one = only ?? (others.length === 0 ? first : undefined)
  const title = `Explain: ${subjectOf(rule)}`
  return layout({
    ...{ title, reader, mistakes, done },
    part: 'start',
    above: [...above(page), { text: 'Queries to explain', href: explanationsOf(page.submissionId) }],
    content: html`
      ${column(html`
        ${heading(title)}
        ${overWords(page)}
        ${page.isOver === undefined && left(page, one)}
        ${aboutRule(page, one)}
        ${refusals(only ? [only] : rule.findings)}
      `)}
      ${only ? bodyOfOne(page, only) : bodyOf(page)}
    `,
  })
}

/** How much is left of this rule, and of the whole where this rule is not all of it. */
function left({ rules, rule }: ExplainRulePage, one: Query | undefined): Html {
  const all = rules.flatMap(({ findings }) => findings)
  return html`
    ${!one && html`<p class="govuk-body-l">${leftWords(rule.findings)}.</p>`}
    ${rules.length > 1 && paragraph(`With all other checks: ${leftWords(all).toLowerCase()}.`)}`
}

function aboutRule({ rule, request, isOver }: ExplainRulePage, one: Query | undefined): Html {
  const { says, expected, fix, findings } = rule
  return html`
    ${summaryList([
      { key: 'What is unusual', value: one?.message ?? says },
      ...(findings[0].sheet === '' ? [] : [{ key: 'Sheet', value: findings[0].sheet }]),
      ...(one ? [{ key: 'Where', value: placeOf(one, rule) }] : []),
      { key: 'What was expected', value: one?.expected ?? expected },
      { key: 'What to do', value: one?.fix ?? fix },
      { key: 'Check', value: rule.rule },
    ])}
    ${isOver === undefined && paragraph('If it is wrong, fix your workbook and ', link(`/data-requests/${request.id}/send`, 'send a new version'), '. If it is right, say here why.')}`
}

const bodyOfOne = (page: ExplainRulePage, only: Query): Html =>
  page.isOver === undefined
    ? boxesFor(page, [only])
    : column(
        html`${explanationOf(page, only, { isWhole: true })}${page.typed && notKept([...page.typed.values()])}`,
      )

function bodyOf(page: ExplainRulePage): Html {
  const { rule, isOver, typed } = page
  const open = openOf(rule.findings)
  const boxes = isOver === undefined ? boxesIn(page, open) : undefined
  return html`
    ${isOver !== undefined && open.length > 0 && places(rule, open)}
    ${boxes ?? (typed && column(html`${notKept([...typed.values()])}`))}
    ${explained(page)}`
}

/** The boxes to type in; none where there is nothing left to say. What was typed has its box again, whatever others did meanwhile. */
function boxesIn(page: ExplainRulePage, open: readonly Query[]): Html | undefined {
  const { rule, each, typed } = page
  const again = rule.findings.filter((query) => typed?.has(boxOf(query)))
  if (again.length > 0) return boxesFor(page, again)
  if (open.length === 0) return undefined
  if (each) {
    const rest = open.filter(({ id }) => id > each.after)
    return boxesFor(page, (rest.length > 0 ? rest : open).slice(0, boxesShown))
  }
  return open.length === 1 ? boxesFor(page, open) : forAll(page, open)
}

/** One box for all that are open. */
function forAll(page: ExplainRulePage, open: readonly Query[]): Html {
  const { rule, typed, mistakes } = page
  const count = withCommas(open.length)
  return html`
    ${places(rule, open)}
    ${column(html`
      ${subheading('Say why')}
      ${beforeTyping()}
      ${paragraph('If they are not all right for the same reason, ', link(addressOfRule(page, rule.rule, { each: 'yes' }), 'explain them one by one'), '.')}
      ${form({
        action: addressOfRule(page, rule.rule),
        content: html`
          ${textarea({
            name: 'reason',
            label: html`Why are all ${count} right?`,
            hint: '2,000 characters at most',
            value: typed?.get('reason'),
            error: mistakeIn(mistakes, 'reason'),
            rows: 5,
          })}
          ${button(`Save this reason for all ${count}`, { preventDoubleClick: true })}`,
      })}
    `)}`
}

/** A box for each of these. */
function boxesFor(page: ExplainRulePage, shown: readonly Query[]): Html {
  const { rule, only, each, typed, mistakes } = page
  const where = { ...(only && { finding: only.id }), ...(each && { each: 'yes', after: each.after }) }
  const isOne = shown.length === 1
  return column(html`
    ${only?.explanation && explanationOf(page, only, { isWhole: true })}
    ${beforeTyping()}
    ${!isOne && paragraph('Leave empty what you cannot explain yet. What you type is kept when you press the button.')}
    ${form({
      action: addressOfRule(page, rule.rule, where),
      content: html`
        ${shown.map((query) =>
          textarea({
            name: boxOf(query),
            label: labelOf(query, page, isOne),
            hint: isOne ? '2,000 characters at most' : undefined,
            value: typed ? typed.get(boxOf(query)) : (query.explanation?.text ?? undefined),
            error: mistakeIn(mistakes, boxOf(query)),
            rows: isOne ? 5 : 3,
          }),
        )}
        ${button(each ? 'Save and continue' : 'Save this reason', { preventDoubleClick: true })}`,
    })}
  `)
}

function labelOf(query: Query, { rule, only }: ExplainRulePage, isOne: boolean): Words {
  if (only?.explanation) return 'The new reason'
  if (isOne && (only || rule.findings.length === 1)) return 'Why is it right?'
  const place = html`<strong>${placeOf(query, rule)}</strong>: ${inShort(query, rule)}`
  return isOne ? html`Why is it right? ${place}` : place
}

/** What tells a query from the others of its rule. */
const inShort = (query: Query, { says }: RuleQueries): string =>
  query.message === says && query.found !== '' ? query.found : query.message

/** Where they are, and what each says. */
const places = (rule: RuleQueries, open: readonly Query[]): Html => html`
  ${table({
    caption: 'Where',
    head: [{ words: 'Cell' }, { words: 'What was found' }],
    rows: open.slice(0, placesShown).map((query) => [placeOf(query, rule), inShort(query, rule)]),
  })}
  ${open.length > placesShown && paragraph(`And ${withCommas(open.length - placesShown)} more like these. All are in the list of findings, and marked in your checked copy.`)}`

/** Those that are explained, a page at a time, each with the way to a new reason. */
function explained(page: ExplainRulePage): Html | false {
  const { rule, page: at } = page
  const open = new Set(openOf(rule.findings))
  const done = rule.findings.filter((query) => !open.has(query))
  if (done.length === 0) return false
  const { shown, links } = paged(done, {
    page: at,
    size: explainedShown,
    href: (number) => `${addressOfRule(page, rule.rule, { page: number })}#explained`,
  })
  return column(html`
    <h2 class="govuk-heading-m" id="explained">Explained</h2>
    ${shown.map((query) => explanationOf(page, query, { isWhole: false }))}
    ${links}
  `)
}

function explanationOf(
  page: ExplainRulePage,
  query: Query,
  { isWhole }: { readonly isWhole: boolean },
): Html | false {
  const { rule, version, isOver, only } = page
  const { explanation } = query
  if (explanation === null) return false
  const { text } = explanation
  const words =
    isWhole || text === null || text.length <= lettersShown ? text : `${text.slice(0, lettersShown)}…`
  const again = isOver === undefined && !only
  return html`
    ${!only && paragraph(html`<strong>${placeOf(query, rule)}</strong>: ${inShort(query, rule)}`)}
    ${insetText(html`
      <p class="govuk-body-s">${givenWords(explanation, version)}:</p>
      <p class="govuk-body rollcall-typed">${words ?? 'It has been destroyed.'}</p>
      ${again && link(addressOfRule(page, rule.rule, { finding: query.id }), html`Write a new reason<span class="govuk-visually-hidden"> for ${placeOf(query, rule)}</span>`)}
    `)}`
}
