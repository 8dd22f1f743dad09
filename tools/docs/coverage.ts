import type { ServiceCoverage, TypeCoverage } from "../../posture/coverage/classification";
import { IRRELEVANT_TYPES } from "../../posture/coverage/irrelevant-types";
import { paths } from "../../posture/coverage/lookup";
import { SERVICES } from "../../posture/coverage/services";
import { RELEVANT_PREFIXES } from "../../posture/coverage/services/by-prefix";
import { linked, table } from "./table";

/** The tables of docs/coverage.md: the types that decide access, by service, then those that don't. */
export function coverageTables(): string {
  const named = SERVICES.reduce((sum, { types }) => sum + Object.keys(types).length, 0);
  return [
    `${named} types are classified by name, in ${SERVICES.length} services.`,
    ...SERVICES.map(service),
    "## By the beginning of the name",
    table(["Types", "Why they are relevant"], prefixes()),
    "## Types that decide no access",
    table(["Types", "Why not", "Source"], irrelevant()),
  ].join("\n\n");
}

function service({ title, types }: ServiceCoverage): string {
  const rows = Object.entries(types).map(([type, coverage]) => row(type, coverage));
  return `## ${title}\n\n${table(["Type", "Read", "Compared as it stands", "Irrelevant, and why"], rows)}`;
}

function row(type: string, coverage: TypeCoverage): readonly string[] {
  const { model, detector, iam, whole, code, noted, computed } = coverage;
  const read = cell([
    ["model", model],
    ["detector", detector],
    ["IAM", iam],
  ]);
  const compared = cell([
    ["unknown", whole],
    ["code", code],
    ["neutral", noted],
  ]);
  const reasons = Object.entries(coverage.irrelevant ?? {}).map(
    ([reason, attributes]) => `${attributeList(attributes)}: ${reason}`,
  );
  if (paths(computed).length > 0) reasons.push(`${attributeList(computed)}: given by AWS.`);
  return [`\`${type}\``, read, compared, reasons.join("<br>")];
}

function cell(parts: readonly (readonly [string, string | undefined])[]): string {
  return parts
    .filter(([, list]) => paths(list).length > 0)
    .map(([label, list]) => `${label}: ${attributeList(list)}`)
    .join("<br>");
}

const attributeList = (list: string | undefined): string =>
  paths(list)
    .map((path) => `\`${path}\``)
    .join(", ");

function prefixes(): readonly (readonly string[])[] {
  const reasons = [...new Set(RELEVANT_PREFIXES.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = RELEVANT_PREFIXES.filter((family) => family.reason === reason).map(({ prefix }) => `\`${prefix}*\``);
    return [names.join(", "), `${reason}; compared as a whole.`];
  });
}

function irrelevant(): readonly (readonly string[])[] {
  return IRRELEVANT_TYPES.map(({ names, reason, source }) => {
    const shown = names.map((name) => `\`${name}${name.endsWith("_") ? "*" : ""}\``);
    return [shown.join(", "), reason, linked(source)];
  });
}
