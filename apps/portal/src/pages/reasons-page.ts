import { counted } from '@rollcall/domain/text'
import { aboveAct, backToReview } from './decide-pages.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { paged } from './paged.ts'
import { addressOf, type Reviewed } from './review-page.ts'
import { reason } from './review-parts.ts'
import { column, heading, paragraph } from './text.ts'

interface ReasonsPage extends Omit<Reviewed, 'today'> {
  /** Its code. */
  readonly rule: string
  readonly page: number
}

/** Every reason that an authority gave for what one rule found. */
export function reasonsPage({ reader, review, rule, page }: ReasonsPage): Html {
  const { dataRequest, rules } = review
  const found = rules.find((one) => one.rule === rule && one.severity === 'query')
  const { shown, links } = paged(found?.explanations ?? [], {
    page,
    href: (number) => `${addressOf(review)}/reasons/${encodeURIComponent(rule)}?page=${number}`,
  })
  return layout({
    title: `Reasons for ${rule}`,
    reader,
    part: 'start',
    above: aboveAct(review),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> Reasons for ${rule}`)}
        ${
          found === undefined
            ? paragraph('This rule asks nothing about the newest version.')
            : paragraph(
                `${found.about ?? 'The workbook'}: ${counted(found.findings, 'finding')}, ${found.open} not explained.`,
              )
        }
        ${found && found.expects !== null && paragraph(`Expected: ${found.expects}`)}
        ${shown.map(reason)}
        ${backToReview(review)}
      `)}
      ${links}`,
  })
}
