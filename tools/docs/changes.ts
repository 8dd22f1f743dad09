import { CODE_TABLES, KINDS } from "../../posture/diff/index";
import { escaped, linked, table } from "./table";

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
