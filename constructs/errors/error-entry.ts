/** What docs/errors.md says of a code: what it means, what is refused, and what to write instead. */
export type ErrorEntry = readonly [meaning: string, example: string, fix: string];
