import { readFileSync } from 'node:fs'
import { CommandFailed } from './world.ts'

/** An object from a file as people edit it, or why it is none. */
export function readJsonFile(path: string): Record<string, unknown> {
  const value = parsed(path, textOf(path))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new CommandFailed(`${path} holds no JSON object.`, 'An assistant file begins with {"format": 1.', 2)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new CommandFailed(`${path} cannot be read.`, 'Name a file that is there, from where you stand.', 2)
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new CommandFailed(`${path} is not valid JSON: ${why}`, 'Correct it and run the command again.', 2)
  }
}
