import type { MessageKind } from '../message-kind.ts'

const everybody = ['officer', 'signatory', 'analyst', 'approver'] as const

/** What is written to people about themselves: who they are in Rollcall, and how they sign in. */
export const messagesOfPeople: readonly MessageKind[] = [
  {
    kind: 'invitation',
    sentWhen: 'Somebody is invited to a role, is invited again, or is given another role.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {
      inviter: { says: 'Who invites them', example: 'Sam Green' },
      role: { says: 'What they are to be', example: 'data officer for Camden' },
      days: { says: 'How long the link works', example: '14 days' },
    },
    wording: {
      subject: 'Accept your invitation to Rollcall',
      body: `((inviter)) has invited you to Rollcall as ((role)).

Rollcall is where local authorities send their data returns to the Children’s Commissioner.

The link below is for you alone and works for ((days)). Do not forward this e-mail: whoever opens the link could sign in as you.

If you did not expect this, do nothing, or ask the person who invited you.`,
      link: 'Accept the invitation',
    },
  },
  {
    kind: 'work account linked',
    sentWhen: 'A work account is linked to somebody, from their invitation.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {},
    wording: {
      subject: 'A work account can now sign in to Rollcall as you',
      body: `Somebody opened your invitation and continued with a work account. From now on that account signs in to Rollcall as you.

If that was you, there is nothing to do.

If it was not, tell your authority’s signatory or the Commissioner’s office at once. They can end your access until it is put right.`,
      link: 'See where you are signed in',
    },
  },
  {
    kind: 'cover named',
    sentWhen: 'Somebody is to stand in for a colleague who is away.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {
      away: { says: 'For whom they stand in', example: 'Priya Shah' },
      'for whom': { says: 'For which authority, or that it is the office', example: 'for Camden' },
      'first day': { says: 'From which day', example: '1 April 2026' },
      'last day': { says: 'Until which day, with that day', example: '14 April 2026' },
    },
    wording: {
      subject: 'You stand in for ((away)) until ((last day))',
      body: `From ((first day)) until ((last day)) you stand in for ((away)), ((for whom)). On these days you get every e-mail that ((away)) gets.

What you can do in Rollcall stays as it is. Only a signatory can sign off a return, and only an approver can approve.

If you cannot stand in, end it on the page “People”, and tell ((away)) or your colleagues.`,
      link: 'See the people',
    },
  },
]
