import { chownSync, readFileSync, statSync } from 'node:fs'

/**
 * PostgreSQL refuses to run as uid 0. An account is a way to run it as somebody else, in order of preference:
 *
 * - `own`: we are not root; nothing is needed.
 * - `setpriv`: as `nobody`, who keeps the one capability that lets it pass folders of mode 0700 above it.
 * - `unshare`: in a user namespace where our root is called 1000.
 * - `moved`: as a plain `nobody`, with data and programs in a folder under /var/lib that it can reach.
 */
export type AccountName = 'own' | 'setpriv' | 'unshare' | 'moved'

export interface Account {
  readonly name: AccountName
  /** What stands before the program's own name on the command line. */
  readonly prefix: readonly string[]
  /** Who owns the data folder; undefined when we do. */
  readonly owner: Owner | undefined
  /** Set when Node itself changes the ids as it starts the program. */
  readonly runAs: Owner | undefined
}
interface Owner {
  readonly uid: number
  readonly gid: number
}

export function accountsToTry(): readonly AccountName[] {
  return process.getuid?.() === 0 ? ['setpriv', 'unshare', 'moved'] : ['own']
}

export function accountOf(name: AccountName): Account {
  const nobody = name === 'setpriv' || name === 'moved' ? findNobody() : undefined
  const runAs = name === 'moved' ? nobody : undefined
  return { name, prefix: prefixOf(name, nobody), owner: nobody, runAs }
}

/** The account for a cluster made earlier. Root runs an ordinary user's cluster as that user. */
export function accountOfData(name: AccountName, data: string): Account {
  if (name !== 'own' || process.getuid?.() !== 0) return accountOf(name)
  const { uid, gid } = statSync(data)
  return { name, prefix: prefixOf('setpriv', { uid, gid }), owner: { uid, gid }, runAs: undefined }
}

/** Hands a file or folder to the account that will use it. */
export function giveTo(account: Account, path: string): void {
  if (account.owner !== undefined) chownSync(path, account.owner.uid, account.owner.gid)
}

function prefixOf(name: AccountName, nobody: Owner | undefined): readonly string[] {
  if (name === 'unshare') return ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (name !== 'setpriv' || nobody === undefined) return []
  return [
    'setpriv',
    `--reuid=${nobody.uid}`,
    `--regid=${nobody.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
}

function findNobody(): Owner {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = (line ?? 'nobody:x:65534:65534').split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
