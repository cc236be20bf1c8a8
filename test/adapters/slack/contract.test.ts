import { adapterContract } from "../../contracts/adapter.ts"
import { openSlackStage } from "./stage.ts"

adapterContract({ name: "Slack over Socket Mode", open: () => openSlackStage("socket") })
adapterContract({ name: "Slack over HTTP", open: () => openSlackStage("http") })
