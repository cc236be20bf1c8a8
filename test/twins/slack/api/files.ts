/** files.*: an address for the bytes first, and then where the file is shared. */
import { asJson } from "../block-rules.ts"
import { addMessage, messageAt } from "../world.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"
import { writable } from "./conversations.ts"

export const fileMethods: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": { scope: "files:write", run: getUploadUrl },
  "files.completeUploadExternal": { scope: "files:write", run: complete },
}

function getUploadUrl(call: Call): Answer {
  const length = Number(call.given.length)
  if (!(length > 0)) throw new Refused("missing_argument")
  const { upload, url } = call.uploads.open(textOf(call, "filename"), length)
  return { ok: true, upload_url: url, file_id: upload.id }
}

/** Slack answers before it shares: where the file is shared it does not say. */
function complete(call: Call): Answer {
  const { given, world, workspace } = call
  const files = (Array.isArray(given.files) ? given.files : []).map(asJson).map(({ id, title }) => {
    const upload = call.uploads.of(String(id))
    if (!upload?.bytes) throw new Refused("file_not_found")
    return { ...upload, title: String(title ?? upload.name) }
  })
  if (files.length === 0) throw new Refused("invalid_arguments")
  if (given.channel_id !== undefined) {
    // A member's id is no channel here.
    if (workspace.people.has(String(given.channel_id))) throw new Refused("channel_not_found")
    const channel = writable({ ...call, given: { ...given, channel: given.channel_id } })
    const threadTs = typeof given.thread_ts === "string" ? given.thread_ts : undefined
    if (threadTs && !messageAt(channel, threadTs)) throw new Refused("thread_not_found")
    addMessage(channel, {
      ts: world.ts(),
      user: workspace.botUser,
      botId: workspace.botId,
      text: String(given.initial_comment ?? ""),
      blocks: [],
      files,
      ...(threadTs ? { threadTs } : {}),
    })
  }
  return { ok: true, files: files.map(({ id, title }) => ({ id, title })) }
}
