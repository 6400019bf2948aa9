import type { Command } from '../command.ts'
import { assistantCommands } from './assistants.ts'
import { callCommands } from './calls.ts'
import { modelCommands } from './models.ts'
import { numberCommands, trunkCommands } from './numbers.ts'
import { serverCommands } from './server.ts'
import { walletCommands } from './wallet.ts'
import { keyCommands, memberCommands, workspaceCommands } from './workspaces.ts'

/** In the order of help: what is done often first. */
export const commands: readonly Command[] = [
  ...callCommands,
  ...assistantCommands,
  ...numberCommands,
  ...trunkCommands,
  ...walletCommands,
  ...keyCommands,
  ...memberCommands,
  ...workspaceCommands,
  ...modelCommands,
  ...serverCommands,
]
