const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** Many short texts as UTF-8 in one piece of memory: a fifth of what as many strings take. */
export type Strings = { readonly bytes: Uint8Array; readonly starts: Uint32Array }

export function stringsOf(texts: readonly string[]): Strings {
  const parts = texts.map((text) => encoder.encode(text))
  return packed(parts)
}

export function stringAt({ bytes, starts }: Strings, at: number): string {
  return decoder.decode(bytes.subarray(starts[at], starts[at + 1]))
}

/** Pieces of bytes, one after the other, with where each begins. */
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
