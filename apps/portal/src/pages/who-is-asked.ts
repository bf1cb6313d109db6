import { kindWords } from '@rollcall/domain/authority'
import { both, counted } from '@rollcall/domain/text'
import type { ChosenBy } from '@rollcall/domain/who-is-asked'
import { details, table } from './components.ts'
import { type Html, html } from './html.ts'
import { bullets, paragraph } from './text.ts'

export interface NamedAuthority {
  readonly code: string
  readonly name: string
}

export interface AskedAuthority extends NamedAuthority {
  readonly region: string | null
}

/** More names than this on one page would be too many to send. */
const mostNamed = 300

/** How those asked were chosen, who was left out, and how many there are of each region. */
export function whoIsAsked(
  { whoAsked }: { readonly whoAsked: ChosenBy },
  asked: readonly AskedAuthority[],
  leftOut: readonly NamedAuthority[],
): Html {
  const regions = Map.groupBy(asked, ({ region }) => region ?? 'No region')
  return html`
    ${paragraph(`${choiceText(whoAsked)}${leftOut.length > 0 ? `, without ${counted(leftOut.length, 'authority that is', 'authorities that are')} left out` : ''}.`)}
    ${table({
      caption: `${counted(asked.length, 'authority', 'authorities')}, by region`,
      captionSize: 's',
      head: [{ words: 'Region' }, { words: 'Authorities', isNumeric: true }],
      rows: [...regions].map(([region, those]) => [region, String(those.length)]),
    })}
    ${asked.length <= mostNamed && details('Every authority by name', named(asked))}
    ${leftOut.length > 0 && details('Who is left out', named(leftOut.slice(0, mostNamed)))}`
}

const named = (those: readonly NamedAuthority[]): Html =>
  bullets(those.map(({ code, name }) => `${name} (${code})`))

function choiceText(who: ChosenBy): string {
  switch (who.by) {
    case 'all':
      return 'All that the collection asks'
    case 'kinds':
      return `All ${both(who.kinds.map((kind) => kindWords[kind]))} that the collection asks`
    case 'regions':
      return `All that the collection asks in ${both(who.regions)}`
    case 'list':
      return 'A list of authorities'
  }
}
