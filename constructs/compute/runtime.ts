/** Lambda runtimes a function can be made for. nodejs20.x is left out: AWS deprecated it on 2026-04-30. */
export type NodeRuntime = "nodejs22.x" | "nodejs24.x";

/** What functions run on unless they say otherwise: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const DEFAULT_RUNTIME: NodeRuntime = "nodejs22.x";
