/** What people do in the twin: each verb changes the world first and tells the bot afterwards, as Slack does. */

import type { OpenView } from "./api/call.ts"
import { directWith, react as putReaction, shown } from "./api/messages.ts"
import { asJson, optionFaults } from "./block-rules.ts"
import type { Ack } from "./line.ts"
import type { Outbox } from "./outbox.ts"
import {
  clickPayload,
  eventPayload,
  homeClickPayload,
  type Json,
  type Pressed,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  suggestionPayload,
} from "./payloads.ts"
import type { Responses } from "./responses.ts"
import { addMessage, type Channel, type Message, type Person, type Workspace, type World } from "./world.ts"

/** Somebody, somewhere. */
export type Spot = { readonly workspace: Workspace; readonly channel: Channel; readonly person: Person }

export type People = {
  say(at: Spot, text: string, threadTs?: string): Promise<Message>
  slash(at: Spot, text: string): Promise<Ack>
  /** Presses the button with this label on a message. */
  click(at: Spot, message: Message, label: string): Promise<Ack>
  /** Presses a button of the person's home page. */
  clickHome(at: Spot, label: string): Promise<Ack>
  useShortcut(at: Spot, message: Message, callbackId: string): Promise<Ack>
  react(at: Spot, message: Message, name: string): Promise<Ack | undefined>
  unreact(at: Spot, message: Message, name: string): Promise<Ack | undefined>
  openHome(at: Spot): Promise<Ack>
  /** Types into a field of the open form; gives the labels that are offered. */
  typeInto(at: Spot, field: string, typed: string): Promise<readonly string[]>
  /** Fills in the open form and sends it. */
  submit(at: Spot, values: Readonly<Record<string, string>>): Promise<Ack>
  deleteMessage(at: Spot, message: Message): Promise<Ack>
  archive(at: Spot): Promise<Ack>
  deleteChannel(at: Spot): Promise<Ack>
  invite(at: Pick<Spot, "workspace" | "channel">): void
  kick(at: Pick<Spot, "workspace" | "channel">): void
  uninstall(workspace: Workspace): Promise<Ack>
  /** An admin takes the bot's tokens away. */
  revoke(workspace: Workspace): Promise<Ack>
  /** The messages that a person sees in a channel. */
  sees(at: Spot): readonly Message[]
  /** The form that is open for a person. */
  form(person: Person): Json | undefined
}

export type PeopleParts = {
  readonly world: World
  readonly outbox: Outbox
  readonly responses: Responses
  readonly views: Map<string, OpenView>
  readonly newTrigger: (user: string) => string
}

