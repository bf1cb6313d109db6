/** Names that could mean another place on somebody's disk. */
export const isUnsafeName = (name: string): boolean =>
  name === '' ||
  name.startsWith('/') ||
  name.includes('\0') ||
  /^[a-z]:/i.test(name) ||
  name.split('/').includes('..')

/** The part a relationship means: `target` seen from the folder of `source`, as a name in the zip. */
export function resolveTarget(source: string, target: string): string {
  const folder = target.startsWith('/') ? [] : source.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') folder.pop()
    else if (step !== '' && step !== '.') folder.push(step)
  }
  return folder.join('/')
}
