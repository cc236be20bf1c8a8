/** What people read of Discord: members and admins in hints and menus, operators in health, log and doctor. */
import { counted } from "../counted.ts"

type Refusal = readonly [message: string, hint: string]

export const discord = {
  command: "Search, read, discuss and upvote papers of the day",
  commandForMe: "Your own settings and data",
  commandForAdmins: "Set up and look after daily papers",
  moved: "Moved to /paper-admin channel",
  findPaper: "Find this paper",
  savePaper: "Save paper",
  openPaper: "Open a paper…",
  openEntry: "Open an entry…",
  share: "Share in channel",
  shared: "Shared",
  working: "Working on it…",
  untitledThread: "A paper",
  invite: "Invite Paperboy",

  /** What the bot needs a permission for, after the permission's name in Discord's settings. */
  permissions: {
    seeChannel: "to see the channel",
    post: "to post papers",
    readReactions: "to count reactions",
    react: "to add the upvote reaction to posts",
    openThreads: "to open a thread about a paper",
    writeInThreads: "to post in threads",
    openTag: "a tag that the bot may use (this forum requires one, and only moderators may set its tags)",
    named: (name: string, why: string) => `${name} (${why})`,
    missing: (permissions: readonly string[]) =>
      `Grant the bot ${permissions.join(", ")} in the channel's settings.`,
  },

  /** Of a file that came with a command. */
  upload: {
    tooLarge: (megabytes: number) => `That file is too large. It can have up to ${megabytes} MB.`,
    tooLargeHint: "Split it, and send it in parts.",
    noText: (name: string) => `${name} is no text file.`,
    noTextHint: "Send a file of BibTeX, RIS, CSL-JSON, CSV or plain text.",
    notRead: "I couldn't get that file from Discord.",
    notReadHint: "Send it again in a while, or paste its text.",
  },

  notInServer: ["Paperboy is not in this server.", "Invite it, then try again."] satisfies Refusal,
  tooManyRequests: ["Discord asks the bot to slow down.", "It posts again on its own."] satisfies Refusal,
  wrongToken: [
    "Discord doesn't accept the bot's token.",
    "Copy it again from the Bot page of the developer portal into DISCORD_TOKEN.",
  ] satisfies Refusal,
  /** What happened, and what to do about it, by the code of Discord's answer. */
  refusals: {
    10003: ["That channel was deleted.", "Choose another channel with /paper-admin setup."],
    10004: ["The bot is no longer in that server.", "Invite it again."],
    10007: ["That member is no longer in this server.", "They can ask again where they are."],
    10008: ["That message was deleted.", "Run the command again."],
    10062: ["The answer took longer than Discord waits for.", "Try again."],
    20009: [
      "That member's direct messages filter this message.",
      "They can change that in their privacy settings.",
    ],
    20026: [
      "Discord doesn't let the bot open new direct messages.",
      "Appeal in the developer portal. Conversations that are open go on.",
    ],
    40003: ["Discord asks the bot to open direct messages more slowly.", "It tries again in an hour."],
    40066: ["This forum requires a tag, and the bot may not set any.", "Add a tag that everybody may use."],
    40067: ["This forum requires a tag, and the bot may not set any.", "Add a tag that everybody may use."],
    50001: ["The bot can't see that channel.", "Give it View Channel there."],
    50007: ["That member doesn't accept direct messages.", "They can allow them in their privacy settings."],
    50278: ["That member shares no server with the bot.", "They can add Paperboy to their own account."],
    50013: ["The bot is missing a permission in that channel.", "Run /paper-admin setup to see which."],
    50024: ["This kind of channel has no threads.", "Try again in a text channel or a forum."],
    50035: [
      "Discord didn't accept this message.",
      "Please tell whoever runs this bot: the log has the details.",
    ],
    160004: ["That message already has a thread.", "Open it below the message."],
    160005: ["That thread is locked.", "Ask a moderator to unlock it."],
    160006: ["This server has as many active threads as Discord allows.", "Archive some, then try again."],
  } satisfies Record<string, Refusal>,
  refused: (reason: string) => `Discord answered: ${reason}.`,
  answered: (status: number) => `Discord answered with status ${status}.`,
  noAnswer: "Discord did not answer, so it is unknown whether the request went through.",
  notConnected: (detail: string) => `The bot is not connected to Discord: ${detail}.`,

  health: {
    connected: "connected",
    reconnected: "connected again; nothing was missed",
    reconnecting: "connection lost; connecting again",
    notConnected: "not connected yet",
    stopped: "stopped",
    shards: (count: number) => `connected, ${counted(count, "shard")}`,
    ofShard: (id: number, detail: string) => `shard ${id}: ${detail}`,
    closed: (code: number) => `closed by Discord (${code})`,
    cannotConnect: (reason: string, seconds: number) =>
      `can't connect (${reason}); trying again in ${counted(seconds, "second")}`,
    cannotStart: (reason: string) => `can't start: ${reason}`,
    othersHoldShards: "other bots hold all shards; this one sends, and takes over when one of them stops",
    cannotShare: (reason: string) => `can't find out which shards this bot holds: ${reason}`,
    clockIsOff: (seconds: number) =>
      `connected, but this machine's clock is ${counted(Math.abs(seconds), "second")} ${seconds > 0 ? "slow" : "fast"}: synchronize it`,
    /** Why Discord closed the connection for good, and what to do, by its close code. */
    fatal: {
      4004: "the token is wrong: copy it again from the developer portal into DISCORD_TOKEN",
      4010: "the shard numbers are wrong: check DISCORD_SHARDS and DISCORD_SHARD_COUNT",
      4011: "the bot is in too many servers for one connection: raise DISCORD_SHARD_COUNT",
      4012: "Discord no longer supports this version of its interface: update Paperboy",
      4013: "Discord doesn't know an intent that the bot asked for: update Paperboy",
      4014: "Discord doesn't allow an intent that the bot asked for: check the intents in the developer portal",
    },
  },

  log: {
    shard: (detail: string) => `Discord: ${detail}`,
    connectionError: "Discord: connection error",
    clientError: "Discord: client error",
    registered: "Discord: commands registered",
    notRegistered: "Discord: commands could not be registered; the ones from before stay",
    notAnswered: "Discord: an answer did not arrive",
    cardRefused: "Discord: a card was refused",
    oldButton: "Discord: somebody pressed a button of an older version",
    notHandled: "Discord: an event could not be handled",
    notReadBack: "Discord: the reactions of a post could not be read",
    notClosed: "Discord: a connection could not be closed properly",
    sharesChanged: "Discord: this bot's shards changed",
    sharesUnknown: "Discord: can't find out which shards this bot holds; trying again",
  },

  doctor: {
    subject: "Discord",
    intents: "Discord's intents",
    connections: "Discord's connections",
    tokenIsSet: "a token is set",
    noToken: "the token does not look like a bot token",
    copyToken: "Copy it again from the Bot page of the developer portal into DISCORD_TOKEN.",
    accepted: (name: string, servers: number) => `the token of ${name}, in ${counted(servers, "server")}`,
    invite: (link: string) => `Invite the bot: ${link}`,
    noPrivilegedIntents: "no privileged intent is on, and none is needed",
    privilegedIntents: (names: readonly string[]) => `on: ${names.join(", ")}`,
    turnIntentsOff: "Paperboy uses none of them: turn them off on the Bot page of the developer portal.",
    connectionsLeft: (left: number, total: number) => `${left} of ${total} left today`,
    raiseShards: (from: number, to: number) =>
      `Raise DISCORD_SHARD_COUNT from ${from} to ${to}, as Discord recommends.`,
    tooManyRestarts:
      "Find out what restarts the bot so often: when no connection is left, Discord resets the token.",
    tryLater: "Try again later. The bot itself keeps trying until Discord is back.",
  },
}
