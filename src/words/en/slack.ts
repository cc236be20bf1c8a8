/** Slack's refusals by its own code: what happened, and the one thing to do. */
const refusals: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  not_in_channel: ["Paperboy is not in that channel.", "Invite it there: /invite @Paperboy"],
  channel_not_found: [
    "Slack knows no such channel.",
    "It was deleted, or it is private and Paperboy is not in it: /invite @Paperboy",
  ],
  is_archived: ["That channel is archived.", "Unarchive it, or choose another channel with /paper channel."],
  restricted_action: [
    "The workspace's settings keep Paperboy from posting in that channel.",
    "An admin of the workspace can allow it.",
  ],
  missing_scope: [
    "The Slack app is missing a permission.",
    "Reinstall Paperboy. Whoever runs it updates the app from adapters/slack/manifest.json first.",
  ],
  invalid_auth: [
    "Slack rejects the bot token.",
    "Copy it again from OAuth & Permissions into SLACK_BOT_TOKEN.",
  ],
  not_authed: ["Slack got no bot token.", "Set SLACK_BOT_TOKEN."],
  token_revoked: ["Paperboy was removed from the workspace.", "Install the app again."],
  account_inactive: ["Paperboy was removed from the workspace.", "Install the app again."],
  token_expired: ["Slack's token has expired.", "Install the app again, or turn token rotation off."],
  message_not_found: ["That message was deleted.", ""],
  cant_update_message: ["That message is not Paperboy's.", ""],
  expired_trigger_id: ["The form came after Slack's deadline of 3 seconds.", "Please try again."],
  user_disabled: ["That member's account is deactivated.", ""],
  user_not_found: ["Slack knows no such member.", ""],
  user_not_visible: ["That member is of another organization.", ""],
  cannot_dm_bot: ["Slack's bots take no direct messages from Paperboy.", ""],
  storage_limit_reached: [
    "The workspace has no room for files.",
    "An admin can delete old files, or choose another plan.",
  ],
  file_uploads_disabled: ["The workspace takes no files.", "An admin can allow them."],
  file_type_not_allowed: ["The workspace takes no files of this kind.", "Choose another format."],
  ratelimited: ["Slack asks Paperboy to wait.", ""],
  msg_too_long: ["Slack finds that message too long.", ""],
}

