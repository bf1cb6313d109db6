import type { Board } from '@rollcall/actions/read-board'
import { outstanding } from '@rollcall/domain/progress'
import { requestStates } from '@rollcall/domain/request-life'
import { type BoardView, boardAddress, boardColumns, boardFields } from './board-address.ts'
import { columnsOf } from './board-table.ts'
import { button, details } from './components.ts'
import { checkboxes, input, select } from './fields.ts'
import { type Html, html } from './html.ts'
import { statusOfRequest } from './statuses.ts'
import { link, paragraph } from './text.ts'

const any = { value: '', words: 'All' }

/** The form that leaves only some authorities in the table. */
export function boardFilters({ round, counts }: Board, view: BoardView): Html {
  const { state, region, isOverdue, text, reach } = view
  const isNarrowed =
    state !== undefined ||
    region !== undefined ||
    isOverdue ||
    text !== undefined ||
    reach !== undefined ||
    view.columns !== undefined
  const states = view.view === 'outstanding' ? outstanding : requestStates
  const regions = [...new Set(counts.flatMap((count) => count.region ?? []))].sort()
  const everybody = {
    ...view,
    state: undefined,
    region: undefined,
    isOverdue: false,
    text: undefined,
    reach: undefined,
    columns: undefined,
  }
  const kept = boardFields({ ...everybody, page: 1 })
  const fields = html`
    <form method="get" action="/rounds/${round.id}/board" class="rollcall-filters">
      ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      ${input({ name: 'text', label: 'Name or code', type: 'search', value: text, width: 20 })}
      ${select({
        name: 'state',
        label: 'State',
        value: state ?? '',
        items: [any, ...states.map((value) => ({ value, words: statusOfRequest[value].words }))],
      })}
      ${select({
        name: 'region',
        label: 'Region',
        value: region ?? '',
        items: [any, ...regions.map((value) => ({ value, words: value }))],
      })}
      ${select({
        ...{ name: 'reach', label: 'Can its people be reached by e-mail?', value: reach ?? '' },
        items: [
          any,
          { value: 'nobody', words: 'Nobody can be reached' },
          { value: 'not all', words: 'Messages to somebody come back' },
        ],
      })}
      ${checkboxes({
        ...{ name: 'overdue', values: isOverdue ? ['yes'] : [] },
        items: [{ value: 'yes', words: 'Only those that are late and not signed' }],
      })}
      ${columnsToShow(view)}
      ${button('Show', { kind: 'secondary' })}
      ${isNarrowed && paragraph(link(boardAddress(round.id, { ...everybody, page: 1 }), 'Show all of them'))}
    </form>`
  return details('Choose what is shown', fields, { isOpen: isNarrowed })
}

/** Folded away, as they are seldom changed. */
const columnsToShow = (view: BoardView): Html =>
  details(
    'Columns',
    html`<div class="rollcall-beside-each-other">${checkboxes({
      ...{ name: 'columns', legend: 'Which columns stand beside the name of the authority?' },
      values: view.columns ?? boardColumns[view.view],
      items: columnsOf(view.view).map(({ id, words }) => ({ value: id, words })),
    })}</div>`,
    { isOpen: view.columns !== undefined },
  )
