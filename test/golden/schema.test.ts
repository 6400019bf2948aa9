import { expect, it } from 'vitest'
import { silentLog } from '../../src/base/index.ts'
import { describeSchema, migrate } from '../../src/storage/index.ts'
import { startTestDatabase } from '../support/postgres.ts'

it('has the schema that is written down, also after a second migration', async () => {
  const database = await startTestDatabase()
  try {
    await migrate(database.pool, 1_790_000_000_000, silentLog)
    await expect(await describeSchema(database.pool)).toMatchFileSnapshot('../../src/storage/schema.sql')
  } finally {
    await database.close()
  }
}, 60_000)

it('refuses a migration that was changed after it had run', async () => {
  const database = await startTestDatabase()
  try {
    await database.pool.query(`update migration set checksum = 'other' where number = 1`)
    await expect(migrate(database.pool, 1_790_000_000_000, silentLog)).rejects.toThrow(
      'add a new file instead',
    )
  } finally {
    await database.close()
  }
}, 60_000)
