/**
 * A model small enough for a test, in the shape of transformers.js: a text's vector counts its letters. The model's
 * name chooses what goes wrong. By its first token, a text is its first letter.
 */
export const env = { allowRemoteModels: true }

export async function pipeline(_task: string, model: string) {
  if (model === "missing") throw new Error("no such model.")
  if (model === "remote" && !env.allowRemoteModels) throw new Error("it is not on this machine.")
  if (model === "slow") await new Promise((loaded) => setTimeout(loaded, 3_600_000))
  return async (texts: readonly string[], { pooling }: { readonly pooling: string }) => {
    if (texts.includes("crash")) process.exit(1)
    if (texts.includes("too long")) throw new Error("the text is too long.")
    return {
      data: Float32Array.from(
        texts.flatMap((text) => unitVector(pooling === "cls" ? text.slice(0, 1) : text)),
      ),
      dims: [texts.length, 26],
    }
  }
}

function unitVector(text: string): number[] {
  const counts = Array.from(
    { length: 26 },
    (_, letter) => text.split(String.fromCharCode(97 + letter)).length - 1,
  )
  const length = Math.hypot(...counts) || 1
  return counts.map((count) => count / length)
}
