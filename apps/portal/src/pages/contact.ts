import { type Html, html } from './html.ts'

/** Whom to write to about a round: a link where it is an address, and otherwise as the office put it. */
export const contactText = (contact: string): Html =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)
    ? html`<a class="govuk-link" href="mailto:${contact}">${contact}</a>`
    : html`${contact}`
