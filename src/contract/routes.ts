import { assistantRoutes } from './assistant-routes.ts'
import { callRoutes } from './call-routes.ts'
import { numberRoutes } from './number-routes.ts'
import type { Route } from './route.ts'
import { serviceRoutes } from './service-routes.ts'
import { walletRoutes } from './wallet-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'

/** All that the API can do, by operation name. */
export const routes = {
  ...callRoutes,
  ...assistantRoutes,
  ...numberRoutes,
  ...walletRoutes,
  ...workspaceRoutes,
  ...serviceRoutes,
} satisfies Readonly<Record<string, Route>>

export type Routes = typeof routes
export type RouteName = keyof Routes
