import { type Html, html } from './html.ts'
import { link } from './text.ts'

/** The way to the return of an authority, by its name, with the code beside it. */
export const returnLink = (dataRequestId: string, authority: string, code: string): Html =>
  html`${link(`/data-requests/${dataRequestId}/review`, authority)} <span class="rollcall-aside">${code}</span>`
