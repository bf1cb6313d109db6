import { type Html, html } from './html.ts'

/** What somebody wrote, in the paragraphs and lines they wrote it in. */
export const written = (text: string): Html =>
  html`${text
    .trim()
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(
      (paragraph) =>
        html`<p class="govuk-body">${paragraph.split(/\r?\n/).map((line, at) => html`${at > 0 && html`<br>`}${line}`)}</p>`,
    )}`