export function createPeople({ world, outbox, responses, views, newTrigger }: PeopleParts): People {
  const tell = (workspace: Workspace, event: Json) => outbox.event(eventPayload(world, workspace, event))
  const urlsFor = ({ workspace, channel, person }: Spot, on?: Message) => ({
    response: responses.open({ workspace, channel, user: person.id, ...(on ? { on } : {}) }),
    trigger: newTrigger(person.id),
  })

  function viewOf(person: Person): OpenView {
    const view = [...views.values()].findLast(({ user }) => user === person.id)
    if (!view) throw new Error(`no form is open for ${person.name}`)
    return view
  }

  async function say(
    { workspace, channel, person }: Spot,
    text: string,
    threadTs?: string,
  ): Promise<Message> {
    const message = addMessage(channel, {
      ts: world.ts(),
      user: person.id,
      text,
      blocks: [],
      ...(threadTs ? { threadTs } : {}),
    })
    if (!channel.members.has(workspace.botUser)) return message
    const common = {
      user: person.id,
      text,
      ts: message.ts,
      channel: channel.id,
      event_ts: message.ts,
      team: workspace.id,
    }
    const thread = threadTs ? { thread_ts: threadTs } : {}
    const kind = channel.isDirect ? "im" : channel.isPrivate ? "group" : "channel"
    await tell(workspace, { type: "message", channel_type: kind, ...common, ...thread })
    if (text.includes(`<@${workspace.botUser}>`))
      await tell(workspace, { type: "app_mention", ...common, ...thread })
    const links = [...text.matchAll(/<(https?:[^|>]+)/g)].map(([, url = ""]) => ({
      url,
      domain: new URL(url).hostname,
    }))
    if (links.length > 0) {
      const shared = {
        user: person.id,
        channel: channel.id,
        message_ts: message.ts,
        links,
        event_ts: message.ts,
      }
      await tell(workspace, {
        type: "link_shared",
        is_bot_user_member: true,
        source: "conversations_history",
        ...shared,
        ...thread,
      })
    }
    return message
  }

  function reaction(at: Spot, message: Message, name: string, added: boolean): Promise<Ack> {
    return tell(at.workspace, {
      type: added ? "reaction_added" : "reaction_removed",
      user: at.person.id,
      reaction: name,
      item: { type: "message", channel: at.channel.id, ts: message.ts },
      item_user: message.user,
      event_ts: world.ts(),
    })
  }

  return {
    say,
    slash: (at, text) => outbox.once("slash_commands", slashPayload(at, text, urlsFor(at))),
    click(at, message, label) {
      const pressed = buttonOn(message, label)
      return outbox.once("interactive", clickPayload({ ...at, message }, pressed, urlsFor(at, message)))
    },
    clickHome(at, label) {
      const { blocks } = asJson(at.workspace.homes.get(at.person.id))
      const pressed = buttonOn({ text: "the home page", blocks: Array.isArray(blocks) ? blocks : [] }, label)
      return outbox.once("interactive", homeClickPayload(at, pressed, newTrigger(at.person.id)))
    },
    useShortcut: (at, message, callbackId) =>
      outbox.once("interactive", shortcutPayload({ ...at, message }, callbackId, urlsFor(at))),
    async react(at, message, name) {
      return putReaction(message, name, at.person.id) ? reaction(at, message, name, true) : undefined
    },
    async unreact(at, message, name) {
      const found = message.reactions.find((some) => some.name === name)
      const index = found?.users.indexOf(at.person.id) ?? -1
      if (!found || index < 0) return undefined
      found.users.splice(index, 1)
      return reaction(at, message, name, false)
    },
    openHome: ({ workspace, person }) =>
      tell(workspace, {
        type: "app_home_opened",
        user: person.id,
        channel: directWith({ world, workspace }, person.id).id,
        tab: "home",
        event_ts: world.ts(),
      }),
    async typeInto(at, field, typed) {
      const ack = await outbox.once(
        "interactive",
        suggestionPayload(at, viewOf(at.person).view, field, typed),
      )
      if (!ack.ok) throw new Error(`no suggestions: ${ack.reason}`)
      const options = asJson(ack.body).options
      const offered = Array.isArray(options) ? options.map(asJson) : []
      const faults = offered.flatMap((option, index) => optionFaults(option, `options[${index}]`))
      if (faults.length > 0) throw new Error(faults.join("; "))
      return offered.map((option) => String(asJson(option.text).text))
    },
    async submit(at, values) {
      const { id, view } = viewOf(at.person)
      views.delete(id)
      return outbox.once(
        "interactive",
        submissionPayload(at, view, filledIn(view, values), newTrigger(at.person.id)),
      )
    },
    deleteMessage({ workspace, channel }, message) {
      message.deleted = true
      return tell(workspace, {
        type: "message",
        subtype: "message_deleted",
        channel: channel.id,
        channel_type: "channel",
        hidden: true,
        deleted_ts: message.ts,
        previous_message: shown(message, workspace.id),
        ts: world.ts(),
        event_ts: world.ts(),
      })
    },
    archive({ workspace, channel, person }) {
      channel.archived = true
      return tell(workspace, {
        type: "channel_archive",
        channel: channel.id,
        user: person.id,
        event_ts: world.ts(),
      })
    },
    deleteChannel({ workspace, channel }) {
      channel.deleted = true
      return tell(workspace, { type: "channel_deleted", channel: channel.id, event_ts: world.ts() })
    },
    invite: ({ workspace, channel }) => void channel.members.add(workspace.botUser),
    kick: ({ workspace, channel }) => void channel.members.delete(workspace.botUser),
    revoke(workspace) {
      workspace.tokens.clear()
      return tell(workspace, { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUser] } })
    },
    uninstall(workspace) {
      workspace.installed = false
      workspace.tokens.clear()
      return tell(workspace, { type: "app_uninstalled" })
    },
    sees: ({ channel, person }) =>
      channel.messages.filter(
        ({ deleted, onlyFor }) => !deleted && (onlyFor === undefined || onlyFor === person.id),
      ),
    form: (person) => [...views.values()].findLast(({ user }) => user === person.id)?.view,
  }
}

/** The button or menu entry as people find it: by its label, wherever it stands in the message. */
function buttonOn(message: Pick<Message, "text" | "blocks">, label: string): Pressed {
  const blocks = message.blocks.map(asJson)
  for (const [index, block] of blocks.entries()) {
    const elements = [...(Array.isArray(block.elements) ? block.elements : []), block.accessory].map(asJson)
    const menu = elements.find(({ type }) => type === "static_select")
    const entries = menu && Array.isArray(menu.options) ? menu.options.map(asJson) : []
    const chosen = entries.find(({ text }) => String(asJson(text).text).includes(label))
    if (menu && chosen)
      return { blockId: String(block.block_id ?? `block-${index}`), element: { ...menu, chosen } }
    const element = elements.find(
      ({ type, text }) => type === "button" && String(asJson(text).text).includes(label),
    )
    if (element) return { blockId: String(block.block_id ?? `block-${index}`), element }
  }
  throw new Error(`no button "${label}" on: ${message.text}`)
}

/** The state of a form's fields, as Slack sends it: each by its block and action. */
function filledIn(view: Json, values: Readonly<Record<string, string>>): Json {
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asJson) : []
  const state = blocks.map((block): [string, Json] => {
    const id = String(block.block_id)
    const element = asJson(block.element)
    return [
      id,
      { [String(element.action_id)]: field(String(element.type), values[id] ?? untouched(element)) },
    ]
  })
  return Object.fromEntries(state)
}

/** What a field says that nobody filled in: what it was opened with. */
function untouched({ initial_value, initial_option, initial_options }: Json): string | undefined {
  if (Array.isArray(initial_options) && initial_options.length > 0) return "true"
  const given = initial_value ?? asJson(initial_option).value
  return typeof given === "string" ? given : undefined
}

function field(type: string, value: string | undefined): Json {
  if (type === "checkboxes") return { type, selected_options: value ? [{ value: "true" }] : [] }
  if (type.endsWith("_select"))
    return { type, selected_option: value ? { value, text: { type: "plain_text", text: value } } : null }
  return { type, value: value ?? null }
}
