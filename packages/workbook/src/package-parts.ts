import { joined } from './bytes.ts'
import type { Budget } from './limits.ts'
import { type MarkupHandler, MarkupReader } from './markup.ts'
import { readPart, type Sink } from './part.ts'
import { damaged } from './refusal.ts'
import { type Relationship, relationshipReader } from './relationships.ts'
import { searchForDeclarations } from './xml-declarations.ts'
import { asUtf8 } from './xml-encoding.ts'
import type { ZipEntry } from './zip.ts'
import { resolveTarget } from './zip-names.ts'

const sniffed = 64

/** The parts of a package by name, each of which is unpacked exactly once. */
export class PackageParts {
  readonly #budget: Budget
  readonly #unread = new Map<string, ZipEntry>()

  constructor(entries: readonly ZipEntry[], budget: Budget) {
    this.#budget = budget
    for (const entry of entries) this.#unread.set(entry.name.toLowerCase(), entry)
  }

  /** Names not read yet. */
  names(): string[] {
    return Array.from(this.#unread.values(), ({ name }) => name)
  }

  has(name: string): boolean {
    return this.#unread.has(name.toLowerCase())
  }

  /** The name of the part a relationship means, as the zip spells it or percent-decoded. */
  target(source: string, { target }: Relationship): string {
    const name = resolveTarget(source, target)
    if (this.has(name) || !name.includes('%')) return name
    try {
      return decodeURIComponent(name)
    } catch {
      return name
    }
  }

  /** Reads a part that must be there as XML. */
  async read(name: string, handler: MarkupHandler): Promise<void> {
    const entry = this.#take(name)
    await readPart(entry, this.#budget, asUtf8(name, new MarkupReader(name, handler)))
  }

  /** Every relationship of a part; none if it has no relationships part. */
  async relationships(source: string): Promise<Relationship[]> {
    const slash = source.lastIndexOf('/') + 1
    const name = `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`
    const found: Relationship[] = []
    if (this.has(name))
      await this.read(
        name,
        relationshipReader((relationship) => {
          if (found.push(relationship) > this.#budget.limits.parts * 2)
            throw damaged(`too many relationships in ${name}`)
        }),
      )
    return found
  }

  /** Unpacks a part that nobody needs, to check it and to search it if it is XML. */
  async pass(name: string): Promise<void> {
    const entry = this.#take(name)
    await readPart(entry, this.#budget, unreadSink(name))
  }

  #take(name: string): ZipEntry {
    const entry = this.#unread.get(name.toLowerCase())
    if (entry === undefined) throw damaged(`${name || 'a part'} is missing, or wanted twice`)
    this.#unread.delete(name.toLowerCase())
    return entry
  }
}

function unreadSink(name: string): Sink {
  const search = searchForDeclarations(name)
  if (/\.(xml|rels|vml|xsd)$/i.test(name)) return asUtf8(name, search)
  return ifXml(asUtf8(name, search))
}

/** Gives on only what begins as XML does; whatever else a part may be (a picture, printer settings) is let go. */
function ifXml(to: Sink): Sink {
  let head: Uint8Array | undefined = new Uint8Array(0)
  let isXml = false
  const decide = (bytes: Uint8Array) => {
    head = undefined
    isXml = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(
      String.fromCharCode(...bytes.subarray(0, sniffed)),
    )
    if (isXml) to.write(bytes)
  }
  return {
    write(bytes) {
      if (head === undefined) {
        if (isXml) to.write(bytes)
        return
      }
      head = joined(head, bytes)
      if (head.length >= sniffed) decide(head)
    },
    end() {
      if (head !== undefined) decide(head)
      if (isXml) to.end()
    },
  }
}
