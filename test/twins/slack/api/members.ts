/** auth.*, users.*, views.*: who is who, and what they see beside the channels. */
import { asJson, blockFaults } from "../block-rules.ts"
import { limits } from "../limits.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"

export const memberMethods: Readonly<Record<string, Method>> = {
  "auth.test": { run: test },
  "auth.revoke": { run: revoke },
  "users.info": { scope: "users:read", run: info },
  "views.open": { run: open },
  "views.publish": { run: publish },
}

function test({ workspace }: Call): Answer {
  return {
    ok: true,
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.domain,
    user: "paperboy",
    team_id: workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }
}

function revoke({ workspace, token }: Call): Answer {
  workspace.tokens.delete(token)
  return { ok: true, revoked: true }
}

function info(call: Call): Answer {
  const person = call.workspace.people.get(textOf(call, "user"))
  if (!person) throw new Refused("user_not_found")
  return {
    ok: true,
    user: {
      id: person.id,
      team_id: person.team ?? call.workspace.id,
      name: person.name,
      real_name: person.name,
      deleted: person.deactivated,
      is_admin: person.isAdmin,
      is_owner: false,
      is_bot: false,
      profile: { display_name: person.name, real_name: person.name },
    },
  }
}

function checkedView(view: unknown): Readonly<Record<string, unknown>> {
  const read = asJson(view)
  const title = asJson(read.title).text
  const metadata = read.private_metadata
  const faults = [
    ...blockFaults(read.blocks, limits.view.blocks),
    ...(typeof title === "string" && title.length > limits.view.title
      ? [`title has ${title.length} characters`]
      : []),
    ...(read.type === "modal" && typeof title !== "string" ? ["a modal has a title"] : []),
    ...(typeof metadata === "string" && metadata.length > limits.view.metadata
      ? ["private_metadata is too long"]
      : []),
  ]
  if (faults.length > 0) throw new Refused("invalid_arguments", { response_metadata: { messages: faults } })
  return read
}

function open(call: Call): Answer {
  const view = checkedView(call.given.view)
  const trigger = textOf(call, "trigger_id")
  if (!call.takeTrigger(trigger)) throw new Refused("expired_trigger_id")
  const id = call.world.id("V")
  const full = {
    ...view,
    id,
    team_id: call.workspace.id,
    state: { values: {} },
    hash: id,
    bot_id: call.workspace.botId,
  }
  call.opened({ id, workspace: call.workspace.id, user: trigger.split(".")[0] ?? "", view: full })
  return { ok: true, view: full }
}

function publish(call: Call): Answer {
  const user = textOf(call, "user_id")
  const view = checkedView(call.given.view)
  const full = { ...view, id: call.world.id("V"), team_id: call.workspace.id }
  call.workspace.homes.set(user, full)
  return { ok: true, view: full }
}
