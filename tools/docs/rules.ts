import { CATALOGUE } from "../../posture/catalogue";
import type { Entry } from "../../posture/catalogue";
import { escaped, linked, table } from "./table";

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
