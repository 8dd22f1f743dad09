import type { Probe } from "../probes/probe";

const SIGN = { true: "✓", false: "✗", undefined: "·" } as const;

/** Cuts a text to a width, with an ellipsis where something is missing. */
function fit(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}

/** Widest a column may get, in characters. */
const LIMITS = { route: 34, caller: 28, expected: 48, observed: 44 } as const;
const COLUMNS = ["route", "caller", "expected", "observed"] as const;

/** The probes as a table: a sign, route, caller, expected, observed, and how far it is proven. A route is named once. */
export function table(probes: readonly Probe[]): string {
  const width = Object.fromEntries(
    COLUMNS.map((name) => [
      name,
      Math.min(LIMITS[name], Math.max(name.length, ...probes.map((probe) => probe[name].length))),
    ]),
  ) as Record<(typeof COLUMNS)[number], number>;
  const line = (sign: string, cells: Record<(typeof COLUMNS)[number] | "proof", string>): string =>
    `${sign} ${COLUMNS.map((name) => fit(cells[name], width[name])).join("  ")}  ${cells.proof}`;
  const head = line(" ", {
    route: "route",
    caller: "caller",
    expected: "expected",
    observed: "observed",
    proof: "proven",
  });
  let last = "";
  const rows = probes.map((probe) => {
    const route = probe.route === last ? "" : probe.route;
    last = probe.route;
    return line(SIGN[String(probe.passed) as keyof typeof SIGN], { ...probe, route });
  });
  return [head, "─".repeat(head.length + 6), ...rows].join("\n");
}
