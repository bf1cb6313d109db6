import type { ColumnTypeOf, Reader } from './column-type.ts'

// The check letter is worked out without I, O and S, which look like figures (DfE, UPN guide).
const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const upnForm = /^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/
const whyThereIsNone = /^UN[1-7]$/

/** A unique pupil number, or a code UN1 to UN7 saying why there is none. */
export const upn: ColumnTypeOf<'upn'> = {
  repeats: false,
  show: (value) => String(value),
  reader: () =>
    identifier((text) => whyThereIsNone.test(text) || (upnForm.test(text) && checks(text)), {
      expected: 'a unique pupil number of 13 characters, or a code from UN1 to UN7 saying why there is none',
      fix: 'Copy the number again from the school’s or your own system: one character is probably wrong.',
      which: 'is not a unique pupil number: its check letter does not fit, or it has the wrong length',
    }),
}

function checks(upnText: string): boolean {
  let sum = 0
  for (let place = 2; place <= 12; place++) sum += Number(upnText[place - 1]) * place
  const last = upnText[12] ?? ''
  if (/\d/.test(last)) return upnText[0] === checkLetters[(sum + Number(last) * 13) % 23]
  // A temporary number ends in a letter. Some systems count it by its place in the check letters, others leave it out.
  const counted = checkLetters[(sum + checkLetters.indexOf(last) * 13) % 23]
  return upnText[0] === counted || upnText[0] === checkLetters[sum % 23]
}

/** An NHS number: ten figures, the last of which checks the others (modulus 11). */
export const nhsNumber: ColumnTypeOf<'nhs-number'> = {
  repeats: false,
  show: (value) => String(value).replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3'),
  reader: () =>
    identifier(isNhsNumber, {
      expected: 'an NHS number of 10 figures',
      fix: 'Copy the number again from your own system: one figure is probably wrong.',
      which: 'is not an NHS number: its last figure does not fit the others, or it has the wrong length',
    }),
}

function isNhsNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  const sum = [...text.slice(0, 9)].reduce(
    (running, figure, index) => running + Number(figure) * (10 - index),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(text[9])
}

/** A unique reference number of an establishment: six figures. */
export const urn: ColumnTypeOf<'urn'> = {
  repeats: false,
  show: (value) => String(value),
  reader: () =>
    identifier((text) => /^[1-9]\d{5}$/.test(text), {
      expected: 'a unique reference number of 6 figures',
      fix: 'Look the number up on Get Information about Schools, and type its 6 figures.',
      which: 'is not a unique reference number of 6 figures',
    }),
}

function identifier(
  isOne: (text: string) => boolean,
  words: Pick<Reader, 'expected' | 'fix' | 'which'>,
): Reader {
  const read = (given: string) => {
    const text = given.replace(/[\s-]/g, '').toUpperCase()
    return isOne(text) ? text : undefined
  }
  return { text: read, number: (value) => read(String(value)), ...words }
}
