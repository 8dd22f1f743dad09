/** One row of docs/benchmarks.md. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly theirs: string;
  /** Of two times that were taken in turns; undefined where one side can't do it. */
  readonly ratio: number | undefined;
  /** The most that the ratio is to be. @default none */
  readonly goal?: number;
}

export const ms = (value: number): string => `${value.toFixed(0)} ms`;
