/** Members' messages are theirs: what the bot does not need is never written to a disk. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"
import { backupStore } from "../../../src/storage/backup.ts"
import { silentLog } from "../../silent-log.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

afterEach(() => {
  stage.verify()
  stage.bot.remove()
})

/** Everything that lies in the data folder, the write-ahead log included, as one text. */
function onDisk(): string {
  const files = readdirSync(stage.bot.dataDir, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
    .join("\n")
}

it("no text of ordinary messages, replies, edits and files is in the store's file, its log or a backup", async () => {
  stage = await openSlackStage("socket")
  const { twin } = stage
  const at = stage.at("Ada")
  const root = await twin.say(at, "kiwi-root of a thread")
  await twin.say(at, "kiwi-reply in it", root.ts)
  await twin.say(
    at,
    "kiwi-links: <https://example.org/kiwi-elsewhere> and <https://arxiv.org/abs/2510.00003>",
  )
  for (let message = 0; message < 40; message++) await twin.say(at, `kiwi-${message} at lunch`)
  const gone = await twin.say(at, "kiwi-deleted")
  await twin.deleteMessage(at, gone)
  await stage.mention("Ada", "show 2510.00005")
  await stage.waitFor("an answer", () => at.channel.messages.find(({ botId }) => botId))
  expect(onDisk()).not.toContain("kiwi")
  const { dataDir } = stage.bot
  const file = join(dataDir, "copy.db")
  await backupStore(join(dataDir, "paperboy.sqlite"), file, { log: silentLog, onProgress: () => undefined })
  expect(readFileSync(file, "latin1")).toContain("2510.00005")
  expect(onDisk()).not.toContain("kiwi")
  await stage.close()
  expect(onDisk()).not.toContain("kiwi")
})
