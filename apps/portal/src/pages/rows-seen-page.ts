import type { readRowsSeen } from '@rollcall/actions/read-rows-seen'
import { timeline } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { column, heading, paragraph } from './text.ts'
import { written } from './written.ts'

type Seen = Awaited<ReturnType<typeof readRowsSeen>>[number]

interface RowsSeenPage {
  readonly reader: Reader
  readonly request: { readonly id: string; readonly title: string }
  /** Newest first. */
  readonly seen: readonly Seen[]
  readonly page: number
}

/** Who of the office looked at rows of this return: when, which, and why. */
export function rowsSeenPage({ reader, request, seen, page }: RowsSeenPage): Html {
  const title = 'Who has seen your rows'
  const href = (number: number) => `/data-requests/${request.id}/rows-seen?page=${number}`
  const { shown, links } = paged(seen, { page, href })
  return layout({
    ...{ title, reader },
    part: 'start',
    above: [{ text: request.title, href: `/data-requests/${request.id}` }],
    content: html`
      ${column(html`
        ${heading(title)}
        ${paragraph('The Commissioner’s office reads your return as numbers. It sees the rows, which are about single children, only when somebody there gives a reason. Each time is listed here, the newest first.')}
        ${seen.length === 0 && paragraph('Nobody at the office has looked at rows of this return.')}
      `)}
      ${
        shown.length > 0 &&
        timeline(
          shown.map((one) => ({
            title: whatText(one),
            by: one.takenByName ?? 'the Commissioner’s office',
            at: one.takenAt,
            words: written(one.reason ?? 'The reason has been destroyed.'),
          })),
        )
      }
      ${links}
    `,
  })
}

function whatText({ version, figure, group, withOthers }: Seen): string {
  const of = `of version ${version}`
  const which =
    figure === null
      ? `All rows ${of}`
      : `Rows ${of} in the figure “${figure}”${group === '' ? '' : ` (${group})`}`
  return withOthers ? `${which}, with those of other returns` : which
}
