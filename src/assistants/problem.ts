export interface Problem {
  /** Where in the file: `flow.nodes[2].branches[0].target`. */
  readonly path: string
  /** What is wrong and what to do next. */
  readonly message: string
}
