import { formalNonCompliance } from './letters/of-non-compliance.ts'
import { formalRequest } from './letters/of-requests.ts'
import type { Worded } from './message-kind.ts'

/** Every letter whose words the office may change. */
export const letterWords: readonly Worded[] = [formalRequest, formalNonCompliance]
