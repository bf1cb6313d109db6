import type { Colleague } from '@rollcall/actions/read-colleagues'
import { roleWords } from '@rollcall/actions/role-words'
import { capital } from '@rollcall/domain/text'
import { button, dayText, insetText } from './components.ts'
import { dateInput, type Mistake, mistakeIn, mistakeInDay, radios, type TypedParts } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { PeoplePlace } from './people-place.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface CoverPage {
  readonly reader: Reader
  readonly place: PeoplePlace
  /** Who is away. */
  readonly colleague: Colleague
  /** Those who could stand in, in each of their roles. */
  readonly others: readonly Colleague[]
  readonly typed?: {
    readonly coverMembershipId: string | undefined
    readonly from: TypedParts
    readonly until: TypedParts
  }
  readonly mistakes?: readonly Mistake[]
}

/** Asks who stands in for somebody, and on which days. */
export function coverPage({ reader, place, colleague, others, typed, mistakes }: CoverPage): Html {
  const { isSelf, name } = colleague
  const title = isSelf ? 'When you are away' : `When ${name} is away`
  return layout({
    ...{ title, reader, mistakes },
    part: place.part,
    above: place.above,
    content: column(html`
      ${heading(title)}
      ${paragraph(`Say who stands in for ${isSelf ? 'you' : name}. On those days:`)}
      ${bullets([
        `every e-mail that goes to ${isSelf ? 'you' : name} goes to them as well`,
        `what they can do in Rollcall stays as it is${colleague.role === 'signatory' ? ': to sign off a return, they have to be a signatory too' : ''}`,
      ])}
      ${colleague.covers.length > 0 && insetText(html`${coversOf(place, colleague)}`)}
      ${
        others.length === 0
          ? html`
            ${insetText(`Nobody else acts ${place.forWhom}, so nobody can stand in.`)}
            ${paragraph('Have somebody invited first, then come back. ', link(place.list, 'Go to the people'))}`
          : form({
              action: `${place.acts}/${colleague.id}/cover`,
              content: html`
                ${radios({
                  ...{ name: 'coverMembershipId', legend: 'Who stands in?', value: typed?.coverMembershipId },
                  items: others.map(({ id, role, name: whose, email }) => ({
                    ...{ value: id, words: whose, hint: `${capital(roleWords[role])}, ${email}` },
                  })),
                  error: mistakeIn(mistakes, 'coverMembershipId'),
                })}
                ${dateInput({
                  ...{ name: 'from', legend: 'First day', value: typed?.from ?? {} },
                  error: mistakeInDay(mistakes, 'from'),
                })}
                ${dateInput({
                  ...{ name: 'until', legend: 'Last day', value: typed?.until ?? {} },
                  hint: 'On this day they still stand in.',
                  error: mistakeInDay(mistakes, 'until'),
                })}
                ${button('Save', { preventDoubleClick: true })}`,
            })
      }
      ${paragraph(link(place.list, 'Go back without a change'))}
    `),
  })
}

/** Who stands in for somebody and when, each with the way to end it. */
export const coversOf = ({ acts }: PeoplePlace, { id, covers }: Colleague): Html | false =>
  covers.length > 0 &&
  html`${covers.map(
    ({ id: coverId, standIn, fromOn, untilOn, mayBeEnded }) => html`
      <p class="govuk-body">${standIn} stands in from ${dayText(fromOn)} to ${dayText(untilOn)}.</p>
      ${
        mayBeEnded &&
        form({
          action: `${acts}/${id}/cover/${coverId}/end`,
          content: html`<button class="rollcall-link-button">End it<span class="govuk-visually-hidden">: ${standIn} no longer stands in</span></button>`,
        })
      }`,
  )}`
