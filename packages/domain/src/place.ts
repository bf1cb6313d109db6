/** 'A' for 1, 'AA' for 27. */
function columnLetter(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** A cell's address as Excel shows it: 'B7' for column 2 of row 7. */
export const cellName = (row: number, column: number): string => `${columnLetter(column)}${row}`
