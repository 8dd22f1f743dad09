import { readOn } from "./fact";
import { SOURCES } from "./sources";

/** When AWS retires a runtime. Days are `YYYY-MM-DD`. */
export interface Retirement {
  /** From this day on no security patches, no support. */
  readonly deprecated: string;
  /** From this day on no function can be created with it; left out where AWS has named no day that is sure. */
  readonly blocked?: string;
  /** What to use instead; left out where AWS has nothing newer yet. */
  readonly next?: string;
  /** The oldest AWS provider that takes `next`, where 5.100, the oldest supported one, doesn't. */
  readonly provider?: string;
}

/** The Node.js runtime after the default one, and the oldest AWS provider that takes it. */
export const NODE_24 = { next: "nodejs24.x", provider: "6.19.0" } as const;
const DOTNET_10 = { next: "dotnet10", provider: "6.27.0" } as const;
const JAVA_25 = { next: "java25", provider: "6.20.0" } as const;
const PYTHON_14 = { next: "python3.14", provider: "6.20.0" } as const;

const fact = readOn("2026-11-21");

/** The day on which AWS retires each runtime, or did. A provider takes a runtime that its version of the AWS SDK lists. */
export const RUNTIME_ENDS = fact<Readonly<Record<string, Retirement>>>(
  {
    "nodejs24.x": { deprecated: "2028-04-30", blocked: "2028-06-01" },
    "nodejs22.x": { deprecated: "2027-04-30", blocked: "2027-06-01", ...NODE_24 },
    "nodejs20.x": { deprecated: "2026-04-30", blocked: "2027-02-01", ...NODE_24 },
    "nodejs18.x": { deprecated: "2025-09-01", blocked: "2027-02-01", ...NODE_24 },
    "nodejs16.x": { deprecated: "2024-06-12", blocked: "2027-02-01", ...NODE_24 },
    "nodejs14.x": { deprecated: "2023-12-04", blocked: "2024-01-09", ...NODE_24 },
    "nodejs12.x": { deprecated: "2023-03-31", blocked: "2023-03-31", ...NODE_24 },
    "nodejs10.x": { deprecated: "2021-07-30", blocked: "2021-07-30", ...NODE_24 },
    "python3.14": { deprecated: "2029-06-30", blocked: "2029-07-31" },
    "python3.13": { deprecated: "2029-06-30", blocked: "2029-07-31", ...PYTHON_14 },
    "python3.12": { deprecated: "2028-10-31", blocked: "2028-11-30", next: "python3.13" },
    "python3.11": { deprecated: "2027-06-30", blocked: "2027-07-31", next: "python3.13" },
    "python3.10": { deprecated: "2026-10-31", blocked: "2027-02-01", next: "python3.13" },
    "python3.9": { deprecated: "2025-12-15", blocked: "2027-02-01", next: "python3.13" },
    "python3.8": { deprecated: "2024-10-14", blocked: "2027-02-01", next: "python3.13" },
    "python3.7": { deprecated: "2023-12-04", blocked: "2024-01-09", next: "python3.13" },
    "python3.6": { deprecated: "2022-07-18", blocked: "2022-07-18", next: "python3.13" },
    "python2.7": { deprecated: "2021-07-15", blocked: "2021-07-15", next: "python3.13" },
    java25: { deprecated: "2029-06-30", blocked: "2029-07-31" },
    java21: { deprecated: "2029-06-30", blocked: "2029-07-31", ...JAVA_25 },
    java17: { deprecated: "2027-06-30", blocked: "2027-07-31", next: "java21" },
    java11: { deprecated: "2027-06-30", blocked: "2027-07-31", next: "java21" },
    "java8.al2": { deprecated: "2027-06-30", blocked: "2027-07-31", next: "java21" },
    java8: { deprecated: "2024-01-08", blocked: "2024-02-08", next: "java21" },
    "provided.al2023": { deprecated: "2029-06-30", blocked: "2029-07-31" },
    "provided.al2": { deprecated: "2026-07-31", blocked: "2027-02-01", next: "provided.al2023" },
    provided: { deprecated: "2024-01-08", blocked: "2024-02-08", next: "provided.al2023" },
    "go1.x": { deprecated: "2024-01-08", blocked: "2024-02-08", next: "provided.al2023" },
    dotnet10: { deprecated: "2028-11-14", blocked: "2028-12-14" },
    dotnet8: { deprecated: "2026-11-10", blocked: "2027-02-01", ...DOTNET_10 },
    dotnet6: { deprecated: "2024-12-20", blocked: "2027-02-01", ...DOTNET_10 },
    "dotnet5.0": { deprecated: "2022-05-10", ...DOTNET_10 },
    "dotnetcore3.1": { deprecated: "2023-04-03", blocked: "2023-04-03", ...DOTNET_10 },
    "dotnetcore2.1": { deprecated: "2022-01-05", blocked: "2022-01-05", ...DOTNET_10 },
    "ruby3.4": { deprecated: "2028-03-31", blocked: "2028-04-30" },
    "ruby3.3": { deprecated: "2027-03-31", blocked: "2027-04-30", next: "ruby3.4" },
    "ruby3.2": { deprecated: "2026-03-31", blocked: "2027-02-01", next: "ruby3.4" },
    "ruby2.7": { deprecated: "2023-12-07", blocked: "2024-01-09", next: "ruby3.4" },
    "ruby2.5": { deprecated: "2021-07-30", blocked: "2021-07-30", next: "ruby3.4" },
  },
  SOURCES.runtimes,
);

export const RETIREMENTS = RUNTIME_ENDS.value;

/** The oldest AWS provider that takes a runtime, where 5.100, the oldest supported one, doesn't. */
export function providerFor(runtime: string): string | undefined {
  return Object.values(RETIREMENTS).find(({ next }) => next === runtime)?.provider;
}

/** What to write instead: `Set runtime = "nodejs24.x"; the AWS provider takes it from 6.19.0 on.` */
export function successorOf({ next, provider }: Retirement): string {
  if (next === undefined) return "Move to the newest runtime of that language that AWS lists.";
  const needs = provider === undefined ? "." : `; the AWS provider takes it from ${provider} on.`;
  return `Set runtime = "${next}"${needs}`;
}
