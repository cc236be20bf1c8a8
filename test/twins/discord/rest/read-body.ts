import type { IncomingMessage } from "node:http"

/** A file that came with a request, under the id that the body names it by. */
export type Upload = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** A request's body, and the files that came along: JSON, or of a form with files its `payload_json`. */
export async function readBody(
  incoming: IncomingMessage,
): Promise<{ readonly body: unknown; readonly uploads: readonly Upload[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length === 0) return { body: undefined, uploads: [] }
  const type = incoming.headers["content-type"] ?? ""
  if (!type.startsWith("multipart/form-data"))
    return { body: JSON.parse(bytes.toString("utf8")), uploads: [] }
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData()
  const uploads = await Promise.all(
    [...form].flatMap(([key, value]) => (value instanceof File ? [uploadOf(key, value)] : [])),
  )
  return { body: JSON.parse(String(form.get("payload_json") ?? "{}")), uploads }
}

/** `files[0]` is the attachment with the id 0. */
async function uploadOf(key: string, file: File): Promise<Upload> {
  const id = /^files\[(\d+)\]$/.exec(key)?.[1] ?? key
  return { id, name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) }
}
