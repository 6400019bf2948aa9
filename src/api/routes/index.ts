import type { ApiDeps } from '../deps.ts'
import type { Handlers } from '../handlers.ts'
import type { KeyCache } from '../key-cache.ts'
import type { SignedLinks } from '../signed-links.ts'
import { assistantHandlers } from './assistants.ts'
import { callHandlers } from './calls.ts'
import { linkHandlers } from './links.ts'
import { liveEventHandlers } from './live-events.ts'
import { numberHandlers, trunkHandlers } from './numbers.ts'
import { serviceHandlers } from './service.ts'
import { walletHandlers } from './wallet.ts'
import { keyHandlers, memberHandlers, workspaceHandlers } from './workspaces.ts'

export function allHandlers(
  deps: ApiDeps,
  { links, keys }: { readonly links: SignedLinks; readonly keys: KeyCache },
): Handlers {
  return {
    ...callHandlers(deps, links),
    ...linkHandlers(deps, links),
    ...liveEventHandlers(deps),
    ...assistantHandlers(deps),
    ...trunkHandlers(deps),
    ...numberHandlers(deps),
    ...walletHandlers(deps),
    ...workspaceHandlers(deps, keys),
    ...memberHandlers(deps),
    ...keyHandlers(deps, keys),
    ...serviceHandlers(deps),
  }
}
