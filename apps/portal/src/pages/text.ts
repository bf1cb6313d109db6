import { type Html, html } from './html.ts'
import type { Words } from './macros.ts'

// The design system's ways of writing text that no component of it makes.

/** What the page is about: one to a page. */
export const heading = (words: Words): Html => html`<h1 class="govuk-heading-l">${words}</h1>`

export const subheading = (words: Words): Html => html`<h2 class="govuk-heading-m">${words}</h2>`

export const paragraph = (...words: readonly Words[]): Html => html`<p class="govuk-body">${words}</p>`

export const link = (href: string, words: Words): Html =>
  html`<a class="govuk-link" href="${href}">${words}</a>`

export const bullets = (items: readonly Words[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** Text in lines that are not too long to read. Tables and lists of things stand outside it, and take the whole width. */
export const column = (content: Html): Html =>
  html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content}</div></div>`
