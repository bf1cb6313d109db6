import type { Review } from '@rollcall/actions/read-review'
import { counted } from '@rollcall/domain/text'
import { momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { link } from './text.ts'

type Reason = Review['rules'][number]['explanations'][number]

/** What an officer said. */
export const reasonText = ({ text }: Reason): string => `“${text ?? 'This explanation was destroyed.'}”`

/** Who said it, and of what. */
export function givenFor({ givenBy, queries, cells }: Reason): string {
  const where =
    cells.length === 0 ? '' : `: ${cells.join(', ')}${cells.length < queries ? ' and others' : ''}`
  return `${givenBy ?? 'A person who has left'}, for ${counted(queries, 'finding')}${where}`
}

/** What the office made of it, who and when. */
export function decidedWords({ decided }: Reason): Html | false {
  if (decided === null) return false
  const { decision, decidedBy, decidedAt, dataQueryId } = decided
  const who = html`by ${decidedBy ?? 'a person who has left'} on ${momentText(decidedAt)}`
  if (decision === 'accepted') return html`Accepted ${who}`
  return html`<strong>Refused</strong> ${who}${dataQueryId && html`: ${link(`/data-queries/${dataQueryId}`, 'the question about it')}`}`
}
