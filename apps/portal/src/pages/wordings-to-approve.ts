import type { WordingToApprove } from '@rollcall/actions/read-wordings'
import { titleOf } from '@rollcall/domain/worded'
import { insetText, momentText, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { column, link, subheading } from './text.ts'
import { versionAddress } from './wording-words.ts'

/** The words that somebody else proposed and this approver can decide about, in no round; nothing where none wait. */
export const wordingsToApprove = (wordings: readonly WordingToApprove[]): Html | false =>
  wordings.length > 0 &&
  html`
    ${subheading('Words waiting for you to approve')}
    ${taskList(
      wordings.map(({ kind, version, madeAt, madeByName }) => ({
        title: titleOf(kind),
        href: versionAddress({ kind }, version),
        hint: html`${madeByName === null ? 'Proposed' : `Proposed by ${madeByName}`} on ${momentText(madeAt)}. They state the law, so a lawyer must have checked them.`,
        status: { words: 'To approve', colour: 'yellow' },
      })),
      'words-to-approve',
    )}`

/** The same in a line, for a page that is about something else. */
export const wordingsWait = (wordings: readonly WordingToApprove[]): Html | false =>
  wordings.length > 0 &&
  column(
    insetText(
      html`Proposed words wait for you to approve: ${wordings.map(
        ({ kind, version }, at) =>
          html`${at > 0 && ', '}${link(versionAddress({ kind }, version), titleOf(kind))}`,
      )}.`,
    ),
  )
