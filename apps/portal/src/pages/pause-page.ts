import { button } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb, ofMessages } from './messages-parts.ts'
import { pauseAddress } from './pauses.ts'
import type { ofRound } from './round-parts.ts'
import { bullets, column, heading, paragraph } from './text.ts'

interface PausePage {
  readonly reader: Reader
  /** Whose messages are paused; those of every round where none is said. */
  readonly round?: Parameters<typeof ofRound>[0] | undefined
  readonly reason?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** Holds messages back, with a reason. */
export function pausePage({ reader, round, reason, mistakes }: PausePage): Html {
  const title = round === undefined ? 'Pause all messages' : 'Pause the messages of this round'
  return layout({
    title,
    reader,
    part: round === undefined ? 'messages' : 'start',
    ...(round === undefined ? { above: [messagesCrumb] } : ofMessages(round, 'sent', [])),
    mistakes,
    content: column(html`
      ${heading(round === undefined ? title : html`<span class="govuk-caption-l">${round.title}</span> ${title}`)}
      ${bullets([
        round === undefined
          ? 'No message goes out in any round until somebody of the office has them go on.'
          : 'No message of this round goes out until somebody of the office has them go on.',
        'Reminders and notices wait. When they go on, each is looked at again: what is no longer needed is not sent.',
        'What is being handed to the mail server at this moment still goes out.',
        'Codes to sign in are always sent.',
      ])}
      ${form({
        action: `${pauseAddress(round?.id ?? null)}/pause`,
        content: html`
          ${textarea({
            ...{ name: 'reason', label: 'Why are they paused?', value: reason, rows: 3 },
            hint: 'The whole office reads it. Name no child.',
            error: mistakeIn(mistakes, 'reason'),
          })}
          ${button(title, { kind: 'warning', preventDoubleClick: true })}`,
      })}
      ${paragraph('Nothing is lost: what waits is kept.')}
    `),
  })
}
