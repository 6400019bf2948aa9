import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { exampleSettings, readSettings } from './settings.ts'

it('names every setting in the example file, with its default', async () => {
  await expect(exampleSettings()).toMatchFileSnapshot('../../settings.example.env')
})

it('treats the untouched example file as no settings at all', () => {
  const uncommented = readFileSync('settings.example.env', 'utf8')
    .split('\n')
    .filter((line) => /^#[A-Z]/.test(line))
    .map((line) => line.slice(1).split('=') as [string, string])
  expect(readSettings(Object.fromEntries(uncommented))).toEqual(readSettings({}))
})

it('says which setting is wrong and why', () => {
  const problems = readSettings({ PORT: 'ninety', TWENTY2_SECRET: 'short', TWENTY2_WORKERS: '65' })
  expect(problems).toEqual([
    { setting: 'PORT', why: 'Must be a whole number from 0 to 65535' },
    { setting: 'TWENTY2_SECRET', why: expect.stringContaining('32') },
    { setting: 'TWENTY2_WORKERS', why: 'Must be a whole number from 0 to 64' },
  ])
})

it('wants each of several secrets long enough', () => {
  const secret = (value: string) => readSettings({ TWENTY2_SECRET: value })
  expect(secret(`${'n'.repeat(32)}, ${'o'.repeat(32)}`)).not.toBeInstanceOf(Array)
  expect(secret(`${'n'.repeat(32)},short`)).toEqual([
    { setting: 'TWENTY2_SECRET', why: expect.stringContaining('32') },
  ])
})
