/** The rules of a stylesheet whose selectors match, in their order; of a block such as `@media`, those in it. */
export function stylesOf(stylesheet: string, selector: RegExp): string {
  const kept: string[] = []
  for (let at = 0; at < stylesheet.length; ) {
    const opens = stylesheet.indexOf('{', at)
    if (opens < 0) break
    const ends = endOf(stylesheet, opens)
    // What stands before a rule and has no braces ends with a semicolon: `@charset`.
    const head = stylesheet.slice(
      stylesheet.lastIndexOf(';', opens) >= at ? stylesheet.lastIndexOf(';', opens) + 1 : at,
      opens,
    )
    const body = stylesheet.slice(opens + 1, ends)
    kept.push(keptOf(head, body, selector))
    at = ends + 1
  }
  return kept.join('')
}

function keptOf(head: string, body: string, selector: RegExp): string {
  if (!head.startsWith('@')) return selector.test(head) ? `${head}{${body}}` : ''
  const inside = /^@(?:media|supports)/.test(head) ? stylesOf(body, selector) : ''
  return inside && `${head}{${inside}}`
}

/** Where a block that opens here is closed. */
function endOf(text: string, opens: number): number {
  let depth = 0
  for (let at = opens; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at
  }
  throw new Error('a block of the stylesheet is never closed')
}
