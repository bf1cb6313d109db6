interface Asking {
  /** Codes of authorities. */
  readonly to?: readonly string[]
  readonly figure?: string
  /** How many children another authority counts too. */
  readonly clash?: number
}

/** Where several authorities are asked the same, with what is known already filled in. */
export function askSeveralAddress(roundId: string, { to = [], figure, clash }: Asking = {}): string {
  const query = new URLSearchParams({
    ...(to.length > 0 && { to: to.join(',') }),
    ...(figure && { figure }),
    ...(clash && { clash: `${clash}` }),
  })
  return `/rounds/${roundId}/ask${query.size > 0 ? `?${query}` : ''}`
}
