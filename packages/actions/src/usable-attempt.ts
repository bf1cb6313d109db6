import type { SignInAttempt } from '@rollcall/database/sign-in-attempts'
import { signInLimits } from '@rollcall/domain/sign-in'

/** Whether what was sent can still be used. */
export const isUsable = (attempt: SignInAttempt | undefined, now: Date): attempt is SignInAttempt =>
  attempt !== undefined &&
  attempt.usedAt === null &&
  attempt.wrongCodes < signInLimits.wrongCodes &&
  attempt.expiresAt > now
