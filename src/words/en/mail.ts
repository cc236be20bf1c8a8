/** What people read of mail: the command, the mails themselves, and what a button in one did. */
import { counted } from "../counted.ts"

export const mail = {
  description: "Your own digest by e-mail: what you follow, what suits you, or this channel's list",
  options: {
    address: "Where to send it: you@example.org",
    do: "Show it, turn it on or off, or change it",
    what: "What it brings",
    days: "daily, weekdays, weekly, or days such as mon,thu",
    try: "At the terminal: write a mail from the newest list, and send it to the address",
  },
  do: { show: "Show what holds", on: "Turn it on", off: "Stop it", change: "Change it" },
  what: {
    mix: "What you follow, what suits you, and the best",
    followed: "What you follow",
    recommended: "What suits you",
    list: "This channel's list",
  },
  examples: ["mail off", "mail you@example.org", "mail days:weekly what:followed"],
  /** As `days` reads it. */
  weekly: "mon",

  none: "You get no digest by e-mail",
  whatText:
    "Get a few papers in your inbox, with a reason for each. One mail comes first; nothing more is sent until you confirm it there.",
  on: "Your digest comes by e-mail",
  off: "Your digest by e-mail is off",
  asked: "Check your inbox",
  askedText: (address: string) =>
    `A mail with a button is on its way to ${address}. Press the button within a day, and your digest starts. An address gets at most three such mails a day.`,
  lost: "Your address refused a mail",
  lostText: "Nothing more is sent there. Check it, or give another one.",
  refusedNews:
    "Your digest by e-mail ended, because the address refused a mail. Run `mail` to give another one.",
  offText: "Nothing more comes. Your settings and your address are kept; `forget` deletes them.",
  notOffered: "No e-mail is sent from here",
  notOfferedHint: "The bot's operator can turn it on with MAIL_URL. `digest` comes by direct message.",
  badAddress: "That isn't an e-mail address I can send to",
  badAddressHint: "Write one address, such as you@example.org.",
  askedOften: "You gave too many addresses today",
  askedOftenHint: "Try again tomorrow.",
  askZoneText:
    "Paperboy asks once, so that your digest comes in your morning. Type `mail you@example.org zone:Europe/Berlin`.",
  changeText: "Type what you want to change, for example `mail days:weekly time:07:30 what:followed`.",
  fields: {
    address: "Address",
    asked: "Not confirmed yet",
    what: "What",
    unanswered: "Sent again",
    trouble: "Not sent yet",
  },
  unanswered: (count: number) =>
    `${counted(count, "mail")}, because the server gave no answer. Most mail programs show such a mail once.`,
  buttons: {
    start: "Get it by e-mail…",
    on: "Turn on",
    stop: "Stop",
    change: "Change…",
    save: "Save",
    confirm: "Yes, send it here",
    stopMail: "Stop these mails",
  },
  form: { title: "Your digest by e-mail", address: "E-mail address", what: "What it brings" },

  /** In a member's `health`. */
  ownHealth: {
    on: (sent: number, failed: number) =>
      `Your digest by e-mail: ${counted(sent, "mail")} in the last 30 days${failed > 0 ? `, ${failed} not sent` : ""}.`,
    unanswered: (count: number) =>
      `The server gave no answer to ${counted(count, "mail")}, so ${count === 1 ? "it was" : "they were"} sent again.`,
    trouble: (why: string) => `Your digest by e-mail isn't sent yet. ${why}`,
  },

  /** The mail that asks. */
  confirm: {
    title: "Do you want Paperboy's digest here?",
    text: (hours: number) =>
      `Somebody gave this address for a digest of new papers. If it was you, press the button within ${counted(hours, "hour")}. If it was not, ignore this mail; nothing more is sent.`,
  },
  /** Below every mail. */
  footer: {
    why: "You get this because you confirmed this address.",
    whyAsked: "You get this one mail because somebody gave this address.",
    stop: "Stop these mails",
  },
  listName: "Paperboy's digest",
  /** Where a button in a mail leads. */
  page: {
    title: "Paperboy",
    stop: "Stop these mails?",
    stopText: "No more mail will be sent to this address.",
    stopped: "No more mails",
    stoppedText: "Nothing more is sent to this address. To get it again, use `mail` in the chat.",
    confirm: "Send the digest to this address?",
    confirmed: "Your digest will come here",
    confirmedText: "Each mail has a link that stops it.",
    over: "This link no longer works",
    overText: "It was used already, or it is too old. Use `mail` in the chat for a new one.",
    upvote: "Upvote this paper?",
    save: "Save this paper?",
    discuss: "Discuss it in the chat",
    open: "Open the chat",
    nowhere: "Nobody has posted it in the chat yet",
    nowhereText: (paper: string) => `Type \`/paper discuss ${paper}\` there to begin.`,
    paper: (paper: string) => `Paper ${paper}`,
  },

  errors: {
    unknownOutcome: (host: string) =>
      `${host} took the mail, but the connection broke before it confirmed. The mail may have arrived. It is sent again with the same Message-ID, so most mail programs show it once.`,
    unreachable: (host: string, why: string) => `The mail server ${host} can't be reached: ${why}.`,
    untrusted: (host: string) =>
      `The mail server ${host} can't be used because its certificate isn't trusted. Set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority, and check that MAIL_URL has the host that the certificate names.`,
    login: (host: string) => `The mail server ${host} refuses the login.`,
    noTls: (host: string) => `The mail server ${host} doesn't begin TLS the way MAIL_URL says.`,
    noTlsHint:
      "Use smtps:// with port 465, or smtp:// with port 587. Without TLS, no password and no mail is sent.",
    loginHint: "Check the user and password in MAIL_URL; a % in a password is written %25.",
    recipient: (code: number, why: string) => `The mail server refuses the address (${code}): ${why}`,
    later: (code: number, why: string) => `The mail server takes no mail just now (${code}): ${why}`,
    refused: (code: number, why: string) => `The mail server refuses the mail (${code}): ${why}`,
    refusedHint: "The checks that `paper doctor` makes of MAIL_FROM's domain say more.",
    ended: "Nothing is sent to this address any more",
    keyGone: "The key that sealed this address is gone",
    keyGoneHint: "Put the earlier key behind the first in SECRET_KEYS.",
    noThreads: "There are no threads in mail",
  },
  health: {
    ready: (host: string) => `sends through ${host}`,
    unknown: (count: number) =>
      `${counted(count, "mail")} with an unknown outcome since the start, sent again under the same Message-ID`,
  },
  log: { ended: "an address refused a mail, so nothing more is sent there" },
  try: {
    needsAddress: "Name an address: `mail --try you@example.org`",
    needsSettings: "Set MAIL_URL and MAIL_FROM first",
    needsSettingsHint: "README.md says how, in three steps.",
    noPapers: "There is no list to write a mail from yet",
    noPapersHint: "Run `paper today` once.",
    sample: "Only to try how a digest looks",
    unreachableHint:
      "Check MAIL_URL and its port, and whether your network lets mail out. `doctor` looks again.",
    sent: (host: string) => `${host} took the mail`,
    sentText: (bytes: string) => `It is ${bytes} long. Check the inbox, and the spam folder.`,
    atTerminal: "`--try` is for who runs the bot, at the terminal",
  },
  doctor: {
    login: "Mail",
    loggedIn: (host: string) => `${host} takes our login`,
    spf: "Mail: SPF",
    dkim: "Mail: DKIM",
    dmarc: "Mail: DMARC",
    noSpf: (domain: string) => `${domain} has no SPF record`,
    twoSpf: (domain: string) => `${domain} has several SPF records, so none holds`,
    twoSpfAdvice: "Make one of them.",
    noSpfAdvice: (domain: string) =>
      `Add a TXT record to ${domain} that names your provider, such as "v=spf1 include:spf.example.net -all".`,
    noDmarc: (domain: string) => `_dmarc.${domain} has no record`,
    noDmarcAdvice: (domain: string) => `Add a TXT record to _dmarc.${domain}: "v=DMARC1; p=none".`,
    noKey: (name: string) => `${name} has no DKIM key`,
    noKeyAdvice: (name: string, record: string) => `Add a TXT record to ${name}: "${record}".`,
    otherKey: (name: string) => `${name} has a different key than MAIL_DKIM_KEY`,
    signs: (name: string) => `${name} has our key`,
    providerSigns: "your provider signs, or nobody does: set MAIL_DKIM_KEY to sign here",
    badKey: (why: string) => `MAIL_DKIM_KEY can't be read: ${why}`,
    noAnswer: (name: string, why: string) => `DNS does not answer for ${name}: ${why}`,
    offline: "not checked, because OFFLINE is set",
  },
}
