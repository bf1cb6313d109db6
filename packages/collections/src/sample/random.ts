/** Numbers that look random and are the same for the same seed, for ever. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item
  chance(share: number): boolean
  /** Around 0, mostly between -2 and 2. */
  bell(): number
  shuffled<Item>(items: readonly Item[]): Item[]
  /** Another series of numbers, so that what is taken from one does not move the other. */
  branch(name: string): Random
}

export const randomFrom = (seed: number | string): Random => series(`${seed}`)

function series(name: string): Random {
  const fraction = smallFastCounter(name)
  const whole = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1))
  return {
    fraction,
    whole,
    pick: (items) => {
      const [first] = items
      if (first === undefined) throw new Error('there is nothing to pick from')
      return items[whole(0, items.length - 1)] ?? first
    },
    chance: (share) => fraction() < share,
    bell: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
    shuffled: (items) => {
      const order = items.map((item) => ({ item, at: fraction() }))
      return order.sort((a, b) => a.at - b.at).map(({ item }) => item)
    },
    branch: (other) => series(`${name}/${other}`),
  }
}

/** sfc32, by Chris Doty-Humphrey (PractRand), started from a hash of the name. */
function smallFastCounter(name: string): () => number {
  let [a, b, c, counter] = [hash(name, 1), hash(name, 2), hash(name, 3), 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let warming = 0; warming < 15; warming++) next()
  return next
}

/** FNV-1a, and the last step of MurmurHash3 to spread what short names have in common. */
function hash(text: string, start: number): number {
  let hashed = 2_166_136_261 ^ start
  for (let index = 0; index < text.length; index++) {
    hashed = Math.imul(hashed ^ text.charCodeAt(index), 16_777_619)
  }
  hashed = Math.imul(hashed ^ (hashed >>> 16), 2_246_822_507)
  hashed = Math.imul(hashed ^ (hashed >>> 13), 3_266_489_909)
  return hashed ^ (hashed >>> 16)
}
