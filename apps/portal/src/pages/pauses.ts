import type { Pause } from '@rollcall/database/message-pauses'
import { button, momentText, warningText } from './components.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { written } from './written.ts'

/** Where messages of a round, or all of them, are paused and go on. */
export const pauseAddress = (roundId: string | null): string =>
  roundId === null ? '/messages' : `/rounds/${roundId}/messages`

/** What is paused, why and by whom, each with a button that has it go on. */
export const pausesOf = (pauses: readonly Pause[]): Html => html`${pauses.map(onePause)}`

const onePause = ({ roundId, round, reason, pausedAt, pausedBy }: Pause): Html => html`
  ${warningText(html`${round === null ? 'All messages are paused' : `The messages of ${round} are paused`}. ${pausedBy} paused them on ${momentText(pausedAt)}. Nothing goes out until somebody has them go on.`)}
  <div class="govuk-inset-text">${written(reason)}</div>
  ${form({ action: `${pauseAddress(roundId)}/resume`, content: button(round === null ? 'Have all messages go on' : 'Have these messages go on') })}`
