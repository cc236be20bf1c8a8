/** Files of messages: what came with a request, what an edit keeps, and the components that show them. */
import { type APIAttachment, RESTJSONErrorCodes as Code, ComponentType } from "discord-api-types/v10"
import { listOf } from "../check/field.ts"
import { limits } from "../limits.ts"
import { walk } from "../state/components.ts"
import type { World } from "../state/world.ts"
import type { Upload } from "./read-body.ts"
import { invalidForm, refuse } from "./refusal.ts"
import type { Body } from "./route.ts"

/** The body with its attachments as the message will have them. `kept` are those of the message that is edited. */
export function withAttachments(
  world: World,
  body: Body,
  uploads: readonly Upload[],
  kept: readonly APIAttachment[] = [],
): Body {
  const isEdit = kept.length > 0
  if (uploads.length === 0 && body.attachments === undefined && !isEdit) return body
  if (uploads.some(({ bytes }) => bytes.length > limits.file.bytes)) throw refuse(Code.RequestEntityTooLarge)
  const named = body.attachments === undefined ? [...kept, ...uploads] : listOf(body.attachments)
  const attachments = named.flatMap((one): APIAttachment[] => {
    const old = kept.find(({ id }) => id === one.id)
    const upload = uploads.find(({ id }) => id === String(one.id))
    const description =
      "description" in one && typeof one.description === "string" ? { description: one.description } : {}
    return old ? [{ ...old, ...description }] : upload ? [{ ...stored(world, upload), ...description }] : []
  })
  if (attachments.length > limits.file.perMessage)
    throw invalidForm([
      { path: "attachments", code: "BASE_TYPE_MAX_LENGTH", message: "Must be 10 or fewer in length." },
    ])
  return { ...body, attachments, components: showing(listOf(body.components), attachments) }
}

/** The twin keeps a file in its address: there is no other server to ask for it. */
function stored(world: World, { name, type, bytes }: Upload): APIAttachment {
  const url = `data:${type || "application/octet-stream"};base64,${bytes.toString("base64")}`
  return { id: world.newId(), filename: name, size: bytes.length, url, proxy_url: url, content_type: type }
}

/** A component shows an attachment by its name, and no other file. */
function showing(components: readonly Body[], attachments: readonly APIAttachment[]): readonly Body[] {
  const shown = structuredClone(components) as Record<string, unknown>[]
  walk(shown, (component, path) => {
    if (component.type !== ComponentType.File) return
    const url = String((component.file as Body | undefined)?.url)
    const found = attachments.find(({ filename }) => url === `attachment://${filename}`)
    if (!found)
      throw invalidForm([
        { path: `${path}.file.url`, code: "MEDIA_ATTACHMENT_NOT_FOUND", message: `${url} is no attachment.` },
      ])
    const { filename: name, size } = found
    Object.assign(component, { file: { url: found.url, ...fetchedFile(found) }, name, size, spoiler: false })
  })
  return shown
}

function fetchedFile({ url, content_type, id }: APIAttachment) {
  return {
    proxy_url: url,
    width: null,
    height: null,
    content_type,
    loading_state: 2,
    flags: 0,
    attachment_id: id,
    id: "1",
  }
}
