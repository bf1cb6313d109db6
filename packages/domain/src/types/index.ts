import type { Column } from '../column.ts'
import { authority, code, yesNo } from './choices.ts'
import type { ColumnTypeOf } from './column-type.ts'
import { date } from './date.ts'
import { nhsNumber, upn, urn } from './identifiers.ts'
import { decimal, money, percentage, wholeNumber } from './numbers.ts'
import { text } from './text.ts'

// Every type a column may have.
export const columnTypes: { [Type in Column['type']]: ColumnTypeOf<Type> } = {
  text,
  'whole-number': wholeNumber,
  decimal,
  money,
  percentage,
  date,
  'yes-no': yesNo,
  code,
  authority,
  upn,
  'nhs-number': nhsNumber,
  urn,
}
