import type { DemoWorkspace } from './demo-workspace.ts'

/** The number of the callee who is interested: the quick start's. */
export const QUICK_START_CALLEE = '9999999999'
export const QUICK_START_INPUTS = { customerName: 'Rohit' }

/** The quick start's two requests, to be pasted as they are. */
export function quickStartLines(demo: DemoWorkspace): { readonly trigger: string; readonly detail: string } {
  const login = `-u ${demo.apiKey}:${demo.apiSecret}`
  const body = JSON.stringify({
    assistant_id: demo.assistant,
    callee_phone: QUICK_START_CALLEE,
    caller_phone: demo.callerPhone,
    input_parameters: QUICK_START_INPUTS,
  })
  return {
    trigger: [
      `curl -s -X POST ${demo.url}/api/agent/trigger-outbound-call \\`,
      `  ${login} \\`,
      "  -H 'content-type: application/json' \\",
      `  -d '${body}'`,
    ].join('\n'),
    detail: [
      // The newest call's id is looked up, so that nothing has to be typed in.
      `curl -s ${login} "${demo.url}/api/call/detail?call_id=$(curl -s ${login} \\`,
      `  '${demo.url}/api/call/logs?limit=1' | sed 's/.*"call_id":"\\([0-9a-f]*\\)".*/\\1/')"`,
    ].join('\n'),
  }
}

interface Running {
  readonly url: string
  readonly demo: DemoWorkspace | undefined
}

/** What a person reads when everything is up. */
export function welcome(
  { url, demo }: Running,
  files: { readonly demo: string; readonly dataDir: string },
): string {
  const head = `\nTwenty2 is ready.\n\n  API             ${url}/api           (documents: ${url}/api/docs)\n`
  const tail = `Your own phone:      docs/trunks.md
Stop:                Ctrl-C. Everything is kept in ${files.dataDir}
`
  if (demo === undefined) return `${head}\n${tail}`
  const { trigger, detail } = quickStartLines(demo)
  return `${head}  API key         ${demo.apiKey}
  API secret      ${demo.apiSecret}
  Workspace       ${demo.workspace}
  Assistant       ${demo.assistant}
  Caller number   ${demo.callerPhone}
  All of it in    ${files.demo}

Place a call: a synthetic callee's phone rings, and two voices talk.

${trigger}

Read how it went (while it runs, and when it has ended):

${detail}

Watch a call live:   ./twenty2 call logs, then ./twenty2 call show <call_id> --follow
${tail}`
}
