import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { actsOfTheRound, isPaused } from './acts-of-the-round.ts'
import type { Life } from './lives.ts'
import { whatFollows } from './model-acts.ts'
import { approvesLetters, byTheClock, digests, isDigestTime, letterOf } from './model-clock.ts'
import { whatFollowsForAll } from './model-of-the-round.ts'
import { both, deliverAll, type Pending, type Post, written } from './model-post.ts'
import { worldOf } from './model-world.ts'
import { moments, shown, theEnd } from './times.ts'

// Who should get what when, written down without a look at how the product does it: what this says and what arrives must be the same.

/** The post of the whole season, or of its beginning. */
export function expectedPost(lives: readonly Life[], until: Date): Post {
  const [issued] = moments
  if (issued === undefined) throw new Error('the season has no moments')
  const world = worldOf(lives, issued)
  const acts = lives.flatMap((life) => life.acts)
  const post: Post = { sent: [], refused: [] }
  let pending: readonly Pending[] = world.authorities.flatMap((of) =>
    written(of, 'data request issued', both, issued),
  )
  const isNow = (now: Date) => (act: { readonly at: Date }) => act.at.getTime() === now.getTime()
  for (const now of moments.filter((at) => at <= until)) {
    const forAll = actsOfTheRound.filter(isNow(now)).flatMap((act) => whatFollowsForAll(act, world))
    pending = deliverAll([...pending, ...forAll], now, world, post)
    const added = [
      ...acts.filter(isNow(now)).flatMap((act) => whatFollows(act, world)),
      ...world.authorities.flatMap((of) => byTheClock(of, now)),
      ...(approvesLetters(now) ? world.authorities.flatMap((of) => letterOf(of, now)) : []),
      ...(isDigestTime(now) ? digests(world, now) : []),
    ]
    pending = deliverAll([...pending, ...added], now, world, post)
  }
  return post
}

/** The working days on whose morning nothing waits and nothing has happened, so that nobody of the office is written to. */
export function quietDays(lives: readonly Life[], until: Date = theEnd): readonly CalendarDate[] {
  const { sent } = expectedPost(lives, until)
  const told = new Set(sent.filter(({ kind }) => kind === 'digest').map(({ at }) => shown(at).date))
  return moments
    .filter((at) => at <= until && isDigestTime(at) && !isPaused('all', at))
    .map((at) => shown(at).date)
    .filter((date) => !told.has(date))
}
