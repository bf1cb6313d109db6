/** A page of ours to go on to, from what an address or a form says; the start page where that is none. */
export function ownPath(text: string | undefined, portalUrl: string): string {
  if (text === undefined || !text.startsWith('/') || text.length > 500 || !URL.canParse(text, portalUrl))
    return '/'
  const { origin, pathname, search } = new URL(text, portalUrl)
  // '/.//evil.example' is ours until its dot is taken out. And whoever has just signed in is not sent to sign in.
  if (
    origin !== portalUrl ||
    pathname.startsWith('//') ||
    /^\/(?:sign-(?:in|out)|invitations)(?:\/|$)/.test(pathname)
  )
    return '/'
  return `${pathname}${search}`
}
