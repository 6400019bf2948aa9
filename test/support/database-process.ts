/** Starts the embedded database in a process of its own and inserts rows, reporting each when it is kept. */
import { silentLog } from '../../src/base/index.ts'
import { systemClock } from '../../src/base/system-clock.ts'
import { systemRandom } from '../../src/base/system-random.ts'
import { openPool, startEmbeddedPostgres } from '../../src/storage/index.ts'

const [dataDir = ''] = process.argv.slice(2)
const server = await startEmbeddedPostgres({
  dataDir,
  clock: systemClock,
  random: systemRandom,
  log: silentLog,
})
const pool = openPool({ url: server.url, log: silentLog })
await pool.query('create table kept (value bigint generated always as identity, text text)')
for (;;) {
  const { rows } = await pool.query<{ value: bigint }>(
    `insert into kept (text) values ('a row') returning value`,
  )
  process.send?.(Number(rows[0]?.value))
}
