const letterA = 0x41

/** 0 is 'A', 26 is 'AA'. */
export function columnLetters(index: number): string {
  const rest = index < 26 ? '' : columnLetters(Math.floor(index / 26) - 1)
  return rest + String.fromCharCode(letterA + (index % 26))
}

/** Reads 'AB12' as column 27 and row 12, dollar signs and small letters too; `undefined` if it is no such thing. */
export function cellReference(text: string): { column: number; row: number } | undefined {
  const parts = /^\s*\$?([A-Za-z]{1,7})\$?([0-9]{1,10})\s*$/.exec(text)
  if (parts?.[1] === undefined) return undefined
  let column = 0
  for (const letter of parts[1].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - letterA + 1
  return { column: column - 1, row: Number(parts[2]) }
}
