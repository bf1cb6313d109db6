import { type Html, html } from './html.ts'

/** Where a page hears that something it shows has changed, and how that stood when it was made. */
export interface Live {
  /** The address of server-sent events. */
  readonly changes: string
  readonly mark: string
}

/** A part of a page that is put in place anew when it has changed. No form: what is typed would be lost. */
export const livePart = (name: string, content: Html): Html =>
  html`<div data-live-part="${name}">${content}</div>`

/** Where the page says, with script, that it keeps itself up to date, and how to stop that. */
export const liveState = ({ changes, mark }: Live): Html =>
  html`<div class="rollcall-live" id="live" data-changes="${changes}" data-mark="${mark}" hidden>
    <p class="govuk-body-s" role="status"></p>
    <button type="button" class="govuk-button govuk-button--secondary"></button>
  </div>`
