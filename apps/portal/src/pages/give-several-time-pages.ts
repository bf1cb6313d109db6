import type { readTimeGiving } from '@rollcall/actions/give-time'
import type { Meant } from '@rollcall/database/more-time'
import type { getRound } from '@rollcall/database/rounds'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { counted, withCommas } from '@rollcall/domain/text'
import { authoritiesTextarea } from './authority-fields.ts'
import { button, dayText, details, insetText, table } from './components.ts'
import {
  checkboxes,
  dateInput,
  hidden,
  type Mistake,
  mistakeIn,
  mistakeInDay,
  radios,
  type TypedParts,
  textarea,
} from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

/** Whom more time is meant for, and until when, as the form says it. */
export interface TypedGiving {
  readonly who: string | undefined
  readonly regions: readonly string[]
  readonly codes: string | undefined
  readonly until: TypedParts
}

interface OfGiving {
  readonly reader: Reader
  readonly round: Awaited<ReturnType<typeof getRound>>
  readonly typed: TypedGiving
  readonly mistakes?: readonly Mistake[]
}

interface GivingForm extends OfGiving {
  /** Who has not signed, by region. */
  readonly waiting: readonly {
    readonly region: string | null
    readonly notSigned: number
    readonly late: number
  }[]
}

const title = 'Give more time to several authorities'

const around = ({ round }: OfGiving) => ofRound(round, 'extensions', [])

/** Who is to get more time, and until when. */
export function givingForm(page: GivingForm): Html {
  const { reader, round, mistakes } = page
  const isOpen = round.state === 'open'
  return layout({
    ...{ title, reader, part: 'start', ...around(page) },
    mistakes: isOpen ? mistakes : undefined,
    content: column(html`
      ${heading(title)}
      ${
        isOpen
          ? html`
            ${paragraph('To move the date for everybody, ', link(`/rounds/${round.id}/dates`, 'change the due date of the round'), '.')}
            ${fieldsOf(page)}`
          : insetText('This round is not open, so no more time can be given.')
      }
    `),
  })
}

const fieldsOf = ({ round, waiting, typed, mistakes }: GivingForm): Html => {
  const sum = (count: 'notSigned' | 'late') =>
    withCommas(waiting.reduce((total, region) => total + region[count], 0))
  const regions = waiting.flatMap(({ region }) => region ?? [])
  return form({
    action: `/rounds/${round.id}/extensions/give`,
    content: html`
      ${radios({
        ...{ name: 'who', legend: 'Who gets more time?', value: typed.who },
        error: mistakeIn(mistakes, 'who'),
        items: [
          { value: 'not signed', words: `Everybody who has not signed (${sum('notSigned')} now)` },
          { value: 'late', words: `Everybody who is late (${sum('late')} now)` },
          ...(regions.length > 0
            ? [{ value: 'regions', words: 'All in some regions', hint: 'Tick them below.' }]
            : []),
          { value: 'authorities', words: 'A list of authorities', hint: 'Paste it below.' },
        ],
      })}
      ${
        regions.length > 0 &&
        checkboxes({
          ...{ name: 'regions', legend: 'Regions, if you give it by region', values: typed.regions },
          error: mistakeIn(mistakes, 'regions'),
          items: waiting.flatMap(({ region, notSigned }) =>
            region === null
              ? []
              : [{ value: region, words: `${region} (${withCommas(notSigned)} not signed)` }],
          ),
        })
      }
      ${authoritiesTextarea({
        ...{ name: 'codes', label: 'Authorities, if you give it by a list', rows: 6, value: typed.codes },
        mistakes,
      })}
      ${dateInput({
        ...{ name: 'until', legend: 'Until which day?', value: typed.until },
        hint: html`The round is due on ${dayText(round.dueOn)}${round.closesOn && html` and closes on ${dayText(round.closesOn)}`}.`,
        error: mistakeInDay(mistakes, 'until'),
      })}
      ${button('See who would get it')}
      ${paragraph('Nothing is given yet. The next page lists who would get it, and asks for the reason.')}`,
  })
}

