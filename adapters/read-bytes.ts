/** The bytes that a server answers with, up to a limit. */

/** Undefined, and no more of it is read, where there are more than `most`. */
export async function bytesWithin(
  response: Response,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** The same of an address, which may lead to no other one. Throws where it is not there, or not within `ms`. */
export async function download(
  url: string,
  { most, ms }: { readonly most: number; readonly ms: number },
): Promise<Uint8Array | undefined> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(ms) })
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`)
  return bytesWithin(response, most)
}
