/** The commands, in the order in which help shows them. */
import type { Command } from "../src/vocabulary/command.ts"
import { audit } from "./audit.ts"
import { backup } from "./backup.ts"
import { channel } from "./channel.ts"
import { cite } from "./cite.ts"
import { copyStore } from "./copy-store.ts"
import { data } from "./data.ts"
import { deliver } from "./deliver.ts"
import { details } from "./details.ts"
import { digest } from "./digest.ts"
import { discuss } from "./discuss.ts"
import { doctor } from "./doctor.ts"
import { exportPapers } from "./export.ts"
import { feed } from "./feed.ts"
import { find } from "./find.ts"
import { follow } from "./follow.ts"
import { forget } from "./forget.ts"
import { forgetMember } from "./forget-member.ts"
import { health } from "./health.ts"
import { help } from "./help.ts"
import { home } from "./home.ts"
import { importCommand } from "./import.ts"
import { link } from "./link.ts"
import { mail } from "./mail.ts"
import { note } from "./note.ts"
import { pause } from "./pause.ts"
import { random } from "./random.ts"
import { read } from "./read.ts"
import { recommend } from "./recommend.ts"
import { removePost } from "./remove.ts"
import { restore } from "./restore.ts"
import { resume } from "./resume.ts"
import { save } from "./save.ts"
import { saveList } from "./save-list.ts"
import { saved } from "./saved.ts"
import { search } from "./search.ts"
import { setup } from "./setup.ts"
import { show } from "./show.ts"
import { similar } from "./similar.ts"
import { skip } from "./skip.ts"
import { today } from "./today.ts"
import { top } from "./top.ts"
import { trending } from "./trending.ts"
import { unfollow } from "./unfollow.ts"
import { upvote } from "./upvote.ts"
import { why } from "./why.ts"

export const commands: readonly Command[] = [
  search,
  today,
  top,
  trending,
  show,
  details,
  similar,
  recommend,
  upvote,
  discuss,
  save,
  saveList,
  saved,
  note,
  read,
  follow,
  unfollow,
  link,
  cite,
  exportPapers,
  random,
  find,
  home,
  digest,
  feed,
  mail,
  data,
  forget,
  setup,
  channel,
  why,
  health,
  help,
  deliver,
  pause,
  resume,
  skip,
  removePost,
  audit,
  importCommand,
  doctor,
  backup,
  restore,
  copyStore,
  forgetMember,
]
