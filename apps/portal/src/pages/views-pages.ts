import type { Views } from '@rollcall/actions/read-views'
import type { SavedView } from '@rollcall/domain/saved-view'
import { button, insetText, table } from './components.ts'
import { checkboxes, hidden, input, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface AboutViews {
  readonly reader: Reader
  readonly round: Parameters<typeof ofRound>[0]
}

interface Typed {
  readonly name: string | undefined
  readonly isShared: boolean
}

/** Where a view leads in a round. */
const boardWith = (roundId: string, shows: string): string =>
  `/rounds/${roundId}/board${shows && `?${shows}`}`

/** The way to the views that were saved, from a board, and to save what it shows. The one that it shows is no link. */
export function viewLinks(roundId: string, views: Views, shows: string): Html {
  const isSaved = views.some((view) => view.shows === shows)
  const there = views.map((view) =>
    view.shows === shows
      ? html`<strong>${view.name}</strong>`
      : link(boardWith(roundId, view.shows), view.name),
  )
  const ways = [
    ...there,
    ...(isSaved || shows === ''
      ? []
      : [link(`/rounds/${roundId}/board/views/new${shows && `?${shows}`}`, 'Save this view')]),
    ...(views.length > 0 ? [link(`/rounds/${roundId}/board/views`, 'All saved views')] : []),
  ]
  if (ways.length === 0) return html``
  const bar = html` <span aria-hidden="true">|</span> `
  return html`<p class="govuk-body rollcall-ways">Saved views: ${ways.map((way, at) => html`${at > 0 && bar}${way}`)}</p>`
}

interface ViewsPage extends AboutViews {
  readonly views: Views
  readonly done: string | undefined
}

/** Every view that one can open, each with the way to change it. */
export const viewsPage = ({ reader, round, views, done }: ViewsPage): Html =>
  layout({
    title: 'Saved views',
    reader,
    part: 'start',
    ...ofRound(round, 'board', []),
    done,
    content: html`
      ${heading('Saved views')}
      ${column(paragraph('A view keeps which authorities a board shows, in which order and with which columns. It can be opened in every round.'))}
      ${
        views.length === 0
          ? column(insetText('No view is saved yet. Choose what the board shows, then save it there.'))
          : table({
              ...{ caption: 'Your own, and those the office shares', captionSize: 's' },
              head: [{ words: 'View' }, { words: 'Whose' }, { words: 'Change' }],
              rows: views.map((view) => [
                link(boardWith(round.id, view.shows), view.name),
                view.isShared ? `Shared, made by ${view.madeByName}` : 'Your own',
                html`<a class="govuk-link" href="/rounds/${round.id}/board/views/${view.id}">Rename, share or delete<span class="govuk-visually-hidden">: ${view.name}</span></a>`,
              ]),
            })
      }`,
  })

const viewsCrumb = (roundId: string) => ({ text: 'Saved views', href: `/rounds/${roundId}/board/views` })

interface SaveViewPage extends AboutViews {
  readonly shows: string
  readonly typed?: Typed
  readonly mistakes?: readonly Mistake[]
}

/** A name for what a board shows now. */
export const saveViewPage = ({ reader, round, shows, typed, mistakes }: SaveViewPage): Html =>
  layout({
    title: 'Save this view',
    reader,
    part: 'start',
    ...ofRound(round, 'board', []),
    mistakes,
    content: column(html`
      ${heading('Save this view')}
      ${paragraph('What the board shows now is saved: which authorities, in which order, with which columns. ', link(boardWith(round.id, shows), 'Look at it again'), '.')}
      ${form({
        action: `/rounds/${round.id}/board/views/new`,
        content: html`${hidden('shows', shows)}${nameFields(typed, mistakes)}${button('Save', { preventDoubleClick: true })}`,
      })}
    `),
  })

const nameFields = (typed: Typed | undefined, mistakes: readonly Mistake[] | undefined): Html => html`
  ${input({
    ...{ name: 'name', label: 'Name', width: 20, value: typed?.name },
    hint: 'Such as “Late in London”. Do not write about a child.',
    error: mistakeIn(mistakes, 'name'),
  })}
  ${checkboxes({
    ...{ name: 'shared', values: typed?.isShared ? ['yes'] : [] },
    items: [
      {
        ...{ value: 'yes', words: 'Share it with the whole office' },
        hint: 'Everybody of the office can then open, rename and delete it.',
      },
    ],
  })}`

interface ViewPage extends AboutViews {
  readonly view: SavedView
  readonly typed?: Typed
  readonly mistakes?: readonly Mistake[]
}

/** One view: its name, whether it is shared, and to delete it. */
export function viewPage({ reader, round, view, typed = view, mistakes }: ViewPage): Html {
  const address = `/rounds/${round.id}/board/views/${view.id}`
  return layout({
    title: `Saved view: ${view.name}`,
    reader,
    part: 'start',
    ...ofRound(round, 'board', [viewsCrumb(round.id)]),
    mistakes,
    content: column(html`
      ${heading(view.name)}
      ${paragraph(link(boardWith(round.id, view.shows), 'Open it'))}
      ${form({ action: address, content: html`${nameFields(typed, mistakes)}${button('Save changes', { preventDoubleClick: true })}` })}
      ${subheading('Delete it')}
      ${paragraph(view.isShared ? 'It is gone for everybody of the office. No return and no figure changes.' : 'No return and no figure changes.')}
      ${form({ action: `${address}/delete`, content: button('Delete this view', { kind: 'warning', preventDoubleClick: true }) })}
    `),
  })
}
