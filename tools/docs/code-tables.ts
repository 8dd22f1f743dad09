import { CATALOGUE, type Entry } from "../../posture/catalogue";
import { escaped, linked, table } from "./table";
import { CONTROLS } from "../../posture/rules/controls";
import { CODE_TABLES, KINDS } from "../../posture/diff/index";

/** One row a code, beneath how many there are. */
export function ruleTable(): string {
  const count = (severity: Entry["severity"]) => CATALOGUE.filter((entry) => entry.severity === severity).length;
  return [
    `${CATALOGUE.length} codes: ${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes.`,
    table(
      ["Code", "Severity", "What it finds", "Source", "Read from"],
      CATALOGUE.map(({ code, severity, title, source, inputs }) => [
        `\`${code}\``,
        severity,
        escaped(title),
        linked(source),
        inputs.join(", "),
      ]),
    ),
  ].join("\n\n");
}

/** The table of docs/controls.md: each rule and what others call the same mistake. */
export function controlTable(): string {
  const ids = (list: readonly string[] = []): string => list.map((id) => `\`${id}\``).join(", ") || "–";
  return table(
    ["Code", "Security Hub", "checkov", "prowler"],
    Object.entries(CONTROLS).map(([code, { securityHub, checkov, prowler }]) => [
      `\`${code}\``,
      ids(securityHub),
      ids(checkov),
      ids(prowler),
    ]),
  );
}

/** One row a code, in the order of the detectors, beneath how many there are. */
export function changeTable(): string {
  const codes = CODE_TABLES.flatMap(({ codes: declared, source }) =>
    Object.entries(declared).map(([code, info]) => ({ code, source, ...info })),
  );
  const of = (kind: (typeof KINDS)[number]) => codes.filter(({ kinds }) => kinds.includes(kind)).length;
  return [
    `${codes.length} codes: ${KINDS.map((kind) => `${of(kind)} can be ${kind}`).join(", ")}.`,
    table(
      ["Code", "Kind", "What changes", "Source"],
      codes.map(({ code, kinds, title, source }) => [`\`${code}\``, kinds.join(", "), escaped(title), linked(source)]),
    ),
  ].join("\n\n");
}
