/** When AWS retires a runtime. Days are `YYYY-MM-DD`. */
export interface Retirement {
  /** From this day on no security patches, no support. */
  readonly deprecated: string;
  /** From this day on no function can be created with it; left out where AWS has named no day that is sure. */
  readonly refused?: string;
  /** What to use instead. */
  readonly next: string;
}

/**
 * Runtimes that AWS has retired, or retires on a day that it has named.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export const RETIREMENTS: Readonly<Record<string, Retirement>> = {
  "nodejs20.x": { deprecated: "2026-04-30", refused: "2027-02-01", next: "nodejs22.x" },
  "nodejs18.x": { deprecated: "2025-09-01", next: "nodejs22.x" },
  "nodejs16.x": { deprecated: "2024-06-12", next: "nodejs22.x" },
  "nodejs14.x": { deprecated: "2023-12-04", next: "nodejs22.x" },
  "nodejs12.x": { deprecated: "2023-03-31", next: "nodejs22.x" },
  "nodejs10.x": { deprecated: "2021-07-30", next: "nodejs22.x" },
  "python3.9": { deprecated: "2025-12-15", next: "python3.13" },
  "python3.8": { deprecated: "2024-10-14", next: "python3.13" },
  "python3.7": { deprecated: "2023-12-04", next: "python3.13" },
  "python3.6": { deprecated: "2022-07-18", next: "python3.13" },
  "python2.7": { deprecated: "2021-07-15", next: "python3.13" },
  java8: { deprecated: "2024-01-08", next: "java21" },
  "go1.x": { deprecated: "2024-01-08", next: "provided.al2023" },
  provided: { deprecated: "2024-01-08", next: "provided.al2023" },
  dotnet6: { deprecated: "2024-12-20", next: "dotnet8" },
  "dotnet5.0": { deprecated: "2022-05-10", next: "dotnet8" },
  "dotnetcore3.1": { deprecated: "2023-04-03", next: "dotnet8" },
  "dotnetcore2.1": { deprecated: "2022-01-05", next: "dotnet8" },
  "ruby3.2": { deprecated: "2026-03-31", next: "ruby3.4" },
  "ruby2.7": { deprecated: "2023-12-07", next: "ruby3.4" },
  "ruby2.5": { deprecated: "2021-07-30", next: "ruby3.4" },
};
