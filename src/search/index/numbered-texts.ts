/**
 * Texts by number and numbers by text. A hash table with open addressing rather than a `Map`, because it is saved and
 * loaded as it is: rebuilding maps took most of the time of loading, and most of the memory of words.
 */
export class TextNumbers {
  /** By number; only `add` changes it. */
  readonly texts: readonly string[]
  readonly #texts: string[]
  /** Each entry is a number plus one, or 0; at most half full, its length a power of two. */
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

  /** The number of a new text. */
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

  /** Where the text is, or would go. */
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

/** FNV-1a, its upper half folded into the lower, which selects the entry. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** A growing array of whole numbers from 0 to 2^32 - 1, in four bytes each. */
export class GrowingNumbers {
  #numbers: Uint32Array<ArrayBuffer>
  #length: number

  constructor(numbers = new Uint32Array(0)) {
    this.#numbers = numbers
    this.#length = numbers.length
  }

  get length(): number {
    return this.#length
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#numbers[index] as number) : 0
  }

  push(value: number): void {
    this.set(this.#length, value)
  }

  set(index: number, value: number): void {
    if (index >= this.#numbers.length) {
      const more = new Uint32Array(Math.max(64, index + 1, this.#numbers.length * 1.5))
      more.set(this.#numbers)
      this.#numbers = more
    }
    this.#numbers[index] = value
    this.#length = Math.max(this.#length, index + 1)
  }

  add(index: number, difference: number): void {
    this.set(index, this.at(index) + difference)
  }

  /** The numbers for tight loops; stale after the next `push` or `set`. */
  view(): Uint32Array<ArrayBuffer> {
    return this.#numbers.subarray(0, this.#length)
  }
}
