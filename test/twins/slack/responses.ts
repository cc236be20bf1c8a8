/** `response_url`s: doors into one place for half an hour and five answers. */
import { blockFaults } from "./block-rules.ts"
import { limits } from "./limits.ts"
import { addMessage, type Channel, type Message, type Workspace, type World } from "./world.ts"

export type Responses = {
  /** A fresh door. `on` is the message that may be replaced or deleted through it. */
  open(at: { workspace: Workspace; channel: Channel; user: string; on?: Message }): string
  /** What Slack answers to a post through it: a status and a body. */
  take(path: string, body: string): { readonly status: number; readonly body: string }
}

type Door = {
  readonly workspace: Workspace
  readonly channel: Channel
  readonly user: string
  on?: Message
  uses: number
  readonly openedAt: number
}

export function createResponses(world: World, baseUrl: () => string, now: () => number): Responses {
  const doors = new Map<string, Door>()

  function answer(door: Door, given: Readonly<Record<string, unknown>>): { status: number; body: string } {
    if (given.delete_original === true) {
      if (door.on) door.on.deleted = true
      return { status: 200, body: "ok" }
    }
    const blocks = Array.isArray(given.blocks) ? given.blocks : []
    const faults = blockFaults(blocks)
    if (faults.length > 0) return { status: 400, body: `invalid_blocks: ${faults.join("; ")}` }
    const content = { text: String(given.text ?? ""), blocks }
    if (given.replace_original === true && door.on) {
      if (door.on.user !== door.workspace.botUser) return { status: 404, body: "cant_update_message" }
      Object.assign(door.on, content, { edited: true })
      return { status: 200, body: "ok" }
    }
    const isPublic = given.response_type === "in_channel"
    const { botUser, botId } = door.workspace
    const added = addMessage(door.channel, {
      ts: world.ts(),
      user: botUser,
      botId,
      ...content,
      ...(isPublic ? {} : { onlyFor: door.user }),
      ...(typeof given.thread_ts === "string" ? { threadTs: given.thread_ts } : {}),
    })
    // The original of a click is the message that was clicked; of a command, its first answer.
    door.on ??= added
    return { status: 200, body: "ok" }
  }

  return {
    open(at) {
      const id = world.id("response-")
      doors.set(id, { ...at, uses: 0, openedAt: now() })
      return `${baseUrl()}/responses/${id}`
    },
    take(path, body) {
      const door = doors.get(path.replace("/responses/", ""))
      if (!door || now() - door.openedAt > limits.response.livesMs)
        return { status: 404, body: "expired_url" }
      if (++door.uses > limits.response.uses) return { status: 404, body: "used_url" }
      return answer(door, JSON.parse(body))
    },
  }
}
