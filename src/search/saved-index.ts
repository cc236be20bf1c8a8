import { DamagedIndexError } from "./damaged-index-error.ts"

/** A saved index: named parts, each a run of numbers or bytes. */
export type SavedParts = ReadonlyMap<
  string,
  Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
>

/**
 * All parts in one piece of memory: the head (16 bytes: mark, version, length of the list, checksum over all that
 * follows), the list of the parts as JSON, then the parts, each from a multiple of eight bytes on.
 */
export function packParts(parts: SavedParts): Uint8Array<ArrayBuffer> {
  let end = 0
  const list = [...parts].map(([name, values]) => {
    const start = end
    end = aligned(start + values.byteLength)
    return { name, kind: values.constructor.name, start, length: values.length }
  })
  const listed = new TextEncoder().encode(JSON.stringify(list))
  const first = aligned(headLength + listed.length)
  const bytes = new Uint8Array(first + end)
  bytes.set(listed, headLength)
  for (const { name, start } of list) {
    const values = parts.get(name) as Uint8Array
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), first + start)
  }
  new Uint32Array(bytes.buffer, 0, 4).set([mark, version, listed.length, checksum(bytes, listed.length)])
  return bytes
}

/** Throws `DamagedIndexError` unless every byte is as it was written by this version. */
export function unpackParts(saved: Uint8Array): SavedParts {
  const bytes = wholeAndAligned(saved)
  if (bytes.length < headLength || bytes.length % 8 !== 0) throw new DamagedIndexError(cutOff(bytes.length))
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, 4)
  if (head[0] !== mark) throw new DamagedIndexError("This is no saved search index; build a new one.")
  if (head[1] !== version)
    throw new DamagedIndexError(
      `The search index was saved in form ${head[1]}, this is ${version}; build a new one.`,
    )
  if (head[3] !== checksum(bytes, head[2] as number)) throw new DamagedIndexError(cutOff(bytes.length))
  const listLength = head[2] as number
  const list: readonly PartEntry[] = JSON.parse(
    new TextDecoder().decode(bytes.subarray(headLength, headLength + listLength)),
  )
  const first = bytes.byteOffset + aligned(headLength + listLength)
  return new Map(
    list.map(
      ({ name, kind, start, length }) =>
        [name, new kinds[kind](bytes.buffer, first + start, length)] as const,
    ),
  )
}

type PartEntry = {
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly start: number
  readonly length: number
}

const kinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array }
const headLength = 16
/** "PBSI", Paperboy's search index. */
const mark = 0x49534250
/** To be raised whenever what is saved, or how words become terms, changes. */
const version = 2

const aligned = (length: number) => Math.ceil(length / 8) * 8
const cutOff = (length: number) =>
  `The saved search index of ${length} bytes is cut off or altered; build a new one.`

/** The views into it must begin at multiples of eight. */
function wholeAndAligned(saved: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = saved
  return buffer instanceof ArrayBuffer && byteOffset % 8 === 0
    ? new Uint8Array(buffer, byteOffset, length)
    : saved.slice()
}

/** FNV-1a over the words after the head: finds every altered byte and every cut, and reads a gigabyte in a second. */
function checksum(bytes: Uint8Array, listLength: number): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + headLength, (bytes.length - headLength) / 4)
  let sum = Math.imul(0x811c9dc5 ^ bytes.length, 0x01000193) ^ listLength
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193)
  return sum >>> 0
}
