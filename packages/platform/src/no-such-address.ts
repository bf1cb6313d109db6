interface Codes {
  /** Of RFC 5321: 550. */
  readonly code: number | undefined
  /** Of RFC 3463: '5.1.1'. */
  readonly enhanced: string | undefined
}

/**
 * A mailbox or a domain that is not there, that moved, that is written wrongly, takes no mail or is switched off (RFC 3463, 7505). Exchange
 * says 5.4.1 of a mailbox, and 5.4.4 and 5.4.310 of a domain, that is not there.
 */
const ofTheAddress = /^5\.(?:1\.(?:[12346]|10)|2\.1|4\.(?:1|4|310))$/
const withoutMeaning = /^5\.[01]\.0$/
const ofAnyMailbox = new Set([550, 551, 553, 556])

/** Whether a server that refuses says of the address that there is no writing to it, and not that it is full or that we are blocked. */
export function saysNoSuchAddress({ code = 0, enhanced }: Codes): boolean {
  if (enhanced === undefined || withoutMeaning.test(enhanced)) return ofAnyMailbox.has(code)
  return ofTheAddress.test(enhanced)
}
