import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import type { LetterKind } from '@rollcall/domain/letter'
import type { LetterText } from '@rollcall/domain/letter-text'
import { type Html, html } from './html.ts'
import { partsOfLetter } from './notice-parts.ts'

interface Letter {
  readonly kind: LetterKind
  readonly reference: string
  readonly issuedOn: CalendarDate
  readonly content: LetterText
  /** Where it can be read in the portal. */
  readonly address: string
}

/** A letter as it is printed: a page by itself, which asks for nothing from anywhere. */
export function letterDocument({ kind, reference, issuedOn, content, address }: Letter): string {
  const { subject, to, opening, message, facts, items, paragraphs, closing } = content
  const parts = partsOfLetter[kind]
  return String(html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${subject} (${reference})</title>
<style>
@page { size: A4; margin: 22mm 24mm 24mm; @bottom-left { content: "${reference}"; font: 9pt Arial, "Liberation Sans", sans-serif; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial, "Liberation Sans", sans-serif; } }
body { color: #0b0c0c; font: 11pt/1.45 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; margin: 0; }
header { border-bottom: 2pt solid #0b0c0c; margin-bottom: 8mm; padding-bottom: 3mm; }
header p { margin: 0; }
.from { font-size: 13pt; font-weight: bold; }
.to { margin: 0 0 7mm; }
h1 { font-size: 15pt; line-height: 1.25; margin: 0 0 4mm; }
h2 { break-after: avoid; font-size: 12pt; margin: 6mm 0 2mm; }
p, li { margin: 0 0 3mm; orphans: 3; widows: 3; }
p { white-space: pre-line; }
ul { margin: 0; padding-left: 5mm; }
table { border-collapse: collapse; margin: 2mm 0 4mm; width: 100%; }
th, td { border-bottom: 0.5pt solid #b1b4b6; padding: 1.6mm 4mm 1.6mm 0; text-align: left; vertical-align: top; }
th { width: 40mm; }
tr, li { break-inside: avoid; }
.closing { font-weight: bold; margin-top: 7mm; }
.where { border-top: 0.5pt solid #b1b4b6; font-size: 9.5pt; margin-top: 8mm; padding-top: 2mm; }
a { color: #0b0c0c; }
</style>
</head>
<body>
<header><p class="from">Children’s Commissioner for England</p></header>
<p class="to">${`To ${to}\nOur reference: ${reference}\nDate: ${inWords(issuedOn)}`}</p>
<h1>${subject}</h1>
${opening.map(text)}
${message.map(text)}
<table><tbody>${facts.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
${items.length > 0 && html`<h2>${parts.items}</h2><ul>${items.map(({ name, says }) => html`<li><strong>${name}.</strong> ${says}</li>`)}</ul>`}
${paragraphs.length > 0 && html`<h2>${parts.how}</h2>${paragraphs.map(text)}`}
<p class="closing">${closing}</p>
<p class="where">${`This letter is kept in Rollcall, where you sign in to read it: `}<a href="${address}">${address}</a></p>
</body>
</html>`)
}

const text = (words: string): Html => html`<p>${words}</p>`
