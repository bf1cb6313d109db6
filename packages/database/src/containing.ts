/** A pattern for `ilike`: a text wherever it stands in another. Its own signs, % and _, are looked for as they were typed. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
