import type { WordingNow } from '@rollcall/actions/read-wordings'
import { findMessageKind } from '@rollcall/domain/message-kinds'
import { counted } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import { type Status, taskList, warningText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb } from './messages-parts.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { uncheckedStatus, versionWords, waitingStatus, wordingAddress } from './wording-words.ts'

interface WordingsPage {
  readonly reader: Reader
  readonly wordings: readonly WordingNow[]
}

/** Everything that Rollcall writes to people, each with the way to its words. */
export function wordingsPage({ reader, wordings }: WordingsPage): Html {
  const unchecked = wordings.filter(({ isUnchecked }) => isUnchecked)
  const groups = [
    ['Letters', wordings.filter((one) => audienceOf(one) === 'nobody')],
    ['Messages to authorities', wordings.filter((one) => audienceOf(one) === 'authority')],
    ['Messages to the office', wordings.filter((one) => audienceOf(one) === 'office')],
  ] as const
  return layout({
    title: 'Words of messages and letters',
    reader,
    part: 'messages',
    above: [messagesCrumb],
    content: html`
      ${heading('Words of messages and letters')}
      ${column(html`
        ${paragraph('This is everything that Rollcall writes to people. You can change the words of each, see how they read before you do, and put earlier words back.')}
        ${unchecked.length > 0 && warningText(`${counted(unchecked.length, 'text', 'texts')} ${unchecked.length === 1 ? 'states' : 'state'} the law, and nobody has recorded that a lawyer has checked the words.`)}
      `)}
      ${groups.map(([title, those]) => those.length > 0 && html`${subheading(title)}${taskList(those.map(wordingTask), title.toLowerCase().replaceAll(' ', '-'))}`)}`,
  })
}

function audienceOf({ worded }: WordingNow): 'nobody' | 'authority' | 'office' {
  const to = findMessageKind(worded.kind)?.to
  if (to === undefined) return 'nobody'
  return to.includes('officer') || to.includes('signatory') ? 'authority' : 'office'
}

const wordingTask = ({ worded, version, isUnchecked, waiting }: WordingNow) => ({
  title: titleOf(worded.kind),
  href: wordingAddress(worded),
  hint: worded.sentWhen,
  status: statusNow(version, isUnchecked, waiting !== null),
})

function statusNow(version: number, isUnchecked: boolean, isWaiting: boolean): Status | string {
  if (isWaiting) return waitingStatus
  if (isUnchecked) return uncheckedStatus
  return version === 0 ? 'As\u00a0shipped' : versionWords(version)
}
