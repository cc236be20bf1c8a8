import { adapterContract } from "../../contracts/adapter.ts"
import { openDiscordStage } from "./stage.ts"

adapterContract({ name: "Discord", open: () => openDiscordStage() })
