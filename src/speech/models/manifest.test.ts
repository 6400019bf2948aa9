import { expect, it } from 'vitest'
import { defaultModelNames, manifest } from './manifest.ts'

const HASH = /^[0-9a-f]{64}$/

it('names each model, file and package once, with a whole hash and a size', () => {
  expect(new Set(manifest.map(({ name }) => name)).size).toBe(manifest.length)
  for (const { files, packages } of manifest) {
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
    for (const { sha256, bytes } of [...files, ...packages]) {
      expect(sha256).toMatch(HASH)
      expect(bytes).toBeGreaterThan(0)
    }
  }
})

it('says for every file where its makers publish it and which package carries it', () => {
  for (const { files, packages } of manifest) {
    const names = packages.map(({ name }) => name)
    for (const { official, parts } of files) {
      expect(new URL(official).protocol).toBe('https:')
      expect(parts.length).toBeGreaterThan(0)
      expect(parts.filter((part) => !names.includes(part.package))).toEqual([])
    }
  }
})

it('needs only freely licensed models for a fresh start', () => {
  expect(defaultModelNames).toEqual(['whisper-tiny.en', 'silero-vad', 'kokoro-82m-int8', 'kokoro-voices'])
})
