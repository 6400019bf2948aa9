import { type Command, command } from '../command.ts'
import { facts } from '../table.ts'

export const serverCommands: readonly Command[] = [
  command({
    noun: 'server',
    verb: 'health',
    about: 'ask the server how it is',
    takes: [],
    examples: ['server health'],
    async run({ api, show }) {
      const reply = await api.ask('health')
      show(reply, facts({ server: reply.status, version: reply.version, ...reply.checks }))
      return 0
    },
  }),
]
