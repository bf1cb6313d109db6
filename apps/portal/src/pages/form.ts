import { randomUUID } from 'node:crypto'
import { type Html, html } from './html.ts'

interface Form {
  readonly action: string
  readonly content: Html
}

/** A form that does what it says once, however often it is sent: each time it is shown it has another number. */
export const form = ({ action, content }: Form): Html =>
  html`<form method="post" action="${action}${action.includes('?') ? '&' : '?'}once=${randomUUID()}" novalidate>${content}</form>`
