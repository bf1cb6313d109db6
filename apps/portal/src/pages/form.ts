import { randomUUID } from 'node:crypto'
import { Html, html } from './html.ts'

interface Form {
  readonly action: string
  readonly content: Html
}

/** A form that does what it says once, however often it is sent: each time it is shown it has another number. */
export const form = ({ action, content }: Form): Html =>
  html`<form method="post" action="${action}${action.includes('?') ? '&' : '?'}once=${randomUUID()}&amp;as=" novalidate>${content}</form>`

/** A form with a file in it. Whoever sends the same file twice is given the same receipt. */
export const fileForm = ({ action, content }: Form): Html =>
  html`<form method="post" action="${action}?as=" enctype="multipart/form-data" novalidate>${content}</form>`

/**
 * Tells each form of a finished page for which membership it is filled in, so that it is done for no other: a tab stays open while its
 * person goes on to act for another authority. Nothing that was typed looks like the end of such an address, as its quotes are escaped.
 */
export const bindForms = (page: Html, membershipId: string | undefined): Html =>
  new Html(
    String(page).replaceAll(/(\?|&amp;)as="/g, (_, before: string) =>
      membershipId === undefined ? '"' : `${before}as=${membershipId}"`,
    ),
  )
