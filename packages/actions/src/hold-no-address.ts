import { webAddressIn } from '@rollcall/domain/web-address'
import type { z } from 'zod'

/** Refuses words that go into e-mails of ours and of which mail programs make a link, in a sentence that names what is read as one. */
export const holdNoAddress =
  (sentence: (address: string) => string) =>
  (words: string, { addIssue }: z.RefinementCtx<string>): void => {
    const address = webAddressIn(words)
    if (address !== undefined) addIssue({ code: 'custom', message: sentence(address) })
  }
