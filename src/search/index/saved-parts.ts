import { words } from "../../words/words.ts"

/** A saved index that cannot be used: incomplete, altered, or of another version. Build a new one. */
export class DamagedIndexError extends Error {
  override readonly name = "DamagedIndexError"
}

const kinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array }
type Kind = keyof typeof kinds
type Numbers = InstanceType<(typeof kinds)[Kind]>
/** Where an array is in the bytes; texts are joined by zero characters, which are removed from them. */
type Part = { readonly part: Kind | "texts"; readonly start: number; readonly length: number }

const headLength = 16
/** "PBSI", Paperboy's search index. */
const mark = 0x49534250
/** Raise it whenever what is saved, or how words become terms, changes. */
const version = 7

const aligned = (length: number) => Math.ceil(length / 8) * 8
const damaged = (bytes: Uint8Array) => new DamagedIndexError(words.search.savedIndex.damaged(bytes.length))
const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/**
 * Plain objects of numbers, texts and typed arrays in one buffer: a header (16 bytes: mark, version, length of the JSON,
 * checksum over the rest), the objects as JSON, then the arrays, each aligned to eight bytes.
 */
export function pack(saved: object): Uint8Array<ArrayBuffer> {
  const arrays: { readonly start: number; readonly values: Numbers }[] = []
  let end = 0
  const put = (values: Numbers, part: Part["part"]): Part => {
    const start = end
    end = aligned(start + values.byteLength)
    arrays.push({ start, values })
    return { part, start, length: values.length }
  }
  const json = JSON.stringify(saved, (_, value: unknown) => {
    if (isNumbers(value)) return put(value, value.constructor.name as Kind)
    return isTexts(value) ? put(encoder.encode(value.map(withoutZero).join("\0")), "texts") : value
  })
  const list = encoder.encode(json)
  const first = aligned(headLength + list.length)
  const bytes = new Uint8Array(first + end)
  bytes.set(list, headLength)
  for (const { start, values } of arrays)
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), first + start)
  new Uint32Array(bytes.buffer, 0, 4).set([mark, version, list.length, checksum(bytes, list.length)])
  return bytes
}

/**
 * What was packed, its arrays as views into the bytes. Throws `DamagedIndexError` unless every byte is as this version
 * wrote it, which is why the caller may say what it is.
 */
export function unpack<T extends object>(saved: Uint8Array): T {
  const bytes = wholeAndAligned(saved)
  if (bytes.length < headLength || bytes.length % 8 !== 0) throw damaged(bytes)
  const [found, form, listLength = 0, sum] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4)
  if (found !== mark) throw new DamagedIndexError(words.search.savedIndex.notAnIndex)
  if (form !== version) throw new DamagedIndexError(words.search.savedIndex.otherVersion(form, version))
  if (sum !== checksum(bytes, listLength)) throw damaged(bytes)
  const first = bytes.byteOffset + aligned(headLength + listLength)
  const list = decoder.decode(bytes.subarray(headLength, headLength + listLength))
  return JSON.parse(list, (_, value: unknown) => {
    if (!isPart(value)) return value
    const { part, start, length } = value
    if (part !== "texts") return new kinds[part](bytes.buffer, first + start, length)
    return decoder.decode(new Uint8Array(bytes.buffer, first + start, length)).split("\0")
  })
}

const withoutZero = (text: string) => text.replaceAll("\0", "")

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && typeof value[0] === "string"
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && "part" in value
}

/** The views must begin at multiples of eight. */
function wholeAndAligned(saved: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = saved
  return buffer instanceof ArrayBuffer && byteOffset % 8 === 0
    ? new Uint8Array(buffer, byteOffset, length)
    : saved.slice()
}

/** FNV-1a over the 32-bit words after the header: finds every altered byte, at a gigabyte a second. */
function checksum(bytes: Uint8Array, listLength: number): number {
  const units = new Uint32Array(bytes.buffer, bytes.byteOffset + headLength, (bytes.length - headLength) / 4)
  let sum = Math.imul(0x811c9dc5 ^ bytes.length, 0x01000193) ^ listLength
  for (let i = 0; i < units.length; i++) sum = Math.imul(sum ^ (units[i] as number), 0x01000193)
  return sum >>> 0
}
