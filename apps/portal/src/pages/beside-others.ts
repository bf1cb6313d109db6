import type { Review } from '@rollcall/actions/read-review'
import { whyListed } from '@rollcall/domain/outlier'
import { withCommas } from '@rollcall/domain/text'
import { amountText } from './amounts.ts'
import { type Html, html } from './html.ts'
import { isKnown, numbers, numeric } from './summary-parts.ts'
import { bullets, link, paragraph, subheading } from './text.ts'

/** What stands out in a return, and its figures beside what is usual in accepted returns. */
export function besideOthersPart(review: Review): Html | false {
  return review.says !== null && html`${outliersPart(review)}${usualPart(review)}`
}

const outliersPart = ({ compared: { outliers }, dataRequest: { roundId } }: Review): Html | false =>
  outliers.length > 0 &&
  html`
    ${subheading('What stands out')}
    ${bullets(
      outliers.map(
        ({ figure, found }) =>
          html`<strong>${figure.title}</strong>: ${whyListed(found, (value) => amountText(value, figure))}`,
      ),
    )}
    ${paragraph('It may be right. Ask about it where you cannot tell. ', link(`/rounds/${roundId}/outliers`, 'What stands out in other returns'))}`

/** A median of one or two returns is what these said, and not what is usual. */
const fewest = 3

function usualPart({ says, compared: { region, usual } }: Review): Html | false {
  const rows = usual.flatMap(({ figure, inEngland, inRegion }) => {
    const own = says?.figures.find(({ id }) => id === figure.id)
    if (own === undefined || !isKnown(own) || inEngland.returns < fewest) return []
    const middle = (usually: typeof inRegion) =>
      usually && usually.returns >= fewest
        ? html`${amountText(usually.middle, figure)} <span class="rollcall-aside">(of ${withCommas(usually.returns)})</span>`
        : 'Too few'
    return [
      [
        figure.title,
        amountText(own.value, figure),
        ...(region === null ? [] : [middle(inRegion)]),
        middle(inEngland),
      ],
    ]
  })
  if (rows.length === 0)
    return paragraph('Too few returns have been accepted to say what is usual in others.')
  return html`
    ${numbers({
      caption: 'Beside other accepted returns',
      head: [
        { words: 'Figure' },
        numeric('This return'),
        ...(region === null ? [] : [numeric(`Middle of ${region}`)]),
        numeric('Middle of England'),
      ],
      rows,
    })}
    ${paragraph('The middle is the median: half of the accepted returns say more, and half say less. In brackets: of how many returns.')}`
}
