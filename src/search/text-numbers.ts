/**
 * Texts by number and numbers by text. A table of numbers with open addressing over a `Map`, because it is saved and
 * loaded as it lies: making the maps anew was most of the time that loading took, and most of the memory of words.
 */
export class TextNumbers {
  /** By number; never changed but by `add`. */
  readonly texts: readonly string[]
  readonly #texts: string[]
  /** A number and one at each place, 0 where there is none; at most half full, its length a power of two. */
  #table: Uint32Array<ArrayBuffer>

  constructor(texts: readonly string[] = [], table?: Uint32Array<ArrayBuffer>) {
    this.#texts = [...texts]
    this.texts = this.#texts
    this.#table = table ?? new Uint32Array(smallest)
    if (table === undefined) this.#fill()
  }

  get table(): Uint32Array<ArrayBuffer> {
    return this.#table
  }

  find(text: string): number | undefined {
    const found = this.#table[this.#placeOf(text)] as number
    return found === 0 ? undefined : found - 1
  }

  /** The number that a text has now; it must have none yet. */
  add(text: string): number {
    const number = this.#texts.push(text) - 1
    if (this.#texts.length * 2 > this.#table.length) this.#fill()
    else this.#table[this.#placeOf(text)] = number + 1
    return number
  }

  #fill(): void {
    let length = smallest
    while (length < this.#texts.length * 3) length *= 2
    this.#table = new Uint32Array(length)
    for (const [number, text] of this.#texts.entries()) this.#table[this.#placeOf(text)] = number + 1
  }

  /** Where the text is, or would be put. */
  #placeOf(text: string): number {
    const mask = this.#table.length - 1
    let place = hashOf(text) & mask
    for (;;) {
      const found = this.#table[place] as number
      if (found === 0 || this.#texts[found - 1] === text) return place
      place = (place + 1) & mask
    }
  }
}

const smallest = 64

/** FNV-1a, its upper half folded into the lower, which is what chooses the place. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
