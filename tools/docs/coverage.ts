import type { ServiceCoverage, TypeCoverage } from "../../posture/coverage/classification";
import { IRRELEVANT_TYPES } from "../../posture/coverage/irrelevant-types";
import { paths } from "../../posture/coverage/lookup";
import { SERVICES } from "../../posture/coverage/services";
import { RELEVANT_PREFIXES } from "../../posture/coverage/services/by-prefix";

/** The tables of docs/coverage.md: the types that decide access, by service, then those that don't. */
export function coverageTables(): string {
  const named = SERVICES.reduce((sum, { types }) => sum + Object.keys(types).length, 0);
  return [
    `${named} types are classified by name, in ${SERVICES.length} services.`,
    ...SERVICES.map(service),
    "## By the beginning of the name",
    ["| Types | Why they are relevant |", "| --- | --- |", ...prefixes()].join("\n"),
    "## Types that decide no access",
    ["| Types | Why not | Source |", "| --- | --- | --- |", ...irrelevant()].join("\n"),
  ].join("\n\n");
}

function service({ title, types }: ServiceCoverage): string {
  const rows = Object.entries(types).map(([type, coverage]) => row(type, coverage));
  return [
    `## ${title}`,
    "",
    "| Type | Read | Compared as it stands | Irrelevant, and why |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function row(type: string, coverage: TypeCoverage): string {
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
  const reasons = (coverage.irrelevant ?? []).map(
    ({ reason, attributes, source }) => `${attributeList(attributes)}: ${linked(reason, source)}`,
  );
  if (paths(computed).length > 0) reasons.push(`${attributeList(computed)}: given by AWS.`);
  return `| \`${type}\` | ${read} | ${compared} | ${reasons.join("<br>")} |`;
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

/** A reason with the page that it stands on; the provider's page of the type needs no link in each row. */
function linked(reason: string, source: string | undefined): string {
  const [, title = "", url] = /^(.*?)\s*(https:\/\/\S+)$/.exec(source ?? "") ?? [];
  return url === undefined ? reason : `${reason} ([${title}](${url}))`;
}

function prefixes(): readonly string[] {
  const reasons = [...new Set(RELEVANT_PREFIXES.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = RELEVANT_PREFIXES.filter((family) => family.reason === reason).map(({ prefix }) => `\`${prefix}*\``);
    return `| ${names.join(", ")} | ${reason}; compared as a whole. |`;
  });
}

function irrelevant(): readonly string[] {
  return IRRELEVANT_TYPES.map(({ names, reason, source }) => {
    const shown = names.map((name) => `\`${name}${name.endsWith("_") ? "*" : ""}\``);
    const [, title = "", url = ""] = /^(.*?)\s*(https:\/\/\S+)$/.exec(source) ?? [];
    return `| ${shown.join(", ")} | ${reason} | [${title}](${url}) |`;
  });
}