interface GivingConfirmed extends OfGiving {
  readonly until: CalendarDate
  readonly giving: Awaited<ReturnType<typeof readTimeGiving>>
  readonly reason?: string | undefined
}

/** Who would get more time and who would not, before it is given; and the reason for it. */
export function confirmGiving(page: GivingConfirmed): Html {
  const { reader, round, typed, until, giving, mistakes, reason } = page
  const { given, notGiven } = giving
  const address = `/rounds/${round.id}/extensions/give`
  const heads = `${counted(given.length, 'authority', 'authorities')} would get more time`
  return layout({
    title: heads,
    reader,
    part: 'start',
    ...ofRound(round, 'extensions', [{ text: 'Give it to several', href: address }]),
    mistakes,
    content: html`
      ${column(html`
        ${heading(heads)}
        ${paragraph('Each is due on ', dayText(until), ' then, and is told so with your reason.')}
        ${bullets(asWords(given, until))}
      `)}
      ${whoTable(given)}
      ${notGiven.length > 0 && notGivenPart(notGiven)}
      ${column(html`
        ${form({
          action: address,
          content: html`
            ${hidden('who', typed.who ?? '')}
            ${typed.regions.map((region) => hidden('regions', region))}
            ${hidden('codes', typed.codes ?? '')}
            ${Object.entries(typed.until).map(([part, value]) => hidden(`until-${part}`, value))}
            ${hidden('expected', String(given.length))}
            ${textarea({
              ...{ name: 'reason', label: 'Why is more time given?', rows: 4, value: reason },
              hint: 'Each of these authorities reads it. Do not write anything about a child.',
              error: mistakeIn(mistakes, 'reason'),
            })}
            ${button(`Give ${counted(given.length, 'authority', 'authorities')} more time`, { preventDoubleClick: true })}`,
        })}
        ${paragraph(link(address, 'Choose others'))}
        ${paragraph(link(`/rounds/${round.id}/extensions`, 'Give nobody more time'))}
      `)}
    `,
  })
}

/** What becomes of what some of them have asked for. */
function asWords(given: readonly Meant[], until: CalendarDate): string[] {
  const asked = given.flatMap(({ askedUntil }) => askedUntil ?? [])
  const longer = asked.filter((wanted) => wanted > until).length
  const answered = asked.length - longer
  return [
    ...(answered === 0
      ? []
      : [
          `${counted(answered, 'authority', 'authorities')} ${answered === 1 ? 'has' : 'have'} asked for no more than that. ${answered === 1 ? 'Its request is' : 'Their requests are'} granted by it.`,
        ]),
    ...(longer === 0
      ? []
      : [
          `${counted(longer, 'authority', 'authorities')} ${longer === 1 ? 'has' : 'have'} asked for longer. That still waits for an answer.`,
        ]),
  ]
}

/** More names than this are counted and not listed. */
const mostNamed = 100

const more = (count: number): Html | false =>
  count > mostNamed && paragraph(`And ${withCommas(count - mostNamed)} more.`)

const whoTable = (given: readonly Meant[]): Html => html`
  ${table({
    caption: 'Who gets it',
    captionSize: 's',
    head: [{ words: 'Authority' }, { words: 'Due now' }],
    rows: given.slice(0, mostNamed).map(({ name, dueOn }) => [name, dayText(dueOn)]),
  })}
  ${more(given.length)}`

const notGivenPart = (notGiven: GivingConfirmed['giving']['notGiven']): Html =>
  details(
    `${counted(notGiven.length, 'authority', 'authorities')} would not get it`,
    html`
      ${bullets(
        notGiven
          .slice(0, mostNamed)
          .map(({ request: { name, dueOn }, why }) =>
            why.code === 'EXTENSION_SIGNED'
              ? `${name}: signed off already`
              : html`${name}: has until ${dayText(dueOn)} already`,
          ),
      )}
      ${more(notGiven.length)}`,
    { isOpen: true },
  )
