import type { Config } from "../config/load.ts"
import { createArXiv, createHttp, createHuggingFace, sourceLimits } from "../src/sources/index.ts"
import type { ArXiv, HuggingFace } from "../src/vocabulary/sources.ts"
import type { ResponseCache } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { clock, random } from "./system.ts"

export type Sources = { readonly huggingFace: HuggingFace; readonly arXiv: ArXiv }

/** The paper sources under their configured addresses, behind one client, since a host's limit holds for all questions. */
export function createSources(config: Config, cache: ResponseCache, log: Log): Sources {
  const { HF_BASE_URL: huggingFace, ARXIV_BASE_URL: arXiv, ARXIV_RSS_BASE_URL: arXivRss, OFFLINE } = config
  const limits = sourceLimits({ huggingFace, arXiv, arXivRss })
  const reach = OFFLINE ? { fetch: refuse, attempts: 1 } : { fetch }
  const http = createHttp({ ...reach, clock, random, cache, log, limits })
  return {
    huggingFace: createHuggingFace({ baseUrl: huggingFace, http }),
    arXiv: createArXiv({ baseUrl: arXiv, rssBaseUrl: arXivRss, http }),
  }
}

async function refuse(): Promise<never> {
  throw new Error("OFFLINE is set")
}
