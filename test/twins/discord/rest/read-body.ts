import type { IncomingMessage } from "node:http"

/** A request's body: JSON, or of a form with files its `payload_json`, with the files named as attachments. */
export async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length === 0) return undefined
  const type = incoming.headers["content-type"] ?? ""
  if (!type.startsWith("multipart/form-data")) return JSON.parse(bytes.toString("utf8"))
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData()
  const payload = JSON.parse(String(form.get("payload_json") ?? "{}"))
  const files = [...form.values()].filter((value) => value instanceof File)
  const attachments = files.map((file, index) => attachmentOf(file, index))
  return { ...payload, ...(attachments.length > 0 && { attachments }) }
}

function attachmentOf(file: File, index: number) {
  const url = `https://cdn.discordapp.com/attachments/0/${index}/${encodeURIComponent(file.name)}`
  return {
    id: String(index),
    filename: file.name,
    size: file.size,
    url,
    proxy_url: url,
    content_type: file.type,
  }
}
