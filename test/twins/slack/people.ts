/** What people do in the twin: each verb changes the world first and tells the bot afterwards, as Slack does. */

import type { OpenView } from "./api/call.ts"
import { directWith, react as putReaction, shown } from "./api/messages.ts"
import { asJson, optionFaults } from "./block-rules.ts"
import { buttonOn, checkErrors, filledIn } from "./elements.ts"
import type { Ack } from "./line.ts"
import type { Outbox } from "./outbox.ts"
import {
  clickPayload,
  eventPayload,
  homeClickPayload,
  type Json,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  suggestionPayload,
  unfurlClickPayload,
} from "./payloads.ts"
import type { Responses } from "./responses.ts"
import { addMessage, type Channel, type Message, type Person, type Workspace, type World } from "./world.ts"

/** Somebody, somewhere. */
export type Spot = { readonly workspace: Workspace; readonly channel: Channel; readonly person: Person }

export type People = {
  say(at: Spot, text: string, threadTs?: string): Promise<Message>
  /** Writes a message with a file, as Slack tells of it. */
  sayWithFile(at: Spot, text: string, threadTs?: string): Promise<Message>
  /** Another app's bot writes a message. */
  sayAsBot(at: Spot, text: string, threadTs?: string): Promise<Message>
  slash(at: Spot, text: string): Promise<Ack>
  /** Presses the button with this label on a message. */
  click(at: Spot, message: Message, label: string): Promise<Ack>
  /** Presses a button of the card below a link. */
  clickUnfurl(at: Spot, message: Message, url: string, label: string): Promise<Ack>
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
  unarchive(at: Spot): Promise<Ack>
  deleteChannel(at: Spot): Promise<Ack>
  invite(at: Pick<Spot, "workspace" | "channel">): Promise<Ack>
  kick(at: Pick<Spot, "workspace" | "channel">): Promise<Ack>
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
    form: Json = {},
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
      // Slack names no team in a message that shares a file.
      ...(form && "files" in form ? {} : { team: workspace.id }),
    }
    const thread = { ...(threadTs ? { thread_ts: threadTs } : {}), ...form }
    const kind = channel.isDirect ? "im" : channel.isPrivate ? "group" : "channel"
    await tell(workspace, { type: "message", channel_type: kind, ...common, ...thread })
    if (new RegExp(`<@${workspace.botUser}[|>]`).test(text))
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

  /** Private channels have events of their own. */
  const channelEvent = ({ isPrivate }: Channel, name: string) => `${isPrivate ? "group" : "channel"}_${name}`

  return {
    say: (at, text, threadTs) => say(at, text, threadTs),
    sayWithFile: (at, text, threadTs) =>
      say(at, text, threadTs, { subtype: "file_share", files: [{ id: world.id("F"), name: "notes.pdf" }] }),
    sayAsBot: (at, text, threadTs) => say(at, text, threadTs, { bot_id: world.id("B") }),
    slash: (at, text) => outbox.once("slash_commands", slashPayload(at, text, urlsFor(at))),
    click(at, message, label) {
      const pressed = buttonOn(message, label)
      return outbox.once("interactive", clickPayload({ ...at, message }, pressed, urlsFor(at, message)))
    },
    clickUnfurl(at, message, url, label) {
      const { blocks } = asJson(message.unfurls[url])
      const pressed = buttonOn({ text: url, blocks: Array.isArray(blocks) ? blocks : [] }, label)
      const payload = unfurlClickPayload({ ...at, message }, pressed, url, urlsFor(at, message))
      return outbox.once("interactive", payload)
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
      const payload = submissionPayload(at, view, filledIn(view, values), newTrigger(at.person.id))
      const ack = await outbox.once("interactive", payload)
      // With an error at a field the form stays as it was filled in.
      if (!ack.ok || asJson(ack.body).response_action !== "errors") views.delete(id)
      else checkErrors(view, asJson(asJson(ack.body).errors))
      return ack
    },
    deleteMessage({ workspace, channel }, message) {
      const hasReplies = channel.messages.some(({ threadTs, deleted }) => threadTs === message.ts && !deleted)
      const previous = shown(message, workspace.id)
      const kind = channel.isDirect ? "im" : channel.isPrivate ? "group" : "channel"
      message.deleted = true
      message.tombstone = hasReplies
      if (hasReplies) {
        const tombstone = { subtype: "tombstone", text: "This message was deleted.", user: "USLACKBOT" }
        return tell(workspace, {
          type: "message",
          subtype: "message_changed",
          channel: channel.id,
          channel_type: kind,
          hidden: true,
          message: { type: "message", ...tombstone, ts: message.ts, thread_ts: message.ts },
          previous_message: previous,
          ts: world.ts(),
          event_ts: world.ts(),
        })
      }
      return tell(workspace, {
        type: "message",
        subtype: "message_deleted",
        channel: channel.id,
        channel_type: kind,
        hidden: true,
        deleted_ts: message.ts,
        previous_message: previous,
        ts: world.ts(),
        event_ts: world.ts(),
      })
    },
    archive({ workspace, channel, person }) {
      channel.archived = true
      return tell(workspace, {
        type: channelEvent(channel, "archive"),
        channel: channel.id,
        user: person.id,
        event_ts: world.ts(),
      })
    },
    unarchive({ workspace, channel, person }) {
      channel.archived = false
      const type = channelEvent(channel, "unarchive")
      return tell(workspace, { type, channel: channel.id, user: person.id, event_ts: world.ts() })
    },
    deleteChannel({ workspace, channel }) {
      channel.deleted = true
      const type = channelEvent(channel, "deleted")
      return tell(workspace, { type, channel: channel.id, event_ts: world.ts() })
    },
    invite({ workspace, channel }) {
      channel.members.add(workspace.botUser)
      return tell(workspace, {
        type: "member_joined_channel",
        user: workspace.botUser,
        channel: channel.id,
        channel_type: channel.isPrivate ? "G" : "C",
        team: workspace.id,
        event_ts: world.ts(),
      })
    },
    kick({ workspace, channel }) {
      channel.members.delete(workspace.botUser)
      const type = channelEvent(channel, "left")
      return tell(workspace, { type, channel: channel.id, actor_id: channel.creator, event_ts: world.ts() })
    },
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
