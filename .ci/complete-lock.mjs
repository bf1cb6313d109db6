// Adds to package-lock.json the optional packages of other platforms that `npm install` leaves out where a registry mirror does not
// hold them. `npm ci` refuses a lock file without them, though it would install none of them. Run it after a change of dependencies.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'win32',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
]
const processors = {
  ia32: 'ia32',
  x64: 'x64',
  arm64: 'arm64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  arm: 'arm',
  loong64: 'loong64',
}

/** The platform a package is for, as its name says it: 'binding-linux-x64-musl'. */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const system = systems.find((one) => words.includes(one))
  const processor = Object.keys(processors).find((one) => words.includes(one))
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return system && processor && { os: [system], cpu: [processors[processor]], ...(libc && { libc: [libc] }) }
}

let added = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path}/node_modules/${name}`, `node_modules/${name}`]
    if (places.some((place) => lock.packages[place])) continue
    const platform = platformOf(name)
    if (!platform || !/^\d/.test(version)) throw new Error(`do not know the platform of ${name}@${version}`)
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev && { dev: true }),
      optional: true,
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} packages added\n`)
