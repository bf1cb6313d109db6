import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { type Html, html } from './html.ts'
import { macro, mojMacro, said, type Words } from './macros.ts'
import { momentInWords } from './moments.ts'

// The design system's components that stand in pages; those of forms are in `fields.ts`. A test holds each against the design system's own examples.

const macros = {
  backLink: macro('back-link'),
  breadcrumbs: macro('breadcrumbs'),
  button: macro('button'),
  details: macro('details'),
  insetText: macro('inset-text'),
  notificationBanner: macro('notification-banner'),
  pagination: macro('pagination'),
  panel: macro('panel'),
  subNavigation: mojMacro('sub-navigation'),
  summaryList: macro('summary-list'),
  table: macro('table'),
  tag: macro('tag'),
  taskList: macro('task-list'),
  timeline: mojMacro('timeline'),
  warningText: macro('warning-text'),
}

export interface Crumb {
  readonly text: string
  readonly href?: string
}

export const breadcrumbs = (items: readonly Crumb[]): Html => macros.breadcrumbs({ items })

interface Part {
  readonly text: string
  readonly href: string
  /** Whether it is this page, or one below it. */
  readonly active: boolean
}

export const subNavigation = (label: string, items: readonly Part[]): Html =>
  macros.subNavigation({ label, items })

export const backLink = (href: string, words: Words = 'Back'): Html =>
  macros.backLink({ href, ...said(words) })

interface ButtonOptions {
  /** Makes it a link that looks like a button. */
  readonly href?: string
  readonly kind?: 'secondary' | 'warning'
  readonly name?: string
  readonly value?: string
  /** A second press within a second is passed over, where there is script. */
  readonly preventDoubleClick?: boolean
  /** Of a form that does something, a page to open instead with what is filled in. */
  readonly opens?: string
}

export const button = (words: Words, { kind, opens, ...options }: ButtonOptions = {}): Html =>
  macros.button({
    ...{ ...said(words), ...options },
    ...(kind && { classes: `govuk-button--${kind}` }),
    ...(opens && { attributes: { formaction: opens, formmethod: 'get' } }),
  })

type Colour = 'grey' | 'green' | 'teal' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/** How far a thing is, in a word or two. Blue where no colour is said. The words say it all: a colour only repeats them. */
export interface Status {
  readonly words: string
  readonly colour?: Colour
}

const tagOf = ({ words, colour }: Status) => ({
  ...said(words),
  ...(colour && { classes: `govuk-tag--${colour}` }),
})

export const tag = (status: Status): Html => macros.tag(tagOf(status))

interface Task {
  readonly title: Words
  readonly href?: string
  readonly hint?: Words
  /** A status that needs nobody's attention is written without a tag. */
  readonly status: Status | string
}

/** A list of things with how far each is. A second list on a page needs another beginning for its ids. */
export const taskList = (tasks: readonly Task[], idPrefix = 'task-list'): Html =>
  macros.taskList({
    idPrefix,
    items: tasks.map(({ title, hint, href, status }) => ({
      href,
      title: said(title),
      ...(hint && { hint: said(hint) }),
      status: typeof status === 'string' ? said(status) : { tag: tagOf(status) },
    })),
  })

export interface SummaryRow {
  readonly key: Words
  readonly value: Words
  /** What can be done with it: a link's words, and of what, for whoever hears links alone. */
  readonly actions?: readonly { readonly href: string; readonly words: string; readonly of: string }[]
}

export const summaryList = (rows: readonly SummaryRow[]): Html =>
  macros.summaryList({
    rows: rows.map(({ key, value, actions }) => ({
      key: said(key),
      value: said(value),
      ...(actions && { actions: { items: actions.map(actionOf) } }),
    })),
  })

const actionOf = ({ href, words, of }: NonNullable<SummaryRow['actions']>[number]) => ({
  href,
  text: words,
  visuallyHiddenText: of,
})

interface Table {
  readonly caption: string
  readonly captionSize?: 's' | 'm' | 'l'
  readonly head: readonly Column[]
  readonly rows: readonly (readonly Words[])[]
}
interface Column {
  readonly words: Words
  readonly isNumeric?: boolean
  /** Which way the rows are sorted by it, where they are. */
  readonly sorted?: 'ascending' | 'descending' | undefined
  /** What each of its cells is, for the stylesheet to say where the table stands as blocks. */
  readonly label?: string
}

/** The first cell of each row names it. */
export const table = ({ caption, captionSize = 'm', head, rows }: Table): Html =>
  macros.table({
    caption,
    captionClasses: `govuk-table__caption--${captionSize}`,
    firstCellIsHeader: true,
    head: head.map(({ sorted, label, ...column }) => ({
      ...said(column.words),
      ...formatOf(column),
      attributes: { ...(sorted && { 'aria-sort': sorted }), ...(label && { 'data-label': label }) },
    })),
    rows: rows.map((cells) =>
      cells.map((words, at) => ({ ...said(words), ...formatOf(head[at]), ...labelOf(head[at]) })),
    ),
  })

const labelOf = (column: Column | undefined) =>
  column?.label ? { attributes: { 'data-label': column.label } } : {}

const formatOf = (column: Column | undefined) => (column?.isNumeric ? { format: 'numeric' } : {})

interface Pages {
  readonly previous?: string | undefined
  readonly next?: string | undefined
  /** Numbered pages, with null where some are left out. */
  readonly items?: readonly ({
    readonly number: number
    readonly href: string
    readonly current?: boolean
  } | null)[]
}

export const pagination = ({ previous, next, items }: Pages): Html =>
  macros.pagination({
    ...(previous && { previous: { href: previous } }),
    ...(next && { next: { href: next } }),
    ...(items && { items: items.map((item) => item ?? { ellipsis: true }) }),
  })

/** Says that something is done, at the top of the page that follows. The title is the page's heading. */
export const panel = (title: string, words: Words): Html => macros.panel({ titleText: title, ...said(words) })

export const notificationBanner = (words: Words, { isSuccess = false } = {}): Html =>
  macros.notificationBanner({ ...said(words), ...(isSuccess && { type: 'success' }) })

export const insetText = (words: Words): Html => macros.insetText(said(words))

export const warningText = (words: Words): Html =>
  macros.warningText({ ...said(words), iconFallbackText: 'Warning' })

export const details = (summary: string, words: Words, { isOpen = false } = {}): Html =>
  macros.details({ summaryText: summary, ...said(words), ...(isOpen && { open: true }) })

interface Happening {
  readonly title: Words
  /** Who did it. */
  readonly by: string
  readonly at: Date
  /** More about it, where there is more. */
  readonly words?: Words | undefined
}

/** What happened, one thing after another. */
export const timeline = (happenings: readonly Happening[]): Html =>
  macros.timeline({
    items: happenings.map(({ title, by, at, words = '' }) => ({
      label: said(title),
      byline: { text: by },
      datetime: { timestamp: at.toISOString(), type: 'datetime' },
      ...said(words),
    })),
  })

/** A moment as people write it, on London's clocks: 4 November 2024 at 3:07pm. */
export const momentText = (moment: Date): Html =>
  html`<time datetime="${moment.toISOString()}">${momentInWords(moment)}</time>`

/** A day as people write it: 4 November 2024. */
export const dayText = (day: CalendarDate): Html => html`<time datetime="${day}">${inWords(day)}</time>`
