/** A growing buffer of whole numbers in LEB128: seven bits a byte, the last byte with its high bit unset. */
export class GrowingBytes {
  #bytes = new Uint8Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  putNumber(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#put((rest & 127) | 128)
      rest >>>= 7
    }
    this.#put(rest)
  }

  putBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  #put(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = byte
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 1.5))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

/** The numbers that these bytes hold. */
export function numbersIn(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(bytes.length)
  let count = 0
  let value = 0
  let shift = 0
  for (const byte of bytes) {
    value |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    numbers[count++] = value
    value = 0
    shift = 0
  }
  return numbers.subarray(0, count)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** Many short texts as UTF-8 in one buffer: a fifth of the memory that strings take. */
export type Strings = { readonly bytes: Uint8Array; readonly starts: Uint32Array }

export function stringsOf(texts: readonly string[]): Strings {
  const parts = texts.map((text) => encoder.encode(text))
  return packed(parts)
}

export function stringAt({ bytes, starts }: Strings, at: number): string {
  return decoder.decode(bytes.subarray(starts[at], starts[at + 1]))
}

/** Pieces of bytes in one buffer, with where each begins. */
export function packed(parts: readonly Uint8Array[]): Strings {
  const starts = new Uint32Array(parts.length + 1)
  for (const [at, part] of parts.entries()) starts[at + 1] = (starts[at] as number) + part.length
  const bytes = new Uint8Array(starts[parts.length] as number)
  for (const [at, part] of parts.entries()) bytes.set(part, starts[at])
  return { bytes, starts }
}

export function pieceAt({ bytes, starts }: Strings, at: number): Uint8Array {
  return bytes.subarray(starts[at], starts[at + 1])
}
