/** What the page is made of, by its id. A page without it is a mistake of ours. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}

/** A copy of a template of the page with words in its places, as text. A place that is given no words is left out. */
export function filled(id: string, words: Readonly<Record<string, string | undefined>>): HTMLElement {
  const template = element(id) as HTMLTemplateElement
  const copy = template.content.firstElementChild?.cloneNode(true) as HTMLElement
  for (const place of copy.querySelectorAll<HTMLElement>('[data-words]')) {
    const text = words[place.dataset.words ?? ''] ?? ''
    if (text === '') place.remove()
    else place.textContent = text
  }
  return copy
}

export function show(id: string, is: boolean): void {
  element(id).hidden = !is
}

/** Moves a person there: what they press next, and what a screen reader says next, is from here. */
export function goTo(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1')
  place.focus()
}
