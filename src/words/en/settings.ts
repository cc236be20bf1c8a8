/** What the README's table, `.env.example` and mistakes say about each setting. */
const port = (from: number) => `a whole number from ${from} to 65535`
const server = "an http or https address without a path"
const proxy = "an address such as http://proxy.example.org:3128, also with user:password@"
const slackPage = "from the app's Basic Information page"

export const settings = {
  /** The parts of the list, each from a variable to the next part's. */
  groups: [
    { title: "The page", from: "PORT" },
    { title: "Data", from: "DATA_DIR" },
    { title: "Backups", from: "BACKUP_EVERY" },
    { title: "The program", from: "TIMEZONE" },
    { title: "Sources and the network", from: "HF_BASE_URL" },
    { title: "Search", from: "EMBEDDING_MODEL" },
    { title: "Discord", from: "DISCORD_TOKEN" },
    { title: "Slack", from: "SLACK_BOT_TOKEN" },
    { title: "Mail", from: "MAIL_URL" },
    { title: "Limits", from: "NEW_CONVERSATIONS_PER_HOUR" },
    { title: "Open to the internet", from: "PUBLIC_URL" },
    { title: "Metrics", from: "METRICS_PORT" },
    { title: "Support and privacy", from: "SUPPORT_URL" },
  ],
  /** By variable: what it is for, what it may be (the end of "it should be …"), and what holds when it is not set. */
  about: {
    PORT: { purpose: "Port of the web page; 0 takes any free one.", allowed: port(0), otherwise: "3000" },
    HOST: {
      purpose:
        "Address the web page binds to. Beyond this machine the page stays closed until PAGE_PASSWORD or PAGE_USER_HEADER is set.",
      allowed: "an address or host name of this machine, such as 127.0.0.1, ::1 or 0.0.0.0",
      otherwise: "127.0.0.1",
    },
    PAGE_PASSWORD: {
      purpose: "Password with which others open the page.",
      allowed: "at least 8 characters",
      otherwise: "none: only this machine opens it",
    },
    PAGE_ADMIN_PASSWORD: {
      purpose: "Password with which admins open the page: they can change what channels get.",
      allowed: "at least 8 characters",
      otherwise: "none: only people at this machine are admins",
    },
    PAGE_USER_HEADER: {
      purpose:
        "Header in which a proxy with a login names the person. Set it only if nobody reaches the page past that proxy.",
      allowed: "a header's name, such as X-Forwarded-User",
      otherwise: "none",
    },
    SECRET_KEYS: {
      purpose: "Keys that seal the page's cookies, newest first, with commas between.",
      allowed: "keys of 32 bytes in hex or base64, such as `openssl rand -hex 32` prints",
      otherwise:
        "a file in DATA_DIR, made at the first start; needed where others open the page and DATABASE_URL is set",
    },
    THUMBNAILS: {
      purpose:
        "Where the page gets pictures: through the bot's own cache, from Hugging Face directly, or not at all.",
      allowed: "one of cache, direct, off",
      otherwise: "cache",
    },
    DATA_DIR: {
      purpose: "Folder for the database, the search index and the terminal's history.",
      allowed: "the path of a folder, without ~ or line breaks; Paperboy creates it",
      otherwise: "./data",
    },
    DATABASE_URL: {
      purpose: "Keeps the data in PostgreSQL instead of a file; several bots may share it.",
      allowed: "an address such as postgres://user:password@host:5432/database",
      otherwise: "none: a file in DATA_DIR",
    },
    KEEP_LEFT_DAYS: {
      purpose: "Days after which everything of a community that removed the bot is deleted.",
      allowed: "a whole number from 0 to 3650",
      otherwise: "30",
    },
    BACKUP_EVERY: {
      purpose: "Hours between two backups that the bot makes by itself; 0 makes none.",
      allowed: "a whole number from 0 to 8760",
      otherwise: "24",
    },
    BACKUP_KEEP: {
      purpose: "How many of these backups are kept.",
      allowed: "a whole number from 1 to 1000",
      otherwise: "7",
    },
    BACKUP_TO: {
      purpose: "Where these backups go: a folder, or a bucket of storage that speaks S3.",
      allowed: "the path of a folder without ~, or s3://BUCKET/FOLDER",
      otherwise: "the folder backups in DATA_DIR",
    },
    COPY_BEFORE_UPGRADE: {
      purpose:
        "Copies the store before a new version changes its tables: a file beside it, PostgreSQL to where backups go. Without the copy it doesn't start.",
      allowed: "true or false",
      otherwise: "true",
    },
    BACKUP_S3_URL: {
      purpose: "Address of the storage, where it isn't Amazon's.",
      allowed: "an http or https address without the bucket",
      otherwise: "Amazon's of the region",
    },
    BACKUP_S3_REGION: {
      purpose: "Region of the bucket.",
      allowed: "a region's name, such as eu-central-1 or auto",
      otherwise: "us-east-1",
    },
    BACKUP_S3_KEY_ID: {
      purpose: "Access key id for the bucket.",
      allowed: "the id without spaces",
      otherwise: "none",
    },
    BACKUP_S3_KEY: {
      purpose: "Secret access key that belongs to BACKUP_S3_KEY_ID.",
      allowed: "the key, at least 8 characters without spaces",
      otherwise: "none",
    },
    TIMEZONE: {
      purpose: "Time zone of the page, and of channels that did not choose one.",
      allowed: "a time zone's name, such as Europe/Berlin or UTC",
      otherwise: "the machine's",
    },
    LOG_LEVEL: {
      purpose: "Lowest level that is logged.",
      allowed: "one of debug, info, warn, error, silent",
      otherwise: "info; warn in a terminal; error for a command",
    },
    OFFLINE: {
      purpose: "Answers from stored data only and never uses the network.",
      allowed: "true or false",
      otherwise: "false",
    },
    HF_BASE_URL: {
      purpose: "Address of Hugging Face.",
      allowed: server,
      otherwise: "https://huggingface.co",
    },
    ARXIV_BASE_URL: {
      purpose: "Address of arXiv's API.",
      allowed: server,
      otherwise: "https://export.arxiv.org",
    },
    ARXIV_RSS_BASE_URL: {
      purpose: "Address of arXiv's daily announcements.",
      allowed: server,
      otherwise: "https://rss.arxiv.org",
    },
    HTTPS_PROXY: {
      purpose: "Proxy for https addresses: sources, chat platforms and their sockets.",
      allowed: proxy,
      otherwise: "none",
    },
    HTTP_PROXY: { purpose: "Proxy for http addresses.", allowed: proxy, otherwise: "none" },
    NO_PROXY: {
      purpose: "Hosts that are reached without the proxy.",
      allowed: "host names separated by commas, such as localhost,.example.org",
      otherwise: "none",
    },
    NODE_EXTRA_CA_CERTS: {
      purpose: "Certificates to trust as well, such as those of your company's proxy.",
      allowed: "the path of a PEM file",
      otherwise: "none",
    },
    EMBEDDING_MODEL: {
      purpose: "Embedding model that search may add to its ranking. Search works well without one.",
      allowed: "a model's name, such as Xenova/all-MiniLM-L6-v2, or the absolute path of its folder",
      otherwise: "none",
    },
    DISCORD_TOKEN: {
      purpose: "Bot token; connects Paperboy to Discord.",
      allowed: "the token from the Bot page of Discord's developer portal",
      otherwise: "none: no Discord",
    },
    DISCORD_GUILD_ID: {
      purpose: "Registers the commands in this server only, where they appear at once.",
      allowed: "a server's id, 15 to 21 digits",
      otherwise: "none: all servers",
    },
    DISCORD_EMOJI: {
      purpose: "Reaction that counts as a vote on Discord.",
      allowed: "an emoji, or a server's own as name:id",
      otherwise: "👍",
    },
    DISCORD_SAVE_EMOJI: {
      purpose: "Reaction that saves a paper on Discord, just for the member who adds it.",
      allowed: "an emoji, a server's own as name:id, or none",
      otherwise: "🔖, and a server's own that is called a bookmark",
    },
    DISCORD_SHARDS: {
      purpose: "Shards of this process, if you assign them by hand.",
      allowed: "numbers separated by commas, such as 0,1, each below DISCORD_SHARD_COUNT",
      otherwise: "all; bots with the same DATABASE_URL share them",
    },
    DISCORD_SHARD_COUNT: {
      purpose: "Number of shards over all processes.",
      allowed: "a whole number from 1",
      otherwise: "what Discord recommends",
    },
    DISCORD_API_URL: {
      purpose: "Address of Discord's API; change it for tests only.",
      allowed: "an http or https address",
      otherwise: "Discord's own",
    },
    SLACK_BOT_TOKEN: {
      purpose: "Bot token; connects Paperboy to one Slack workspace.",
      allowed: "a token that begins with xoxb-",
      otherwise: "none: no Slack",
    },
    SLACK_APP_TOKEN: {
      purpose: "App token for Socket Mode, which needs no public address.",
      allowed: "a token that begins with xapp-",
      otherwise: "none",
    },
    SLACK_SIGNING_SECRET: {
      purpose: "Verifies Slack's requests over HTTP, which replaces Socket Mode.",
      allowed: `the signing secret ${slackPage}, at least 16 characters`,
      otherwise: "none",
    },
    SLACK_PORT: {
      purpose: "Separate port for Slack's requests at /slack/.",
      allowed: port(1),
      otherwise: "the web page's port",
    },
    SLACK_CLIENT_ID: {
      purpose: "Lets many workspaces install the bot; replaces SLACK_BOT_TOKEN.",
      allowed: `the client id ${slackPage}`,
      otherwise: "none",
    },
    SLACK_CLIENT_SECRET: {
      purpose: "Client secret that belongs to SLACK_CLIENT_ID.",
      allowed: `the client secret ${slackPage}, at least 16 characters`,
      otherwise: "none",
    },
    SLACK_STATE_SECRET: {
      purpose: "Signs an installation's link, so that nobody can forge one.",
      allowed: "random text of at least 16 characters",
      otherwise: "none",
    },
    SLACK_TOKEN_KEYS: {
      purpose: "Encrypts the workspaces' tokens in the database. To change the key, put the new one first.",
      allowed: "32 random bytes in hex or base64; several keys are separated by commas, the newest first",
      otherwise: "none",
    },
    SLACK_EMOJI: {
      purpose: "Reaction that counts as a vote on Slack.",
      allowed: "an emoji's name without colons",
      otherwise: "+1",
    },
    SLACK_SAVE_EMOJI: {
      purpose: "Reaction that saves a paper on Slack, just for the member who adds it.",
      allowed: "an emoji's name without colons, or none",
      otherwise: "bookmark",
    },
    SLACK_WORK_OBJECTS: {
      purpose:
        "Shows links to papers as Work Objects, with a pane beside them. Switch them on in the app's settings first, and subscribe to entity_details_requested.",
      allowed: "true or false",
      otherwise: "false: as cards",
    },
    SLACK_API_URL: {
      purpose: "Address of Slack's API; change it for tests only.",
      allowed: "an http or https address",
      otherwise: "Slack's own",
    },
    MAIL_URL: {
      purpose:
        "Mail server that digests are sent through, with user and password. Needs MAIL_FROM and PUBLIC_URL.",
      allowed:
        "an address, such as smtps://user:password@smtp.example.org; smtp:// begins in plain text and turns to TLS",
      otherwise: "none: no mail is sent",
    },
    MAIL_FROM: {
      purpose: "Who mails come from.",
      allowed: "an e-mail address, such as Paperboy <papers@example.org>",
      otherwise: "none",
    },
    MAIL_PER_MINUTE: {
      purpose: "How many mails are sent in a minute at most, as your provider allows.",
      allowed: "a number from 1 to 10000",
      otherwise: "30",
    },
    MAIL_DKIM_KEY: {
      purpose: "File with the private key that signs mails, where your provider does not.",
      allowed: "a path to an RSA key in PEM; ~ is not expanded",
      otherwise: "none: your provider signs",
    },
    MAIL_DKIM_SELECTOR: {
      purpose: "Name of that key in your domain's DNS: the selector in selector._domainkey.example.org.",
      allowed: "letters, digits, dots and hyphens",
      otherwise: "none",
    },
    NEW_CONVERSATIONS_PER_HOUR: {
      purpose:
        "How many members' direct messages the bot starts in an hour for their digests. Discord locks out bots that start many.",
      allowed: "a number from 1 to 1000",
      otherwise: "10",
    },
    MEMBER_COMMANDS_PER_MINUTE: {
      purpose:
        "How many questions one member may ask within a minute; 0 for any number. Votes, saved papers and what admins change don't count.",
      allowed: "a whole number from 0 to 10000",
      otherwise: "60",
    },
    COMMUNITY_COMMANDS_PER_MINUTE: {
      purpose: "The same for all members of a server or workspace together. Each bot counts by itself.",
      allowed: "a whole number from 0 to 100000",
      otherwise: "1200",
    },
    PUBLIC_URL: {
      purpose: "Public address of this machine, for people and for Slack installations.",
      allowed: "an https address, such as https://papers.example.org",
      otherwise: "none",
    },
    PUBLIC_PORT: {
      purpose:
        "Port of its own for feeds and the links in mails, without the page: for a proxy that the internet reaches.",
      allowed: port(0),
      otherwise: "the page's port alone",
    },
    METRICS_PORT: {
      purpose: "Port of its own for the figures that Prometheus reads at /metrics; 0 takes any free one.",
      allowed: port(0),
      otherwise: "none: nothing is counted",
    },
    METRICS_HOST: {
      purpose: "Address the metrics bind to. They ask for no password.",
      allowed: "an address or host name of this machine, such as 127.0.0.1, ::1 or 0.0.0.0",
      otherwise: "127.0.0.1",
    },
    SUPPORT_URL: {
      purpose: "Where members get help with the bot: shown in help, on Home and on the installation page.",
      allowed: "an http or https address",
      otherwise: "none",
    },
    PRIVACY_URL: {
      purpose: "Your privacy policy, shown in the same places.",
      allowed: "an http or https address",
      otherwise: "none",
    },
  },
  /** Of variables that only make sense together; the end of "it should be …". */
  setTogetherWith: (other: string) => `set, because ${other} is set`,
  secretKeysShared:
    "set, because others open the page and bots that share DATABASE_URL must know its members: the same keys for each bot, such as `openssl rand -hex 32` prints",
  leftOutWith: (other: string) => `left out, because ${other} is set`,
  slackTransport: "set for Socket Mode, or SLACK_SIGNING_SECRET for HTTP",
  slackTenancy: "set to the bot's token, or SLACK_CLIENT_ID for many workspaces",

  mistakes: (count: number) => `The configuration has ${count === 1 ? "a mistake" : `${count} mistakes`}:`,
  mistake: (found: string, allowed: string, hint: string | undefined) =>
    `${found}; it should be ${allowed}${hint === undefined ? "" : ` (${hint})`}.`,
  isNotUsable: (variable: string) => `${variable} cannot be used`,
  isSetTo: (variable: string, value: string) => `${variable} is ${JSON.stringify(value)}`,
  fix: "Correct it in the environment or in .env. README.md lists what each setting may be.",
  misspelled: (written: string, meant: string) => `${written} has no effect. Did you mean ${meant}?`,
  strayLine: (line: number) =>
    `Line ${line} of .env is not a setting. Write NAME=value, with no \\" inside the value.`,
  didYouMean: (meant: string) => `did you mean ${meant}?`,
  envUnreadable: (why: string) => `Paperboy can't read the file .env: ${why}.`,
}
