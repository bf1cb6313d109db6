import type { RoundState } from '@rollcall/domain/round-life'
import { type Crumb, subNavigation } from './components.ts'
import type { Html } from './html.ts'

// From any of these pages of a round to any other. Before it is issued there is nothing on the rest of them.
const parts = {
  round: { text: 'The round', path: '', inDraft: true },
  asked: { text: 'What is asked', path: '/asked', inDraft: true },
  board: { text: 'Board', path: '/board', inDraft: false },
  toDo: { text: 'To do', path: '/to-do', inDraft: false },
  figures: { text: 'Figures', path: '/figures', inDraft: false },
  rules: { text: 'Rules', path: '/rules', inDraft: false },
  questions: { text: 'Questions and answers', path: '/questions', inDraft: false },
  extensions: { text: 'More time', path: '/extensions', inDraft: false },
  messages: { text: 'Messages', path: '/messages', inDraft: true },
} as const satisfies Record<string, { text: string; path: string; inDraft: boolean }>

type RoundPart = keyof typeof parts

interface OfRound {
  readonly id: string
  readonly title: string
  readonly state: RoundState
}

/**
 * What stands around a page of a round: the way back to it, and to every other part of it. A page below the first of a part names the
 * pages between the two, or none.
 */
export const ofRound = (
  round: OfRound,
  part: RoundPart,
  between?: readonly Crumb[],
): { readonly above: readonly Crumb[]; readonly within: Html } => ({
  above: [roundCrumb(round), ...(between === undefined ? [] : [...partCrumb(round, part), ...between])],
  within: subNavigation(
    'This round',
    Object.entries(parts)
      .filter(([, { inDraft }]) => inDraft || round.state !== 'draft')
      .map(([name, { text, path }]) => ({ text, href: `/rounds/${round.id}${path}`, active: name === part })),
  ),
})

/** The way back to the first page of a part; to that of the round itself there is one already. */
const partCrumb = ({ id }: OfRound, part: RoundPart): Crumb[] =>
  part === 'round' ? [] : [{ text: parts[part].text, href: `/rounds/${id}${parts[part].path}` }]

interface OfReturn {
  readonly id: string
  readonly roundId: string
  readonly title: string
  readonly roundState: RoundState
  readonly authorityName: string
}

/** What stands around the page of one return, which the board lists. A page below it names the pages between the two, or none. */
export const ofReturn = (
  { id, roundId, title, roundState: state, authorityName }: OfReturn,
  between?: readonly Crumb[],
): ReturnType<typeof ofRound> => {
  const own = { text: `Return of ${authorityName}`, href: `/data-requests/${id}/review` }
  return ofRound({ id: roundId, title, state }, 'board', between === undefined ? [] : [own, ...between])
}

const roundCrumb = ({ id, title }: OfRound): Crumb => ({ text: title, href: `/rounds/${id}` })
