import type { Board } from '@rollcall/actions/read-board'
import { roleWords } from '@rollcall/actions/role-words'
import type { BoardRow, BoardSort } from '@rollcall/database/board'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { outstanding } from '@rollcall/domain/progress'
import { counted } from '@rollcall/domain/text'
import { today } from '@rollcall/platform/clock'
import { type BoardColumn, type BoardView, boardAddress } from './board-address.ts'
import { dayText, table, tag } from './components.ts'
import { type Html, html } from './html.ts'
import type { Words } from './macros.ts'
import { returnLink } from './return-link.ts'
import { statusOfRequest } from './statuses.ts'
import { link } from './text.ts'

interface TableColumn {
  /** Which it is, where it can be left out. */
  readonly id?: BoardColumn
  readonly sort?: BoardSort
  /** Whether each cell says what it is, where the table stands as blocks. */
  readonly isLabelled?: boolean
  readonly words: string
  readonly isNumeric?: boolean
  readonly cell: (row: BoardRow, board: Board) => Words
}

const nothing = '–'

const named: readonly TableColumn[] = [
  {
    sort: 'authority',
    words: 'Authority',
    cell: (row) => html`${returnLink(row.id, row.name, row.code)}${reachOf(row)}`,
  },
  { id: 'region', sort: 'region', words: 'Region', cell: ({ region }) => region ?? nothing },
  { id: 'state', sort: 'state', words: 'State', cell: ({ state }) => tag(statusOfRequest[state]) },
  {
    ...{ id: 'due', sort: 'due', words: 'Due', isLabelled: true },
    cell: ({ dueOn }, { round }) => html`${dayText(dueOn)}${dueOn > round.dueOn && ' (more time given)'}`,
  },
  {
    ...{ id: 'late', sort: 'late', words: 'Days late', isNumeric: true, isLabelled: true },
    cell: ({ daysLate }) => (daysLate === null ? nothing : String(daysLate)),
  },
]

const columns: Readonly<Record<BoardView['view'], readonly TableColumn[]>> = {
  all: [
    ...named,
    {
      ...{ id: 'version', sort: 'version', words: 'Version', isNumeric: true, isLabelled: true },
      cell: ({ version }) => (version === null ? nothing : String(version)),
    },
    {
      ...{ id: 'left', sort: 'left', words: 'To fix or explain', isLabelled: true },
      cell: (row) => leftToDo(row),
    },
    {
      ...{ id: 'questions', sort: 'questions', words: 'Open questions', isNumeric: true, isLabelled: true },
      cell: ({ openQuestions }) => String(openQuestions),
    },
    {
      ...{ id: 'done', words: 'Last done', isLabelled: true },
      cell: ({ lastDone }) => (lastDone ? dayOf(lastDone) : nothing),
    },
  ],
  outstanding: [...named, { id: 'people', words: 'People', cell: (row, board) => peopleOf(row, board) }],
}

/** The authorities that stand on a page. Each heading that can sort them is a link. */
export function boardTable(board: Board, view: BoardView): Html {
  const shown = shownColumns(view)
  return html`<div class="rollcall-board rollcall-board--${view.view}">${table({
    caption: view.view === 'all' ? 'Everybody who was asked' : 'Who is outstanding',
    captionSize: 's',
    head: shown.map(({ sort, words, isNumeric = false, isLabelled = false }) => ({
      ...{ isNumeric, ...(isLabelled && { label: words }) },
      ...(sort ? sortable(board.round.id, view, sort, words) : { words }),
    })),
    rows: board.rows.map((row) => shown.map(({ cell }) => cell(row, board))),
  })}</div>`
}

/** The columns that a view can have, with what they are called, in the order in which they stand. */
export const columnsOf = (
  view: BoardView['view'],
): readonly { readonly id: BoardColumn; readonly words: string }[] =>
  columns[view].flatMap(({ id, words }) => (id ? [{ id, words }] : []))

/** Those that were chosen, or all where none of them was. */
function shownColumns({ view, columns: chosen }: BoardView): readonly TableColumn[] {
  const some = columns[view].filter(({ id }) => id === undefined || chosen?.includes(id))
  return some.length > 1 ? some : columns[view]
}

/** Pressed once, it sorts by this; pressed again, the other way round. */
function sortable(roundId: string, view: BoardView, sort: BoardSort, words: string) {
  const isSorted = view.sort === sort
  const href = boardAddress(roundId, {
    ...view,
    ...{ sort, isDescending: isSorted && !view.isDescending, page: 1 },
  })
  if (!isSorted) return { words: link(href, words) }
  return {
    words: html`${link(href, words)} <span aria-hidden="true">${view.isDescending ? '▼' : '▲'}</span>`,
    sorted: view.isDescending ? ('descending' as const) : ('ascending' as const),
  }
}

/** Where somebody of an authority cannot be written to, or nobody can: only while its return is to come. */
function reachOf({ people, unreached, state }: BoardRow): Html | false {
  if (!outstanding.includes(state)) return false
  if (people === unreached) return html` ${tag({ words: 'Nobody can be reached', colour: 'red' })}`
  return (
    unreached > 0 &&
    html` <span class="rollcall-aside">messages to ${unreached} of ${counted(people, 'person', 'people')} come back</span>`
  )
}

/** What the newest version still needs of its authority. */
function leftToDo({ version, submissionState, errorCount, openQueryCount }: BoardRow): string {
  if (version === null) return nothing
  if (submissionState === 'received' || submissionState === 'checking') return 'Being checked'
  if (submissionState === 'refused') return 'Could not be read'
  const errors = errorCount ? [`${errorCount} to fix`] : []
  const queries = openQueryCount ? [`${openQueryCount} to explain`] : []
  return [...errors, ...queries].join(', ') || 'Nothing'
}

function peopleOf({ authorityId }: BoardRow, { people }: Board): Html {
  const those = people.filter((person) => person.authorityId === authorityId)
  if (those.length === 0) return html`Nobody yet`
  return html`${those.map(({ name, role, email, isBroken }) => html`<span class="rollcall-person">${name}, ${roleWords[role]}: <a class="govuk-link" href="mailto:${email}">${email}</a>${isBroken && ' (messages come back)'}</span>`)}`
}

const dayOf = (moment: Date): Html => dayText(CalendarDate.parse(today(moment)))
