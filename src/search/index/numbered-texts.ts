/** Texts one after the other, each UTF-16 unit in one to three bytes, seven bits each, and where each begins. */
export type PackedTexts = { readonly bytes: Uint8Array; readonly starts: Uint32Array<ArrayBuffer> }

/**
 * Texts by number and numbers by text. Bytes rather than strings, which take five times the memory; a hash table with open
 * addressing rather than a `Map`, because it is saved and loaded as it is.
 */
export class TextNumbers {
  #bytes: Uint8Array
  readonly #starts: GrowingNumbers
  /** Each entry is a number plus one, or 0; at most three quarters full, its length a power of two. */
  #table: Uint32Array<ArrayBuffer>

  constructor(packed: PackedTexts = nothing, table = new Uint32Array(smallest)) {
    this.#bytes = packed.bytes
    this.#starts = new GrowingNumbers(packed.starts)
    this.#table = table
  }

  static of(...texts: readonly string[]): TextNumbers {
    const numbers = new TextNumbers()
    for (const text of texts) numbers.add(text)
    return numbers
  }

  get size(): number {
    return this.#starts.length - 1
  }

  /** Empty beyond the last. */
  text(number: number): string {
    const end = this.#starts.at(number + 1)
    let text = ""
    for (let at = this.#starts.at(number); at < end; ) {
      let unit = this.#bytes[at++] as number
      if (unit > 127) {
        unit = (unit & 127) | ((this.#bytes[at++] as number) << 7)
        if (unit > highest) unit = (unit & highest) | ((this.#bytes[at++] as number) << 14)
      }
      text += String.fromCharCode(unit)
    }
    return text
  }

  /** All texts from this number on. */
  from(first: number): readonly string[] {
    return Array.from({ length: this.size - first }, (_, at) => this.text(first + at))
  }

  /** The first letter's code, if it is an ASCII one. */
  firstByte(number: number): number {
    return this.#bytes[this.#starts.at(number)] as number
  }

  /** As it is saved; stale after the next new text. */
  get packed(): PackedTexts {
    return { bytes: this.#bytes.subarray(0, this.#starts.at(this.size)), starts: this.#starts.view() }
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
    const place = this.#placeOf(text)
    this.#put(text)
    if (this.size * 4 > this.#table.length * 3) this.#fill()
    else this.#table[place] = this.size
    return this.size - 1
  }

  #put(text: string): void {
    let end = this.#starts.at(this.size)
    const most = end + 3 * text.length
    if (most > this.#bytes.length) {
      const more = new Uint8Array(Math.max(64, most, this.#bytes.length * 1.25))
      more.set(this.#bytes)
      this.#bytes = more
    }
    for (let i = 0; i < text.length; i++) end = putUnit(this.#bytes, end, text.charCodeAt(i))
    this.#starts.push(end)
  }

  #fill(): void {
    let length = smallest
    while (this.size * 4 > length * 3) length *= 2
    this.#table = new Uint32Array(length)
    for (let number = 0; number < this.size; number++) {
      const text = this.text(number)
      this.#table[this.#placeOf(text)] = number + 1
    }
  }

  /** Where the text is, or would go. */
  #placeOf(text: string): number {
    const mask = this.#table.length - 1
    let place = hashOf(text) & mask
    for (;;) {
      const found = this.#table[place] as number
      if (found === 0 || this.#isText(found - 1, text)) return place
      place = (place + 1) & mask
    }
  }

  #isText(number: number, text: string): boolean {
    const bytes = this.#bytes
    let at = this.#starts.at(number)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 128 ? bytes[at++] !== unit : this.text(number) !== text) return false
      if (unit > 127) return true
    }
    return at === this.#starts.at(number + 1)
  }
}

const nothing: PackedTexts = { bytes: new Uint8Array(0), starts: new Uint32Array(1) }
const smallest = 64
/** Two bytes hold no more. */
const highest = 2 ** 14 - 1

/** Where the next unit goes. */
function putUnit(bytes: Uint8Array, end: number, unit: number): number {
  let at = end
  let rest = unit
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128
  bytes[at++] = rest
  return at
}

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
      const more = new Uint32Array(Math.max(64, index + 1, this.#numbers.length * 1.25))
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
