export function isNewEnough(version: string): boolean
export function packagedNode(root: string): string | undefined
