import { words } from "../../words/words.ts"

/** A saved index: named typed arrays. */
export type SavedParts = ReadonlyMap<
  string,
  Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array
>

/**
 * All parts in one buffer: a header (16 bytes: mark, version, length of the list, checksum over the rest), the list of
 * the parts as JSON, then the parts, each aligned to eight bytes.
 */
export function packParts(parts: SavedParts): Uint8Array<ArrayBuffer> {
  let end = 0
  const list = [...parts].map(([name, values]) => {
    const start = end
    end = aligned(start + values.byteLength)
    return { name, kind: values.constructor.name, start, length: values.length }
  })
  const listBytes = new TextEncoder().encode(JSON.stringify(list))
  const first = aligned(headLength + listBytes.length)
  const bytes = new Uint8Array(first + end)
  bytes.set(listBytes, headLength)
  for (const { name, start } of list) {
    const values = parts.get(name) as Uint8Array
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), first + start)
  }
  new Uint32Array(bytes.buffer, 0, 4).set([
    mark,
    version,
    listBytes.length,
    checksum(bytes, listBytes.length),
  ])
  return bytes
}

/** The parts as views into the bytes. Throws `DamagedIndexError` unless every byte is as this version wrote it. */
export function unpackParts(saved: Uint8Array): SavedParts {
  const bytes = wholeAndAligned(saved)
  if (bytes.length < headLength || bytes.length % 8 !== 0) throw damaged(bytes)
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, 4)
  if (head[0] !== mark) throw new DamagedIndexError(words.search.savedIndex.notAnIndex)
  if (head[1] !== version) throw new DamagedIndexError(words.search.savedIndex.otherVersion(head[1], version))
  if (head[3] !== checksum(bytes, head[2] as number)) throw damaged(bytes)
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
/** Raise it whenever what is saved, or how words become terms, changes. */
const version = 2

const aligned = (length: number) => Math.ceil(length / 8) * 8
const damaged = (bytes: Uint8Array) => new DamagedIndexError(words.search.savedIndex.damaged(bytes.length))

/** The views must begin at multiples of eight. */
function wholeAndAligned(saved: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = saved
  return buffer instanceof ArrayBuffer && byteOffset % 8 === 0
    ? new Uint8Array(buffer, byteOffset, length)
    : saved.slice()
}

/** FNV-1a over the 32-bit words after the header: finds every altered byte, at a gigabyte a second. */
function checksum(bytes: Uint8Array, listLength: number): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + headLength, (bytes.length - headLength) / 4)
  let sum = Math.imul(0x811c9dc5 ^ bytes.length, 0x01000193) ^ listLength
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193)
  return sum >>> 0
}

/** A saved index that cannot be used: incomplete, altered, or of another version. Build a new one. */
export class DamagedIndexError extends Error {
  override readonly name = "DamagedIndexError"
}
