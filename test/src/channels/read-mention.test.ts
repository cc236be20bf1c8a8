import { expect, test } from "vitest"
import { readMention } from "../../../src/channels/read-mention.ts"
import { words } from "../../../src/words/words.ts"

test.each([
  ["<@&81384788765712384>", "81384788765712384"],
  ["81384788765712384", "81384788765712384"],
  ["<!subteam^S024BE7LD|@papers>", "S024BE7LD"],
  [" S024BE7LD ", "S024BE7LD"],
  ["nobody", undefined],
  ["None", undefined],
])("%s notifies %s", (written, id) => {
  expect(readMention(written)).toBe(id)
})

test.each(["@everyone", "<!channel>", "@here", "<@81384788765712384>", "papers"])(
  "%s is refused",
  (written) => {
    expect(() => readMention(written)).toThrow(words.channels.errors.badMention(written))
  },
)
