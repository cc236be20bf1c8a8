/** The page: what the server writes into it, its refusals, and its health. The script's words are in `web-client.ts`. */
import { counted } from "../counted.ts"
import { webAccess } from "./web-access.ts"
import { webClient } from "./web-client.ts"
import { webMine } from "./web-mine.ts"
import { webReading } from "./web-reading.ts"
import { webSearch } from "./web-search.ts"

export const web = {
  client: webClient,
  access: webAccess,
  reading: webReading,
  mine: webMine,
  search: webSearch,

  setup: {
    pageTitle: (channel: string) => `Set up #${channel} · Paperboy`,
    preview: "Preview",
    notYours: "Only admins can set up this channel",
    notYoursHint: "Open this page on the machine that runs Paperboy, or log in as an admin.",
    open: "Set up",
    fewer: "Fewer papers",
    more: "More papers",
  },

  /** `tries` are command lines without the prefix, offered while the channel is empty. */
  channels: {
    daily: {
      topic: "Each day's Hugging Face papers, posted here",
      tries: ["today", "top period:week", "trending"],
    },
    general: {
      topic: "Talk about papers, and ask Paperboy",
      tries: ["search diffusion transformers", "random", "help"],
    },
    random: { topic: "Everything else", tries: ["random", "search cats", "help"] },
  },

  page: {
    title: (channel: string) => `#${channel} · Paperboy`,
    skip: "Skip to the message box",
    noScript: "Without JavaScript this page is read-only. Turn it on to write, vote and use buttons.",
    channels: "Channels",
    youAre: "You are ",
    yourName: "Your name",
    saveName: "Save",
    newMember: "Become another member",
    secondWindow: "Open a window as a second member",
    postNow: "Post now",
    messages: "Messages",
    messagesIn: (channel: string) => `Messages in #${channel}`,
    thread: "Thread",
    closeThread: "Close thread",
    replies: "Replies",
    noReplies: "No replies yet. What do you think?",
    about: "Show what this thread is about",
    older: "Older messages",
    newer: "New messages",
    nothingIn: (channel: string) => `No messages in #${channel} yet`,
    tryThese: (topic: string) => `${topic}. Try one of these:`,
    suggestions: "Suggestions",
    write: "Write, or / for a command",
    writeIn: (channel: string) => `Message #${channel}, or / for a command`,
    reply: "Reply, or / for a command",
    replyHere: "Reply in this thread, or / for a command",
    send: "Send",
  },

  lost: {
    title: "Page not found",
    address: "There's nothing at this address.",
    channel: "This channel doesn't exist.",
    file: "This file is no longer kept. Ask for it again.",
    thread: "This thread is gone, or it's private to the person who asked.",
    home: "Go to the channels",
  },

  message: {
    bot: "bot",
    askedBy: "for ",
    onlyYou: "Only you can see this",
    dismiss: "Dismiss",
    download: (file: string) => `Download ${file}`,
    searching: "Still searching…",
    reply: "Reply in thread",
    replies: (count: number) => counted(count, "reply", "replies"),
    said: (who: string, text: string) => `${who}: ${text}`,
    upvote: "Upvote",
    votesHere: (about: string) => ` ${about}, votes here: `,
    done: "Done:",
    note: "Note:",
    problem: "Problem:",
  },

  refusals: {
    bodyTooLong: "That's too long to send. Shorten it and try again.",
    internal: "Something went wrong. Try again in a moment; the details are in the bot's log.",
    signedOut: "This window is no longer signed in. Reload the page.",
    noChannel: (channel: string) => `There's no channel #${channel}. Choose one from the list.`,
    threadGone: "This thread is gone. Close it and write in the channel.",
    tooLong: (field: string, length: number, most: number) =>
      `"${field}" has ${length} characters and can have up to ${most}. Shorten it.`,
    missing: (field: string) => `"${field}" is missing. Reload the page.`,
    button: "This button is out of date. Reload the page.",
    form: "This form can't be read. Reload the page.",
    emptyName: "A name needs at least one letter or digit. Enter another one.",
    nameTooLong: (length: number, most: number) =>
      `This name has ${length} characters and can have up to ${most}. Shorten it.`,
    tooManyWindows: (most: number) =>
      `You have ${most} windows open, so this one shows nothing new. Close one.`,
    busy: "Too many people have this page open. Try again in a few minutes.",
    host: "This page answers only to localhost and to this machine's addresses.",
    origin: "Only the page itself can send this.",
    noFile: "No such file.",
  },

  platform: {
    notOpen: "The page isn't open yet.",
    noChannel: (channel: string) => `The page has no channel #${channel}.`,
    gone: (message: string, channel: string) => `Message ${message} is no longer in #${channel}.`,
    channelNeeded: (channel: string) => `a channel #${channel}`,
    open: (address: string, windows: number) => `${address} is open in ${counted(windows, "window")}`,
    portTaken: (port: number) => `Port ${port} is already in use.`,
    portTakenHint: (port: number) => `Set PORT=${port + 1}, or stop the program that uses it.`,
    portForbidden: (port: number) => `Port ${port} needs administrator rights.`,
    portForbiddenHint: "Set PORT to a number above 1023.",
    noAddress: (host: string) => `This machine has no address ${host}.`,
    noName: (host: string) => `The host name ${host} can't be found.`,
    hostHint: "Set HOST=127.0.0.1.",
    cannotListen: (host: string, port: number, code: string) =>
      `The page can't listen on ${host}:${port} (${code}).`,
  },

  log: {
    open: "the page is open",
    requestFailed: "a request to the page failed",
    streamBroke: "an event stream of the page broke",
    linkedFailed: "a paper's models and datasets could not be read",
    listFailed: "today's list could not be looked at for new papers",
    laterFailed: "a later answer failed; the first one stays",
  },
}
