import type { ReadWording } from '@rollcall/actions/read-wordings'
import { isMessage, titleOf } from '@rollcall/domain/worded'
import type { Wording, Written } from '@rollcall/domain/wording'
import { longestWording } from '@rollcall/domain/wording-faults'
import { button, details, insetText } from './components.ts'
import { hidden, input, type Mistake, mistakeIn, mistakesIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb } from './messages-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { differencesPart, inLines, namesPart, writtenPart } from './wording-parts.ts'
import { thatVersion, wordingAddress, wordingCrumb, wordingsCrumb } from './wording-words.ts'

/** What was typed on the form, or stands in it first. */
export interface TypedWording extends Wording {
  readonly why: string
  /** The version in force that was read. */
  readonly read: string
}

interface ChangeWordingPage extends ReadWording {
  readonly reader: Reader
  readonly typed: TypedWording
  /** The version whose words it begins with, where that is not the one in force. */
  readonly from?: number | undefined
  readonly mistakes?: readonly Mistake[]
}

/** A form for other words. What it leads to shows how they read, before they are kept. */
export function changeWordingPage(page: ChangeWordingPage): Html {
  const { reader, worded, typed, from, waiting, mistakes = [] } = page
  const title = `Change the words: ${titleOf(worded.kind)}`
  return layout({
    title,
    reader,
    part: 'messages',
    above: [messagesCrumb, wordingsCrumb, wordingCrumb(worded)],
    mistakes,
    content: column(html`
      ${heading(title)}
      ${waiting && insetText(html`Version ${waiting.version} waits for an approver. No others can be kept before ${link(`${wordingAddress(worded)}/versions/${waiting.version}`, 'that is decided')}.`)}
      ${from !== undefined && insetText(`These are ${thatVersion(from)}. They are not in force until you keep them.`)}
      ${paragraph('Everybody who gets it reads the same words. Say first what to do, or what happened. Do not write about a child, or about one authority.')}
      ${details('What the words may name', namesPart(worded), { isOpen: mistakes.some(({ field }) => field !== 'why') })}
      ${form({
        action: `${wordingAddress(worded)}/change`,
        content: html`
          ${hidden('read', typed.read)}
          ${fields(page)}
          ${button('See how it reads')}`,
      })}
    `),
  })
}

const fields = ({ worded, typed, mistakes }: ChangeWordingPage): Html => html`
  ${input({
    ...{ name: 'subject', label: isMessage(worded) ? 'Subject' : 'Heading', value: typed.subject },
    hint: `One line, of ${longestWording.subject} characters at most.`,
    error: mistakesIn(mistakes, 'subject'),
  })}
  ${textarea({
    ...{ name: 'body', label: 'Text', rows: 14, value: typed.body },
    hint: 'Leave a line empty between paragraphs.',
    error: mistakesIn(mistakes, 'body'),
  })}
  ${
    isMessage(worded) &&
    input({
      ...{ name: 'link', label: 'What its link says', value: typed.link, width: 30 },
      hint: 'Where it leads, or what to do there. Rollcall knows the address.',
      error: mistakesIn(mistakes, 'link'),
    })
  }
  ${textarea({
    ...{ name: 'why', label: 'Why are the words changed?', rows: 2, value: typed.why },
    hint: 'The office reads it, with the version.',
    error: mistakeIn(mistakes, 'why'),
  })}`

interface PreviewPage extends ReadWording {
  readonly reader: Reader
  readonly typed: TypedWording
  readonly written: Written
  /** Of a message, its plain text. */
  readonly text: string | undefined
}

/** Words that were typed, as they would read, before they are kept. */
export function previewWordingPage(page: PreviewPage): Html {
  const { reader, worded, typed, written, text, inForce } = page
  const isLaw = worded.statesLaw ?? false
  const address = `${wordingAddress(worded)}/change`
  const kept = html`${Object.entries(typed).map(([name, value]) => hidden(name, value))}`
  return layout({
    title: `How it would read: ${titleOf(worded.kind)}`,
    reader,
    part: 'messages',
    above: [messagesCrumb, wordingsCrumb, wordingCrumb(worded)],
    content: column(html`
      <span class="govuk-caption-l">${titleOf(worded.kind)}</span>
      ${heading('How it would read')}
      ${paragraph('Nothing is kept yet. What the words name is filled in from examples.')}
      ${writtenPart(written)}
      ${text !== undefined && details('As plain text', inLines(text))}
      ${subheading('What is different')}
      ${paragraph(`Beside the words in force: what is taken out is struck through, and what is put in is underlined.`)}
      ${differencesPart(inForce, typed)}
      ${insetText(isLaw ? 'These words state the law. They wait until an approver, who is not you, says that a lawyer has checked them.' : 'Everything that is written from now on has these words. What went out stays as it was.')}
      ${form({ action: address, content: html`${kept}${hidden('next', 'keep')}${button(isLaw ? 'Send them to an approver' : 'Use these words', { preventDoubleClick: true })}` })}
      ${form({ action: address, content: html`${kept}${hidden('next', 'edit')}${button('Change them again', { kind: 'secondary' })}` })}
    `),
  })
}
