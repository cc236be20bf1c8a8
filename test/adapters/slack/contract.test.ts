import { adapterContract } from "../../contracts/adapter.ts"
import { openSlackStage } from "./stage.ts"

const cannot = { "reactions of its own": "they come with the messages themselves" }
adapterContract({ name: "Slack over Socket Mode", open: () => openSlackStage("socket"), cannot })
adapterContract({ name: "Slack over HTTP", open: () => openSlackStage("http"), cannot })
