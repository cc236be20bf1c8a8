/** Every sentence people read, by area. English is the type: another language satisfies `Words`. */
import { audit } from "./en/audit.ts"
import { backups } from "./en/backups.ts"
import { cards } from "./en/cards.ts"
import { channels } from "./en/channels.ts"
import { commands } from "./en/commands.ts"
import { community } from "./en/community.ts"
import { dataRights } from "./en/data-rights.ts"
import { delivery } from "./en/delivery.ts"
import { digests } from "./en/digests.ts"
import { discord } from "./en/discord.ts"
import { doctor } from "./en/doctor.ts"
import { editions } from "./en/editions.ts"
import { errors } from "./en/errors.ts"
import { exporting } from "./en/exporting.ts"
import { feeds } from "./en/feeds.ts"
import { files } from "./en/files.ts"
import { following } from "./en/following.ts"
import { library } from "./en/library.ts"
import { mail } from "./en/mail.ts"
import { operator } from "./en/operator.ts"
import { privacy } from "./en/privacy.ts"
import { program } from "./en/program.ts"
import { publicDoor } from "./en/public-door.ts"
import { readers } from "./en/readers.ts"
import { recommending } from "./en/recommending.ts"
import { rendering } from "./en/rendering.ts"
import { search } from "./en/search.ts"
import { settings } from "./en/settings.ts"
import { setup } from "./en/setup.ts"
import { slack } from "./en/slack.ts"
import { storage } from "./en/storage.ts"
import { terminal } from "./en/terminal.ts"
import { web } from "./en/web.ts"

export const en = {
  audit,
  backups,
  cards,
  commands,
  errors,
  channels,
  community,
  dataRights,
  delivery,
  digests,
  editions,
  search,
  exporting,
  feeds,
  files,
  following,
  library,
  mail,
  readers,
  recommending,
  rendering,
  storage,
  discord,
  setup,
  slack,
  web,
  terminal,
  settings,
  doctor,
  operator,
  privacy,
  program,
  publicDoor,
}

export type Words = typeof en

/** The language that Paperboy speaks. */
export const words: Words = en
