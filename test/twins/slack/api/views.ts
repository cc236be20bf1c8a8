/** views.*: forms, which lie upon one another, and home pages. */
import { asJson, blockFaults, type Json } from "../block-rules.ts"
import { limits } from "../limits.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"

export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": { run: open },
  "views.push": { run: push },
  "views.update": { run: update },
  "views.publish": { run: publish },
}

/** The view as it is sent, if Slack takes it. */
export function checkedView(view: unknown): Json {
  const read = asJson(view)
  const title = asJson(read.title).text
  const metadata = read.private_metadata
  const hasInputs = Array.isArray(read.blocks) && read.blocks.some((block) => asJson(block).type === "input")
  const faults = [
    ...blockFaults(read.blocks, limits.view.blocks),
    ...[read.title, read.submit, read.close].flatMap((part) => {
      const { text } = asJson(part)
      return typeof text === "string" && text.length > limits.view.title
        ? [`${text} has ${text.length} characters`]
        : []
    }),
    ...(read.type === "modal" && typeof title !== "string" ? ["a modal has a title"] : []),
    ...(read.type === "modal" && hasInputs && !read.submit
      ? ["a modal with inputs has a submit button"]
      : []),
    ...(typeof metadata === "string" && metadata.length > limits.view.metadata
      ? ["private_metadata is too long"]
      : []),
    ...(JSON.stringify(read).length > limits.view.bytes ? ["view_too_large"] : []),
  ]
  if (faults.length > 0) throw new Refused("invalid_arguments", { response_metadata: { messages: faults } })
  return read
}

/** A view as Slack answers it. */
export function fullView(view: Json, id: string, { workspace }: Pick<Call, "workspace">): Json {
  return {
    ...view,
    id,
    team_id: workspace.id,
    state: { values: {} },
    hash: id,
    bot_id: workspace.botId,
  }
}

function open(call: Call): Answer {
  const view = checkedView(call.given.view)
  const trigger = textOf(call, "trigger_id")
  if (!call.takeTrigger(trigger)) throw new Refused("expired_trigger_id")
  const user = userOf(trigger)
  call.forms.close(user)
  return { ok: true, view: call.forms.add(call.workspace, user, view) }
}

function push(call: Call): Answer {
  const view = checkedView(call.given.view)
  const trigger = textOf(call, "trigger_id")
  if (!call.takeTrigger(trigger)) throw new Refused("expired_trigger_id")
  const user = userOf(trigger)
  if (call.forms.of(user).length >= limits.view.stack) throw new Refused("push_limit_reached")
  return { ok: true, view: call.forms.add(call.workspace, user, view) }
}

const userOf = (trigger: string) => trigger.split(".")[0] ?? ""

function update(call: Call): Answer {
  const view = checkedView(call.given.view)
  const updated = call.forms.replace(textOf(call, "view_id"), view)
  if (!updated) throw new Refused("not_found")
  return { ok: true, view: updated }
}

function publish(call: Call): Answer {
  const user = textOf(call, "user_id")
  const view = checkedView(call.given.view)
  const { state: _, hash, bot_id, ...full } = fullView(view, call.world.id("V"), call)
  call.workspace.homes.set(user, full)
  return { ok: true, view: full }
}
