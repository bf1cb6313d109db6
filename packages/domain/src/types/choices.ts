import type { Authority } from '../authority.ts'
import { inWords } from '../calendar-date.ts'
import type { Code } from '../code-list.ts'
import { either, likeness } from '../text.ts'
import type { ColumnTypeOf, ReadingScope } from './column-type.ts'

const yes = new Set(['yes', 'y', 'true', '1', '1yes', 'yes1', 'yyes', 't'])
const no = new Set(['no', 'n', 'false', '0', '0no', 'no0', 'nno', 'f'])

export const yesNo: ColumnTypeOf<'yes-no'> = {
  repeats: true,
  show: (value) => (value === 'yes' ? 'Yes' : 'No'),
  choices: () => [
    { code: 'yes', label: 'Yes' },
    { code: 'no', label: 'No' },
  ],
  reader() {
    const read = (text: string) => {
      const like = likeness(text)
      if (yes.has(like)) return 'yes'
      return no.has(like) ? 'no' : undefined
    }
    return {
      text: read,
      number: (value) => read(String(value)),
      expected: 'Yes or No',
      fix: 'Choose Yes or No.',
      which: 'is neither Yes nor No',
    }
  },
}

export const code: ColumnTypeOf<'code'> = {
  repeats: true,
  show: (value, column, scope) => named(scope.list(column.list).get(String(value)), String(value)),
  choices: ({ list, except }, scope) =>
    scope.list(list).codes.filter((allowed) => !except.includes(allowed.code)),
  reader(column, scope) {
    const list = scope.list(column.list)
    const choices = list.codes.filter((allowed) => !column.except.includes(allowed.code))
    const read = (text: string) => {
      const found = list.find(text)
      return found === undefined || column.except.includes(found.code) ? undefined : found.code
    }
    return {
      text: read,
      number: (value) => read(String(value)),
      expected: `one of: ${choices.map((allowed) => named(allowed, allowed.code)).join('; ')}`,
      fix: 'Choose from the list in the cell, or type one of the codes or its words.',
      which: 'is not in the list',
    }
  },
}

/** 'C2 (Full care order)'; only the label where the code is for computers: 'Caravan or mobile home'. */
function named(found: Pick<Code, 'code' | 'label'> | undefined, otherwise: string): string {
  if (found === undefined) return otherwise
  return /[a-z]/.test(found.code) ? found.label : `${found.code} (${found.label})`
}

export const authority: ColumnTypeOf<'authority'> = {
  repeats: true,
  show: (value, column, scope) =>
    scope.authorities.get(String(value))?.name ??
    outside(column.outside, scope)?.get(String(value))?.label ??
    String(value),
  choices: (column, scope) => [
    ...scope.authorities.open.map(({ code, name, region }) => ({
      code,
      label: name,
      ...(region && { group: region }),
    })),
    ...(outside(column.outside, scope)?.codes ?? []),
  ],
  reader(column, scope) {
    const elsewhere = outside(column.outside, scope)
    const words = {
      expected: `a local authority by its name or three-digit code${elsewhere ? `, or ${either(elsewhere.codes.map(({ label }) => label))}` : ''}`,
      fix: 'Choose the authority from the list in the cell.',
      which: 'is not an authority we know',
    }
    const read = (text: string) => {
      const found = scope.authorities.find(text)
      if (found === undefined) return elsewhere?.find(text)?.code
      if (scope.authorities.isOpen(found)) return found.code
      return { fault: 'unreadable' as const, ...words, ...gone(found, scope) }
    }
    return { text: read, number: (value) => read(String(value)), ...words }
  },
}

const outside = (list: string | undefined, scope: ReadingScope) =>
  list === undefined ? undefined : scope.list(list)

function gone(
  closed: Authority,
  { authorities, referenceDate }: ReadingScope,
): { which: string; fix: string } {
  const heirs = closed.successors.map((successor) => authorities.get(successor)?.name ?? successor)
  if (closed.closed === undefined || closed.closed >= referenceDate) {
    return {
      which: `is an authority that did not exist on ${inWords(referenceDate)}`,
      fix: 'Give the authority of that day.',
    }
  }
  return {
    which: `is an authority that ended on ${inWords(closed.closed)}`,
    fix: heirs.length > 0 ? `Give ${either(heirs)}, which took over.` : 'Give the authority that took over.',
  }
}
