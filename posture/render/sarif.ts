import { createHash } from "node:crypto";
import { controlTags } from "../rules/controls";
import type { Finding, Rule } from "../rules/rule";

const LEVEL = { error: "error", warning: "warning", note: "note" } as const;

/**
 * SARIF 2.1.0 for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A plan has no source lines, so each
 * result stands at line 1 of the input and names its address as a logical location. It describes the rules that found something.
 */
export function sarif(findings: readonly Finding[], rules: readonly Rule[], file: string): unknown {
  const described = new Map(rules.map((rule) => [rule.code, rule]));
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "posture", rules: codes.map((code) => descriptor(code, described.get(code))) } },
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code), file)),
      },
    ],
  };
}

function descriptor(id: string, rule: Rule | undefined): unknown {
  const tags = controlTags(id);
  const link = /https?:\/\/\S+/.exec(rule?.source ?? "")?.[0];
  return {
    id,
    shortDescription: { text: rule?.title ?? id },
    ...(rule && {
      help: { text: `${rule.title}. Source: ${rule.source}` },
      defaultConfiguration: { level: LEVEL[rule.severity] },
    }),
    ...(link !== undefined && { helpUri: link }),
    ...(tags.length > 0 && { properties: { tags } }),
  };
}

function result(finding: Finding, ruleIndex: number, file: string): unknown {
  const { code, address, constructPath, message, remedy, severity, kind, acknowledged, baseline } = finding;
  return {
    ruleId: code,
    ruleIndex,
    // `review`: a person has to look, since the value isn't known yet.
    ...(kind === "unknown" ? { kind: "review", level: "none" } : { kind: "fail", level: LEVEL[severity] }),
    message: { text: `${message} ${remedy}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        logicalLocations: [
          { fullyQualifiedName: address, kind: "resource" },
          ...(constructPath === undefined ? [] : [{ fullyQualifiedName: constructPath, kind: "member" }]),
        ],
      },
    ],
    partialFingerprints: {
      "codeAndAddress/v1": createHash("sha256").update(`${code}\n${address}`).digest("hex").slice(0, 32),
    },
    ...(baseline && { baselineState: "unchanged" }),
    ...(acknowledged && {
      suppressions: [
        {
          kind: acknowledged.by === "stack" ? "inSource" : "external",
          status: "accepted",
          justification: acknowledged.reason,
        },
      ],
    }),
  };
}

/** A relative URI; standard input gets a name of its own. */
function uriOf(file: string): string {
  return file === "-"
    ? "stdin"
    : file
        .split(/[\\/]/)
        .filter((part) => part !== "" && part !== ".")
        .map(encodeURIComponent)
        .join("/");
}
