/** The first program in TypeScript of a document. */
export function firstProgramOf(document: string): string {
  const program = /```ts\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  if (!program.includes("new SecuredApi(")) throw new Error("The document's first program makes no SecuredApi.");
  return program;
}
