// What comes first is looked for first: Edge calls itself Chrome as well, and every browser of a telephone Safari.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'an iPhone or iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
]

const named = (known: typeof browsers, agent: string): string | undefined =>
  known.find(([sign]) => sign.test(agent))?.[1]

/** The kind of browser a person signs in with, so that they know it again: 'Edge on Windows'. Never its version, nor where it is. */
export function browserName(userAgent = ''): string | undefined {
  const browser = named(browsers, userAgent)
  const system = named(systems, userAgent)
  return browser && system ? `${browser} on ${system}` : (browser ?? system)
}
