/** What happens to messages, channels and the app itself, and how Slack tells the bot of it. */
import { shown } from "./api/messages.ts"
import type { Json } from "./block-rules.ts"
import type { Ack } from "./line.ts"
import type { Channel, Message, Person, Workspace, World } from "./world.ts"

/** Somebody, somewhere. */
export type Spot = { readonly workspace: Workspace; readonly channel: Channel; readonly person: Person }

/** Sends an event to the bot. */
export type Tell = (workspace: Workspace, event: Json) => Promise<Ack>

export type Staff = {
  deleteMessage(at: Spot, message: Message): Promise<Ack>
  archive(at: Spot): Promise<Ack>
  unarchive(at: Spot): Promise<Ack>
  deleteChannel(at: Spot): Promise<Ack>
  /** With a person it is them who adds it. */
  invite(at: Pick<Spot, "workspace" | "channel"> & Partial<Pick<Spot, "person">>): Promise<Ack>
  kick(at: Pick<Spot, "workspace" | "channel">): Promise<Ack>
  /** A member's account is deactivated. */
  deactivate(at: Pick<Spot, "workspace" | "person">): Promise<Ack>
  uninstall(workspace: Workspace): Promise<Ack>
  /** An admin takes the bot's tokens away. */
  revoke(workspace: Workspace): Promise<Ack>
}

/** Private channels have events of their own. */
const channelEvent = ({ isPrivate }: Channel, name: string) => `${isPrivate ? "group" : "channel"}_${name}`

export function createStaff(world: World, tell: Tell): Staff {
  return {
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
    invite({ workspace, channel, person }) {
      channel.members.add(workspace.botUser)
      return tell(workspace, {
        type: "member_joined_channel",
        user: workspace.botUser,
        channel: channel.id,
        channel_type: channel.isPrivate ? "G" : "C",
        team: workspace.id,
        ...(person && { inviter: person.id }),
        event_ts: world.ts(),
      })
    },
    kick({ workspace, channel }) {
      channel.members.delete(workspace.botUser)
      const type = channelEvent(channel, "left")
      return tell(workspace, { type, channel: channel.id, actor_id: channel.creator, event_ts: world.ts() })
    },
    deactivate({ workspace, person }) {
      person.deactivated = true
      const user = { id: person.id, team_id: workspace.id, name: person.name, deleted: true }
      return tell(workspace, { type: "user_change", user, cache_ts: 0, event_ts: world.ts() })
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
  }
}
