import type { Route } from '../contract/index.ts'

export function docsPage(_routes: Readonly<Record<string, Route>>, _version: string): string {
  return '<!doctype html>'
}
