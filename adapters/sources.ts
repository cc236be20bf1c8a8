import type { Config } from "../config/load.ts"
import { NetworkError } from "../src/vocabulary/errors.ts"
import type { ArXiv, HuggingFace } from "../src/vocabulary/sources.ts"
import type { ResponseCache } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { words } from "../src/words/words.ts"
import type { SourceOf } from "./metrics/counted.ts"
import type { Measuring } from "./metrics/measuring.ts"
import { clock, random } from "./system.ts"

export type Sources = { readonly huggingFace: HuggingFace; readonly arXiv: ArXiv }

/**
 * The paper sources under their configured addresses. They are loaded when the first is asked, because parsing their
 * answers takes packages that a command on stored data need not wait for.
 */
export function createSources(
  config: Config,
  cache: ResponseCache,
  log: Log,
  measuring?: Pick<Measuring, "fetch">,
): Sources {
  let loading: Promise<Sources> | undefined
  const loaded = () => (loading ??= loadSources(config, cache, log, measuring))
  return {
    huggingFace: {
      name: "huggingface",
      title: words.doctor.network.huggingFace,
      paper: async (...given) => (await loaded()).huggingFace.paper(...given),
      search: async (...given) => (await loaded()).huggingFace.search(...given),
      list: async (...given) => (await loaded()).huggingFace.list(...given),
      trending: async (...given) => (await loaded()).huggingFace.trending(...given),
      linked: async (...given) => (await loaded()).huggingFace.linked(...given),
    },
    arXiv: {
      name: "arxiv",
      title: words.doctor.network.arXiv,
      paper: async (...given) => (await loaded()).arXiv.paper(...given),
      search: async (...given) => (await loaded()).arXiv.search(...given),
      papers: async (...given) => (await loaded()).arXiv.papers(...given),
      announced: async (...given) => (await loaded()).arXiv.announced(...given),
    },
  }
}

/** Behind one client, since a host's limit holds for all questions. */
async function loadSources(
  config: Config,
  cache: ResponseCache,
  log: Log,
  measuring: Pick<Measuring, "fetch"> | undefined,
): Promise<Sources> {
  const { createArXiv, createHttp, createHuggingFace, sourceLimits } = await import("../src/sources/index.ts")
  const { HF_BASE_URL: huggingFace, ARXIV_BASE_URL: arXiv, ARXIV_RSS_BASE_URL: arXivRss, OFFLINE } = config
  const limits = sourceLimits({ huggingFace, arXiv, arXivRss })
  const sourceOf = namedBy({ huggingface: [huggingFace], arxiv: [arXiv, arXivRss] })
  const reach = OFFLINE
    ? { fetch: refuse, attempts: 1 }
    : { fetch: measuring?.fetch(fetch, sourceOf) ?? fetch }
  const http = createHttp({ ...reach, clock, random, cache, log, limits })
  return {
    huggingFace: createHuggingFace({ baseUrl: huggingFace, http }),
    arXiv: createArXiv({ baseUrl: arXiv, rssBaseUrl: arXivRss, http }),
  }
}

async function refuse(url: string | URL | Request): Promise<never> {
  throw new NetworkError(new URL(url instanceof Request ? url.url : url).host, words.program.offline)
}

/** Names a request by the host that it goes to. `addresses`: by source, where each is reached. */
export function namedBy(addresses: Readonly<Record<string, readonly string[]>>): SourceOf {
  const sources = Object.entries(addresses).flatMap(([source, all]) =>
    all.map((address) => [new URL(address).host, source] as const),
  )
  const names = new Map(sources)
  return (input) => names.get(new URL(input instanceof Request ? input.url : input).host) ?? "other"
}
