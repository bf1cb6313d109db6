import { stylesheet } from '../stylesheet.ts'
import { type Html, html } from './html.ts'

/** Every page: its title, then what it says. */
export function layout(title: string, main: Html): Html {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title} – Rollcall</title>
        <link rel="stylesheet" href="${stylesheet.path}">
      </head>
      <body>
        <header><a href="/">Rollcall</a></header>
        <main id="main">${main}</main>
      </body>
    </html>`
}
