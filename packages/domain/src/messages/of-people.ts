import type { MessageKind } from '../message-kind.ts'

const everybody = ['officer', 'signatory', 'analyst', 'approver'] as const

const ofCover = {
  'for whom': { says: 'For which authority, or that it is the office', example: 'for Camden' },
  'first day': { says: 'From which day', example: '1 April 2026' },
  'last day': { says: 'Until which day, with that day', example: '14 April 2026' },
} as const
const away = { says: 'For whom they stand in', example: 'Amina Yusuf' }
const standIn = { says: 'Who stands in', example: 'Tom Hall' }

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
      ...{ away, ...ofCover },
      'named by': { says: 'Who named them', example: 'Amina Yusuf' },
    },
    wording: {
      subject: 'You stand in for ((away)) until ((last day))',
      body: `From ((first day)) until ((last day)) you stand in for ((away)), ((for whom)). ((named by)) has arranged that. On these days you get every e-mail that ((away)) gets.

What you can do in Rollcall stays as it is. Only a signatory can sign off a return, and only an approver can approve.

If you cannot stand in, end it on the page “People”, and tell ((away)) or your colleagues.`,
      link: 'See the people',
    },
  },
  {
    kind: 'cover for you named',
    title: 'cover named, to whoever is away',
    sentWhen: 'Somebody else says who stands in for a person who is away, to that person.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {
      ...{ 'stand-in': standIn, ...ofCover },
      'named by': { says: 'Who said that they stand in', example: 'Sam Green' },
    },
    mustName: ['stand-in', 'first day', 'last day'],
    wording: {
      subject: '((stand-in)) stands in for you until ((last day))',
      body: `From ((first day)) until ((last day)), ((stand-in)) stands in for you, ((for whom)). ((named by)) has arranged that.

On these days ((stand-in)) gets every e-mail that you get. You still get them too, and what each of you can do in Rollcall stays as it is.

If that is not right, you can end it on the page “People”.`,
      link: 'See who stands in for you',
    },
  },
  {
    kind: 'cover ended',
    sentWhen: 'Somebody ends early that a person stands in for a colleague, to the person who stood in.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {
      ...{ away, ...ofCover },
      'ended by': { says: 'Who ended it', example: 'Sam Green' },
    },
    mustName: ['away'],
    wording: {
      subject: 'You no longer stand in for ((away))',
      body: `You no longer stand in for ((away)), ((for whom)). It was to last until ((last day)). ((ended by)) has ended it.

From now on you do not get what is written to ((away)). What is written to you goes on as before.

There is nothing for you to do.`,
      link: 'See who acts with you',
    },
  },
  {
    kind: 'cover for you ended',
    title: 'cover ended, to whoever is away',
    sentWhen: 'Somebody else ends early that a colleague stands in for a person, to that person.',
    to: everybody,
    timing: 'at once',
    isOfRequest: false,
    placeholders: {
      ...{ 'stand-in': standIn, ...ofCover },
      'ended by': { says: 'Who ended it', example: 'Tom Hall' },
    },
    mustName: ['stand-in'],
    wording: {
      subject: 'Name somebody else if you are away: ((stand-in)) no longer stands in for you',
      body: `((stand-in)) no longer stands in for you, ((for whom)). It was to last until ((last day)). ((ended by)) has ended it.

From now on what is written to you goes to you alone. If you are away, name somebody else on the page “People”.`,
      link: 'Name somebody else',
    },
  },
]
