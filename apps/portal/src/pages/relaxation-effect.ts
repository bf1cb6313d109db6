import type { RelaxationWould, VersionStanding } from '@rollcall/actions/read-rules'
import { counted, withCommas } from '@rollcall/domain/text'
import { tag } from './components.ts'
import { type Html, html } from './html.ts'
import { pageOf } from './paged.ts'
import { numbers, numeric } from './summary-parts.ts'
import { bullets, link, paragraph } from './text.ts'

const words: Readonly<Record<VersionStanding, string>> = {
  'must-fix': 'Has to be fixed',
  'needs-answers': 'Queries to explain',
  ready: 'Nothing left to do',
  signed: 'Signed off',
}

/** How many returns stand on a page. */
export const returnsOnAPage = 50

interface Effect {
  readonly would: RelaxationWould
  readonly isWithdrawal: boolean
  /** Counted from 1. */
  readonly page: number
  readonly href: (page: number) => string
}

/** What a change of a rule would do to the returns that are in: first in a sentence, then return by return. */
export function effectPart({ would, isWithdrawal, page, href }: Effect): Html {
  const { total, signed } = would
  if (total === 0)
    return paragraph(
      isWithdrawal
        ? 'No return that is in would change. The rule will hold for what is sent from then on.'
        : 'It finds nothing in the returns that are in now. It would matter only for what is sent from then on.',
    )
  const { links } = pageOf(total, { page, href, size: returnsOnAPage })
  return html`
    ${summary(would, isWithdrawal)}
    ${signed > 0 && paragraph(`${counted(signed, 'return')} with findings of it ${signed === 1 ? 'is' : 'are'} signed off, and ${signed === 1 ? 'stays as it was' : 'stay as they were'} signed.`)}
    ${numbers({
      caption: 'Return by return',
      captionSize: 's',
      head: [{ words: 'Authority' }, numeric('Findings'), { words: 'Now' }, { words: 'Then' }],
      rows: would.items.map(({ dataRequestId, authority, findings, from, to }) => [
        link(`/data-requests/${dataRequestId}/review`, authority),
        withCommas(findings),
        words[from],
        from === to ? 'The same' : tag({ words: words[to], colour: to === 'must-fix' ? 'red' : 'green' }),
      ]),
    })}
    ${links}`
}

function summary({ moves, returns, findings }: RelaxationWould, isWithdrawal: boolean): Html | false {
  if (returns === 0) return false
  const moved = moves.filter(({ from, to }) => from !== to)
  const what = isWithdrawal
    ? `At most ${counted(findings, 'finding')} in ${counted(returns, 'return')} would count again.`
    : `It would change ${counted(findings, 'finding')} in ${counted(returns, 'return')}.`
  return html`
    ${paragraph(`${what} ${moved.length === 0 ? 'Each return would stand as it does now.' : 'These returns would stand in another way:'}`)}
    ${
      moved.length > 0 &&
      bullets(
        moved.map(
          ({ from, to, returns: some }) =>
            `${counted(some, 'return')} from “${words[from]}” to “${words[to]}”`,
        ),
      )
    }`
}
