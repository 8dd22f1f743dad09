import type { Probe } from "../probes/probe";

const SIGN = { true: "✓", false: "✗", undefined: "·" } as const;

/** Cuts a text to a width, with an ellipsis where something is missing. */
export function truncate(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, Math.max(0, width - 1))}…`;
}

const COLUMNS = ["route", "caller", "expected", "observed"] as const;
type Column = (typeof COLUMNS)[number];
/** Least a column gets, in characters, and its share of what is left over. */
const LEAST = { route: 12, caller: 10, expected: 12, observed: 12 } as const;
const SHARE = { route: 0.2, caller: 0.2, expected: 0.3, observed: 0.3 } as const;
/** The sign, the gaps between columns, and how far a claim is proven. */
const BESIDE = 2 + 2 * COLUMNS.length + "only on AWS".length;

/** Widths of the columns: what they hold, as far as the terminal has room. */
function widths(probes: readonly Probe[], columns: number): Record<Column, number> {
  const wanted = (name: Column): number => Math.max(name.length, ...probes.map((probe) => probe[name].length));
  const room = Math.max(0, columns - BESIDE - COLUMNS.reduce((sum, name) => sum + LEAST[name], 0));
  return Object.fromEntries(
    COLUMNS.map((name) => [name, Math.min(wanted(name), LEAST[name] + Math.floor(room * SHARE[name]))]),
  ) as Record<Column, number>;
}

/**
 * The probes as a table: a sign, route, caller, expected, observed, and how far it is proven. A route is named once.
 * @param columns width of the terminal
 */
export function table(probes: readonly Probe[], columns = 160): string {
  const width = widths(probes, columns);
  const line = (sign: string, cells: Record<Column | "proof", string>): string =>
    `${sign} ${COLUMNS.map((name) => truncate(cells[name], width[name])).join("  ")}  ${cells.proof}`.trimEnd();
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
  return [head, "─".repeat(Math.min(columns, Math.max(...[head, ...rows].map((row) => row.length)))), ...rows].join(
    "\n",
  );
}
