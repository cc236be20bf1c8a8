/** What Slack sends: complete payloads, in the shapes of its own samples. */

import { shown } from "./api/messages.ts"
import { asJson, type Json } from "./block-rules.ts"
import { actionOf, type Pressed } from "./elements.ts"
import type { Channel, Message, Person, Workspace, World } from "./world.ts"

const appId = "A00000000"
const verification = "twin-verification-token"

/** An event in its outer frame. */
export function eventPayload(world: World, workspace: Workspace, event: Json): Json {
  return {
    token: verification,
    team_id: workspace.id,
    api_app_id: appId,
    event,
    type: "event_callback",
    event_id: world.id("Ev"),
    event_time: Math.floor(Number(world.ts())),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: "4-twin",
  }
}

export function slashPayload(
  at: { workspace: Workspace; channel: Channel; person: Person },
  text: string,
  urls: Urls,
): Json {
  const { workspace, channel, person } = at
  return {
    token: verification,
    api_app_id: appId,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channel.isDirect ? "directmessage" : channel.name,
    user_id: person.id,
    user_name: person.name,
    command: "/paper",
    text,
    response_url: urls.response,
    trigger_id: urls.trigger,
    is_enterprise_install: false,
  }
}

export type Urls = { readonly response: string; readonly trigger: string }

function frame({ workspace, person }: { workspace: Workspace; person: Person }): Json {
  return {
    token: verification,
    api_app_id: appId,
    ...teamOf({ workspace, person }),
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team ?? workspace.id },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** Where a member of another company acts, the team is theirs, and the one that installed the app is named beside it. */
function teamOf({ workspace, person }: { workspace: Workspace; person: Person }): Json {
  if (!person.team) return { team: { id: workspace.id, domain: workspace.domain } }
  return { team: { id: person.team, domain: "elsewhere" }, app_installed_team_id: workspace.id }
}

export function clickPayload(
  at: { workspace: Workspace; channel: Channel; person: Person; message: Message },
  { blockId, element }: Pressed,
  urls: Urls,
): Json {
  const { workspace, channel, message } = at
  return {
    type: "block_actions",
    ...frame(at),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: urls.trigger,
    channel: { id: channel.id, name: channel.name },
    ...(message.onlyFor ? {} : { message: shown(message, workspace.id) }),
    state: { values: {} },
    response_url: urls.response,
    actions: [actionOf({ blockId, element })],
  }
}

/** A button of a member's home page: there is no channel, no message and no `response_url`. */
export function homeClickPayload(
  at: { workspace: Workspace; person: Person },
  { blockId, element }: Pressed,
  trigger: string,
): Json {
  const { workspace, person } = at
  const view = asJson(workspace.homes.get(person.id))
  return {
    type: "block_actions",
    ...frame(at),
    container: { type: "view", view_id: view.id },
    trigger_id: trigger,
    view,
    actions: [actionOf({ blockId, element })],
  }
}

/** A button or menu of an open form: the fields come along as they are filled in. */
export function viewClickPayload(
  at: { workspace: Workspace; person: Person },
  view: Json,
  pressed: Pressed,
  { values, trigger }: { readonly values: Json; readonly trigger: string },
): Json {
  return {
    type: "block_actions",
    ...frame(at),
    container: { type: "view", view_id: view.id },
    trigger_id: trigger,
    ...inView(at, { ...view, state: { values } }),
    actions: [actionOf(pressed)],
  }
}

export function shortcutPayload(
  at: { workspace: Workspace; channel: Channel; person: Person; message: Message },
  callbackId: string,
  urls: Urls,
): Json {
  const { workspace, channel, message, person } = at
  const { api_app_id: _, ...outer } = frame(at)
  return {
    type: "message_action",
    ...outer,
    user: { id: person.id, name: person.name, team_id: workspace.id },
    callback_id: callbackId,
    trigger_id: urls.trigger,
    response_url: urls.response,
    action_ts: "1790000000.000000",
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: shown(message, workspace.id),
  }
}

/** A button of the card below a link: the message is a member's. */
export function unfurlClickPayload(
  at: { workspace: Workspace; channel: Channel; person: Person; message: Message },
  { blockId, element }: Pressed,
  url: string,
  urls: Urls,
): Json {
  const { channel, message } = at
  const { message: _, ...rest } = clickPayload(at, { blockId, element }, urls)
  const container = {
    type: "message_attachment",
    message_ts: message.ts,
    attachment_id: 1,
    channel_id: channel.id,
    is_ephemeral: false,
    is_app_unfurl: true,
    app_unfurl_url: url,
  }
  return { ...rest, container }
}

/**
 * A button of the pane beside a Work Object. Slack's documents show no such payload, so it comes as bare as one can be: no
 * channel, no message and no `response_url`.
 */
export function paneClickPayload(
  at: { workspace: Workspace; person: Person },
  element: Json,
  entity: Json,
  trigger: string,
): Json {
  return {
    type: "block_actions",
    ...frame(at),
    container: { type: "entity_detail", entity_url: entity.url, external_ref: entity.external_ref },
    trigger_id: trigger,
    actions: [actionOf({ blockId: "entity", element })],
  }
}

export function suggestionPayload(
  at: { workspace: Workspace; person: Person },
  view: Json,
  field: string,
  typed: string,
): Json {
  return {
    type: "block_suggestion",
    ...frame(at),
    block_id: field,
    action_id: field,
    value: typed,
    container: { type: "view", view_id: view.id },
    ...inView(at, view),
  }
}

/** A view names the team that installed the app, too. */
function inView({ workspace, person }: { workspace: Workspace; person: Person }, view: Json): Json {
  return { view: person.team ? { ...view, app_installed_team_id: workspace.id } : view }
}

export function submissionPayload(
  at: { workspace: Workspace; person: Person },
  view: Json,
  values: Json,
  trigger: string,
): Json {
  return {
    type: "view_submission",
    ...frame(at),
    trigger_id: trigger,
    ...inView(at, { ...view, state: { values } }),
    response_urls: [],
  }
}
