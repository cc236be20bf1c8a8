import { adapterContract } from "../../contracts/adapter.ts"
import { openDiscordStage } from "./stage.ts"

const cannot = { "reactions of its own": "they come with the messages themselves" }
adapterContract({ name: "Discord", open: () => openDiscordStage(), cannot })
