import { CONTROLS } from "../../posture/rules/controls";
import { table } from "./table";

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
