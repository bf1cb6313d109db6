import { type Crumb, subNavigation } from './components.ts'
import { html } from './html.ts'
import { ofRound } from './round-parts.ts'

// The pages about what is written to the authorities of a round.
const parts = {
  sent: { text: 'What went out', path: '/messages' },
  planned: { text: 'What will go out', path: '/messages/planned' },
  reminders: { text: 'Reminders', path: '/reminders' },
  letters: { text: 'Letters', path: '/letters' },
} as const satisfies Record<string, { text: string; path: string }>

type MessagesPart = keyof typeof parts

/** What stands around a page about what is written in a round: that of every page of the round, and the way to the others of these. */
export function ofMessages(
  round: Parameters<typeof ofRound>[0],
  part: MessagesPart,
  below?: readonly Crumb[],
): ReturnType<typeof ofRound> {
  const { above, within } = ofRound(round, 'messages', between(round.id, part, below))
  const ways = Object.entries(parts).map(([name, { text, path }]) => ({
    ...{ text, href: `/rounds/${round.id}${path}` },
    active: name === part,
  }))
  return {
    above,
    within: html`${within}${ways.length > 1 && subNavigation('Messages of this round', ways)}`,
  }
}

/** The pages between the round and this one; none where it is the first of them. */
function between(
  roundId: string,
  part: MessagesPart,
  below: readonly Crumb[] | undefined,
): readonly Crumb[] | undefined {
  const { text, path } = parts[part]
  if (path === parts.sent.path) return below
  return below === undefined ? [] : [{ text, href: `/rounds/${roundId}${path}` }, ...below]
}

/** The way back to the messages of all rounds. */
export const messagesCrumb: Crumb = { text: 'Messages', href: '/messages' }

/** Where the messages of a round are. */
export const messagesAddress = (roundId: string): string => `/rounds/${roundId}${parts.sent.path}`
