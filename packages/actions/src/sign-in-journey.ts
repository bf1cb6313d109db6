import { ContentUnreadable, open, seal } from '@rollcall/platform/sealing'
import { z } from 'zod'
import type { Context } from './context.ts'
import { portalKey } from './portal-keys.ts'

/** What a browser keeps while its person is at their organisation, and cannot read or change. */
const Journey = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Where the person was going. */
  next: z.string(),
  /** The token of the invitation they came from, where they did. */
  invitation: z.string().optional(),
})
export type Journey = z.infer<typeof Journey>
const Kept = Journey.extend({ until: z.number() })

const sealedFor = 'sign-in journey'

export async function sealJourney(context: Context, journey: Journey, minutes: number): Promise<string> {
  const until = context.now.getTime() + minutes * 60_000
  const plain = Buffer.from(JSON.stringify({ ...journey, until }))
  return seal(await portalKey(context, 'journeys'), plain, sealedFor).toString('base64url')
}

/** What was sealed; nothing where it is too old, or was not sealed by us. */
export async function openJourney(context: Context, sealed: string): Promise<Journey | undefined> {
  const key = await portalKey(context, 'journeys')
  try {
    const { until, ...journey } = Kept.parse(
      JSON.parse(open(key, Buffer.from(sealed, 'base64url'), sealedFor).toString()),
    )
    return until > context.now.getTime() ? journey : undefined
  } catch (error) {
    if (error instanceof ContentUnreadable) return undefined
    throw error
  }
}
