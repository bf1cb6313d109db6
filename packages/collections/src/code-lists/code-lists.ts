import type { CodeList } from '@rollcall/domain/code-list'
import { ethnicity } from './ethnicity.ts'
import { legalStatus903 } from './legal-status-903.ts'
import { mainReason } from './main-reason.ts'
import { placementProvider903 } from './placement-provider-903.ts'
import { placesOutsideEngland } from './places-outside-england.ts'
import { registrationApplied } from './registration-applied.ts'
import { settingType } from './setting-type.ts'
import { sex } from './sex.ts'
import { uascStatus } from './uasc-status.ts'
import { yesNoNotKnown } from './yes-no-not-known.ts'

// Every list a column may name. To add one, write its file and a line here.
export const codeLists: readonly CodeList[] = [
  ethnicity,
  legalStatus903,
  mainReason,
  placementProvider903,
  placesOutsideEngland,
  registrationApplied,
  settingType,
  sex,
  uascStatus,
  yesNoNotKnown,
]
