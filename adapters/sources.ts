import type { Config } from "../config/load.ts"
import { NetworkError } from "../src/errors.ts"
import type { ArXiv, HuggingFace, Log } from "../src/ports.ts"
import type { ResponseCache } from "../src/stores.ts"

export function createSources(
  _config: Config["sources"],
  _parts: { readonly responses: ResponseCache; readonly log: Log },
): { readonly huggingFace: HuggingFace; readonly arXiv: ArXiv } {
  const away = async () => {
    throw new NetworkError("huggingface.co", "the sources are not connected yet")
  }
  return {
    huggingFace: { list: away, trending: away, search: away, paper: away, linked: away },
    arXiv: { search: away, papers: away, announced: away },
  }
}
