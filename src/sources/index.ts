/** Where papers come from. */
export { createArXiv } from "./arxiv.ts"
export { type HostLimit, sourceLimits } from "./host-limit.ts"
export { createHttp, type Http, type HttpOptions } from "./http.ts"
export { createHuggingFace } from "./hugging-face.ts"
