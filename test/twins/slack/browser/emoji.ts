/** The emoji that are met here, by Slack's names. */
const emoji: Readonly<Record<string, string>> = {
  "+1": "👍",
  thumbsup: "👍",
  eyes: "👀",
  heart: "❤️",
  tada: "🎉",
  pray: "🙏",
  wave: "👋",
  white_check_mark: "✅",
  warning: "⚠️",
  x: "❌",
  newspaper: "📰",
  one: "1️⃣",
  two: "2️⃣",
  three: "3️⃣",
  four: "4️⃣",
  five: "5️⃣",
  six: "6️⃣",
  seven: "7️⃣",
  eight: "8️⃣",
  nine: "9️⃣",
  keycap_ten: "🔟",
}

/** What people add by a press; others they add by pressing one that is there. */
export const offered = ["+1", "eyes", "heart"] as const

const tones = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"]

/** An emoji as people see it; its name where it is a workspace's own. */
export function emojiOf(name: string): string {
  const [base = "", tone = ""] = name.split("::skin-tone-")
  const found = emoji[base]
  return found ? found + (tones[Number(tone)] ?? "") : `:${name}:`
}
