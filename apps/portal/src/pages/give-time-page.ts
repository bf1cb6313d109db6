import type { getRound } from '@rollcall/database/rounds'
import type { ShownDataRequest } from '@rollcall/database/shown-data-requests'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import { button, dayText, insetText, summaryList, tag } from './components.ts'
import { dueText } from './due.ts'
import { dateInput, type Mistake, mistakeIn, mistakeInDay, type TypedParts, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { ofReturn } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph } from './text.ts'

interface GiveTimePage {
  readonly reader: Reader
  readonly round: Awaited<ReturnType<typeof getRound>>
  readonly dataRequest: ShownDataRequest
  /** What the authority has asked for and nobody has decided. */
  readonly asked: { readonly id: string; readonly askedUntil: CalendarDate | null } | undefined
  readonly today: CalendarDate
  readonly mistakes?: readonly Mistake[]
  /** The form as it was sent, where it is given back. */
  readonly typed?: { readonly until: TypedParts; readonly reason: string | undefined }
}

/** More time for one authority that has not asked for it. */
export function giveTimePage(page: GiveTimePage): Html {
  const { reader, round, dataRequest, today, mistakes, typed } = page
  const { id, authorityName, state, dueOn, roundDueOn } = dataRequest
  const title = `Give ${authorityName} more time`
  const whyNot = whyNotGive(page)
  return layout({
    ...{ title, reader, part: 'start' },
    ...ofReturn(dataRequest, []),
    mistakes: whyNot === undefined ? mistakes : mistakes?.map(({ words }) => ({ words })),
    content: column(html`
      ${heading(title)}
      ${summaryList([
        { key: 'Return', value: tag(statusOfRequest[state]) },
        {
          key: 'Due',
          value: html`${dueText(dataRequest, today)}${dueOn !== roundDueOn && html`<br>For the round: ${dayText(roundDueOn)}`}`,
        },
        ...(round.closesOn === null
          ? []
          : [
              {
                key: 'Round closes',
                value: html`${dayText(round.closesOn)}. Authorities are not shown this day.`,
              },
            ]),
      ])}
      ${whyNot === undefined ? timeForm(page) : html`${insetText(whyNot)}${notKept([typed?.reason])}`}
      ${paragraph(link(`/data-requests/${id}/review`, 'Back to the return'))}
    `),
  })
}

/** Why there is no form, where there is none. */
function whyNotGive({ round, dataRequest, asked }: GiveTimePage): Html | string | undefined {
  if (round.state !== 'open') return 'This round is not open, so no more time can be given.'
  if (!underWay.includes(dataRequest.state))
    return 'This return is signed off, so it needs no more time. If it has to be sent again, reopen it first.'
  if (asked === undefined) return undefined
  return html`This authority has asked for more time${asked.askedUntil && html` until ${dayText(asked.askedUntil)}`}. ${link(`/extensions/${asked.id}`, 'Decide what it asked for')}: any day can be chosen there.`
}

const timeForm = ({ round, dataRequest, mistakes, typed }: GiveTimePage): Html =>
  form({
    action: `/data-requests/${dataRequest.id}/give-time`,
    content: html`
      ${dateInput({
        ...{ name: 'until', legend: 'Until which day?', value: typed?.until ?? {} },
        hint: html`A day after ${dayText(dataRequest.dueOn)}${round.closesOn && html`, and no later than ${dayText(round.closesOn)}`}.`,
        error: mistakeInDay(mistakes, 'until'),
      })}
      ${textarea({
        ...{ name: 'reason', label: 'Why is more time given?', rows: 4, value: typed?.reason },
        hint: 'The authority reads it. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${button('Give more time', { preventDoubleClick: true })}`,
  })