/** Slack: what the adapter itself says to members, admins and operators. */
export const slack = {
  /** What members see of Slack's own ways. */
  members: {
    picture: "Picture",
    openPaper: "Open a paper…",
    share: "Share in channel",
    moment: "One moment…",
    /** Below a private answer, with a link. */
    fileSent: (file: string) => ({
      before: `${file}: sent to your `,
      messages: "direct messages",
      after: ". Only you can see it.",
    }),
    filesUnread: {
      title: "I can't open files in Slack.",
      text: "I don't ask for the right to read them. To save a list, write `save-list` here with the list's text after it, or choose the file under My papers on Paperboy's page.",
    },
    noCommandsInThreads:
      "Slack has no commands inside threads. Write `@Paperboy similar` there, press a button, or choose “Find this paper” from a message's menu.",
  },

  workObjects: {
    product: "Paperboy",
    paper: "Paper",
    facts: "About",
    picture: "First page",
  },

  form: {
    cancel: "Cancel",
    yes: "Yes",
    nobody: "Nobody",
    groupsMissing:
      "To notify a user group, Paperboy needs one more permission. Reinstall the app from its settings at <https://api.slack.com/apps|api.slack.com/apps>.",
    card: "Paperboy",
    back: "Back",
    waiting: "One moment, this takes a little longer…",
    elsewhere: "The answer is in the conversation behind this window.",
    close: "Close",
  },

  /** The app as its manifest describes it at Slack. */
  manifest: {
    description: "Hugging Face Daily Papers: search, read, discuss, vote",
    shortcut: "Find this paper",
    shortcutDescription: "Shows the papers that a message links to",
    commandDescription: "Papers of the day: search, read, discuss, vote",
  },

  /** Why the app asks for each scope. */
  scopes: {
    "app_mentions:read": "hear @Paperboy",
    "channels:history": "count replies and notice deleted messages in its channels",
    "channels:read": "know which channels it is in, who created one and whether it is archived",
    "chat:write": "post papers",
    commands: "offer /paper and the message shortcut",
    "files:write": "send exports, such as BibTeX, in direct messages",
    "groups:history": "count replies and notice deleted messages in its private channels",
    "groups:read": "know which private channels it is in, who created one and whether it is archived",
    "im:history": "hear direct messages",
    "im:read": "tell its own direct messages from those of others",
    "im:write": "begin a direct message that a member asked for",
    "links:read": "see links to papers",
    "links:write": "show a paper's card below its link",
    "reactions:read": "count upvotes",
    "reactions:write": "put the upvote below a post",
    "usergroups:read": "offer the user groups that a daily post can notify",
    "users:read": "know who is an admin, who left, and the language and time zone of who asks",
  },

  /** What keeps the bot from posting, as fragments of one list. */
  missing: {
    scope: (scope: string, use: string, link: string) =>
      `the permission ${scope}, to ${use} (reinstall Paperboy from ${link})`,
    archived: "a channel that isn't archived (unarchive it)",
    notInChannel: "membership in the channel (type /invite @Paperboy there)",
  },

  refusals,

  errors: {
    refused: (code: string) => `Slack refused with "${code}".`,
    status: (status: number) => `Slack answered with HTTP ${status}.`,
    missingScope: (scope: string) => `The Slack app is missing the permission ${scope}.`,
    unknownOutcome: "Slack did not answer, so it is unknown whether the message was posted.",
    noPlace: "Slack accepted a message but did not say where it is.",
    reinstall: "Reinstall",
    answerLost: "Slack did not accept the answer.",
    fileLost: "Slack did not accept the file.",
    fileRefused: (status: number) => `Slack did not take the file (HTTP ${status}).`,
    responseUrl: (status: number) => `Slack no longer takes answers to this (HTTP ${status}).`,
    noGreeting: "Slack accepted a connection but sent nothing.",
    closedEarly: "Slack closed a connection before it was open.",
    portTaken: (port: number) => `Port ${port} is taken.`,
    portHint: "Set SLACK_PORT to a free port, or leave it unset to share the web page's port.",
    notInstalled: (community: string) => `Paperboy is not installed in ${community}.`,
    installAgain: "Install it again from /slack/install.",
    noTeam: "Slack named no workspace in an installation.",
    noToken: "Slack renewed a token but did not send it.",
    tokenExpired: (community: string, cause: string) =>
      `The token of ${community} expired and could not be renewed. ${cause}`,
    tokenExpiredHint: "If this goes on, the workspace has to install Paperboy again, from /slack/install.",
    keyMissing: (key: string, community: string) =>
      `The key "${key}" that sealed the tokens of ${community} is missing.`,
    keyMissingHint: "Add it to SLACK_TOKEN_KEYS again, after the newest key.",
    sealBroken: (community: string) =>
      `The sealed tokens of ${community} were changed, or belong to another community.`,
    sealBrokenHint: "Install Paperboy there again.",
  },

  health: {
    notConnected: "not connected yet",
    connected: (up: number, of: number) => `connected by Socket Mode, ${up} of ${of} connections`,
    reconnecting: "The connection closed. Paperboy is connecting again.",
    turnedOff:
      "Socket Mode is turned off for the Slack app. Turn it on under Socket Mode in the app's settings: Paperboy then connects again.",
    tryingAgain: (cause: string) => `${cause} Paperboy keeps trying.`,
    wrongAppToken: (cause: string) =>
      `${cause} The app-level token is wrong: create one under Basic Information, App-Level Tokens, with the scope connections:write, and set SLACK_APP_TOKEN to it.`,
    notListening: "not listening yet",
    listening: (port: number | undefined) =>
      `listening for Slack over HTTP${port === undefined ? "" : `, port ${port}`}`,
    stopped: "stopped",
    lockedOut: (cause: string, hint: string) => `${cause} ${hint}`.trim(),
  },

  /** Pages that people see when they come back from Slack. */
  installing: {
    landing: {
      title: "Add Paperboy to Slack",
      intro: "Paperboy brings each day's best AI papers into a channel, from Hugging Face Daily Papers.",
      does: [
        "Posts the day's papers at the time you choose, each with its own thread.",
        "Counts votes: press Upvote, or react with 👍.",
        "Finds papers: type /paper search, mention @Paperboy, or paste a link.",
      ],
      add: "Add to Slack",
      kept: "Paperboy keeps votes, settings and what members save. It does not keep a channel's messages.",
      asks: "What Paperboy asks for, and why",
      optional: "(optional)",
      support: "Support",
      privacy: "Privacy policy",
    },
    installed: {
      title: "Paperboy is installed",
      text: "Open Slack and type <code>/paper help</code> in a channel.",
    },
    canceled: {
      title: "Installation canceled",
      text: "Nothing was installed.",
      again: "Install Paperboy",
    },
    expired: {
      title: "This link has expired",
      text: "An install link works once, for ten minutes, in the browser that opened it.",
      again: "Start again",
    },
    organization: {
      title: "Install Paperboy in one workspace",
      text: "Paperboy cannot be installed for a whole organization. Start again and choose a workspace of your organization at the top right of Slack's page.",
      again: "Start again",
    },
    failed: {
      title: "Slack did not complete the installation",
      text: "Please try again in a minute. If it keeps failing, tell the person who runs this bot.",
      again: "Try again",
    },
  },

  /** The bot's log, at info and above. */
  log: {
    failed: (work: string) => `Slack: couldn't finish ${work}`,
    work: {
      command: "answering a command",
      shortcut: "finding a message's papers",
      button: "answering a button",
      share: "sharing an answer",
      form: "answering a form",
      mention: "answering a mention",
      reaction: "counting a reaction",
      reply: "counting a reply",
      link: "showing a link's paper",
      details: "showing a paper's details",
      home: "drawing a home page",
      welcome: "saying hello",
      deletedMessage: "forgetting a deleted message",
      channelGone: "noting that a channel is gone",
      channelBack: "noting that a channel is back",
      memberGone: "noting that a member left",
      workspaceLeft: "noting that a workspace removed Paperboy",
    },
    workspaceLeft: "Slack: a workspace removed Paperboy",
    eventsLimited: "Slack: a workspace has more events than Slack sends, so some were not heard",
    eventDeferred: "Slack: an event failed and will be tried again",
    eventDropped: "Slack: an event failed too often and was dropped",
    eventEndNotStored: "Slack: the end of an event could not be stored",
    inboxUnreadable: "Slack: waiting events could not be read",
    requestNotNoted: "Slack: a request could not be recorded in the store",
    rightsUnknown: "Slack: a member's permissions could not be looked up",
    reactionsUnread: "Slack: a post's reactions could not be read",
    installFailed: "Slack: an installation could not be completed",
    tokenNotRenewed: "Slack: a token could not be renewed",
    tokenRenewedUnused: "Slack: a renewed token is no longer needed",
    connection: (detail: string) => `Slack: ${detail}`,
  },
}
