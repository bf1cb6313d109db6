import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Rehearsed } from '@rollcall/domain/rehearsal'
import { counted, withCommas, withoutCapital } from '@rollcall/domain/text'
import { checksOf } from '@rollcall/workbook/writing/checks'
import { amountText } from './amounts.ts'
import { summaryList, tag } from './components.ts'
import { type Html, html } from './html.ts'
import type { Words } from './macros.ts'
import { severityStatus } from './places.ts'
import { numbers, numeric } from './summary-parts.ts'
import { bullets, column, paragraph } from './text.ts'

/** What a rehearsal came to: outcomes, what was found by rule, and the figures made from what could be counted. */
export function rehearsedPart(results: Rehearsed, compiled: CompiledCollection): Html {
  if (results.returns === 0)
    return column(
      paragraph('None of the authorities that are asked has a sample return, so nothing was tried.'),
    )
  return html`
    ${summaryList(summaryOf(results))}
    ${results.rules.length > 0 && rulesTable(results, compiled)}
    ${results.counted > 0 && figuresTable(results, compiled)}`
}

const outcomeWords: Readonly<Record<keyof Rehearsed['outcomes'], string>> = {
  ready: 'Nothing to fix or explain',
  'needs-answers': 'Something to explain',
  'must-fix': 'Something to fix',
  refused: 'Could not be read',
}

function summaryOf({ returns, rows, planted, found, outcomes, counted: made, ...rest }: Rehearsed) {
  const { isCompared, milliseconds } = rest
  const kinds = Object.keys(outcomeWords) as (keyof typeof outcomeWords)[]
  return [
    { key: 'Returns tried', value: `${withCommas(returns)}, with ${counted(rows, 'row')}` },
    {
      key: 'Outcomes',
      value: bullets(
        kinds
          .filter((kind) => outcomes[kind] > 0)
          .map((kind) => `${outcomeWords[kind]}: ${withCommas(outcomes[kind])}`),
      ),
    },
    {
      key: 'Mistakes put in',
      value:
        planted === 0 ? 'None' : `${withCommas(planted)}, of which the checks found ${withCommas(found)}`,
    },
    {
      key: 'Compared with',
      value: isCompared ? 'Sample returns of the round before' : 'Nothing, as no round before is chosen',
    },
    { key: 'Counted', value: `${counted(made, 'return')} had nothing to fix` },
    {
      key: 'Time taken',
      value: `${secondsText(milliseconds.checking)} to make and check the returns, ${secondsText(milliseconds.checking / returns)} for each; ${secondsText(milliseconds.figures)} to work out the figures`,
    },
  ]
}

const secondsText = (milliseconds: number): string =>
  milliseconds < 10 ? 'less than 0.01 seconds' : `${Number((milliseconds / 1000).toPrecision(2))} seconds`

const rulesTable = ({ rules }: Rehearsed, compiled: CompiledCollection): Html =>
  numbers({
    caption: 'What was found',
    head: [{ words: 'Rule' }, { words: 'An officer has to' }, numeric('Found'), numeric('In returns')],
    rows: rules.map(({ rule, severity, findings, returns }) => [
      ruleText(rule, compiled),
      tag(severityStatus[severity]),
      withCommas(findings),
      withCommas(returns),
    ]),
  })

/** What a rule of the collection expects; of what was wrong with a cell itself, the question it stands under. */
function ruleText(rule: string, compiled: CompiledCollection): Words {
  const [check] = compiled.sheets
    .flatMap((sheet) => checksOf(sheet, compiled))
    .filter(({ code }) => code === rule)
  if (check)
    return html`${check.about}: ${withoutCapital(check.expects)} <span class="rollcall-code">${rule}</span>`
  const [id, fault = ''] = rule.split('.')
  const asked = compiled.sheets.flatMap(({ columns }) => columns).find((one) => one.id === id)
  return html`${asked ? `${asked.heading}: ${fault.replaceAll('-', ' ')}` : ''} <code>${rule}</code>`
}

const figuresTable = ({ figures, counted: made }: Rehearsed, { collection }: CompiledCollection): Html => {
  const values = new Map(figures.map(({ id, value }) => [id, value]))
  return html`
    ${numbers({
      caption: `Figures, from ${counted(made, 'sample return')}`,
      head: [{ words: 'Figure' }, numeric('Value')],
      rows: collection.figures.map((figure) => [
        html`${figure.title} <span class="rollcall-aside">(${figure.unit})</span>`,
        amountText(values.get(figure.id) ?? null, figure),
      ]),
    })}
    ${column(paragraph('They show that the sums can be done. They say nothing about real children.'))}`
}
