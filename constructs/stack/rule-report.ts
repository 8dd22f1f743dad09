import { Annotations, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import {
  accessRules,
  type AccessList,
  type Acknowledgement,
  type Finding,
  evaluateRules,
  readSynth,
  RULES,
} from "../../posture/index";
import { acknowledge as acknowledgeFindings, isDay, isReason } from "../../posture/rules/acknowledge";
import { ConfigurationError } from "../errors/configuration-error";
import { writtenAs } from "../errors/written-as";
import { idleOverrideRule } from "./idle-overrides";
import { overrideRule } from "./overrides";
import { remedyInProps } from "./props-remedies";
import { writtenAt } from "./written-at";

const ACKNOWLEDGED = "cognito-http-api/acknowledged";

export interface AcknowledgedMistake {
  /** The rule's code, as the finding shows it. */
  readonly code: string;
  /** Why it is right here. Listed at each synth. */
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`. @default it never expires */
  readonly expires?: string;
}

/**
 * Accepts what a rule says of a construct, or of anything below it. An acknowledgement that matches nothing is itself a finding.
 * @throws ConfigurationError `acknowledgement-reason` when none is given, or what only fills its place
 */
export function acknowledge(construct: IConstruct, mistake: AcknowledgedMistake): void {
  if (typeof mistake.reason !== "string" || !isReason(mistake.reason)) {
    throw new ConfigurationError(
      "acknowledgement-reason",
      construct.node.path,
      `${mistake.code} is acknowledged without a reason`,
      "Say why it is right here",
    );
  }
  const { expires } = mistake;
  if (expires !== undefined && !isDay(expires)) {
    throw new ConfigurationError(
      "acknowledgement-expires",
      { path: construct.node.path, prop: "expires" },
      `"${expires}" is not a day`,
      "Write the last day it holds as YYYY-MM-DD",
    );
  }
  construct.node.addMetadata(ACKNOWLEDGED, mistake);
}

export interface RuleReport {
  readonly errors: readonly string[];
  /** What was acknowledged, by the address of each finding; one that matches nothing keeps its construct's path. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/**
 * Runs the rules over what a stack emits, whoever put it there: this library, or a raw resource beside it.
 * Warnings, notes and acknowledged findings become annotations of the stack, which are shown at synth.
 * @param emitted the stack's Terraform JSON
 * @param list what the stack's constructs declare, which the emitted is held to
 * @param claimedTwice addresses of several constructs, of which one resource is left: what is found there follows from that
 */
export function evaluateStack(
  stack: TerraformStack,
  emitted: object,
  list: AccessList,
  claimedTwice: ReadonlySet<string> = new Set(),
): RuleReport {
  // What is declared of both can't be held to the one that is left.
  const held = claimedTwice.size === 0 ? list : undefined;
  const plain = findingsOf(stack, emitted, held).filter(({ address }) => !claimedTwice.has(address));
  const acknowledgements = acknowledgementsBelow(stack).flatMap((one) => located(one, plain));
  const today = new Date().toISOString().slice(0, 10);
  const findings = acknowledgeFindings(plain, acknowledgements, today);
  const refused = findings.filter((finding) => isError(finding) && !finding.acknowledged);
  const mentioned = findings.filter((finding) => !refused.includes(finding) && finding.kind !== "unknown");
  // With errors, everything is printed together; without, the rest is no reason to stop.
  if (refused.length > 0) {
    const errors = [...refused, ...mentioned].map((one) => sentence(stack, one, writtenAt(stack, one.constructPath)));
    return { errors, acknowledgements };
  }
  for (const finding of mentioned) {
    if (finding.severity === "note" || finding.acknowledged) Annotations.of(stack).addInfo(sentence(stack, finding));
    else Annotations.of(stack).addWarning(sentence(stack, finding));
  }
  return { errors: [], acknowledgements };
}

/** What the rules say, and of each resource whose override no other error names, what the override changes. */
function findingsOf(stack: TerraformStack, emitted: object, list: AccessList | undefined): readonly Finding[] {
  const model = readSynth(emitted);
  const { findings } = evaluateRules(model, [
    ...RULES,
    ...(list ? accessRules(list) : []),
    idleOverrideRule(stack, emitted),
  ]);
  const override = overrideRule(stack, emitted);
  if (override === undefined) return findings;
  const named = new Set(findings.filter(isError).map(({ address }) => address));
  return [...findings, ...evaluateRules(model, [override]).findings.filter(({ address }) => !named.has(address))];
}

function isError({ severity, kind }: Finding): boolean {
  return severity === "error" && kind !== "unknown";
}

/** What a stack's author acknowledged, as judgeStack has it, for a stack that is written out without being judged. */
export function acknowledgedIn(stack: TerraformStack, emitted: object, list: AccessList): readonly Acknowledgement[] {
  const given = acknowledgementsBelow(stack);
  if (given.length === 0) return [];
  const plain = findingsOf(stack, emitted, list);
  return given.flatMap((one) => located(one, plain));
}

function acknowledgementsBelow(stack: TerraformStack): Acknowledgement[] {
  return stack.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === ACKNOWLEDGED)
        .map(({ data }) => ({ ...(data as AcknowledgedMistake), address: construct.node.path })),
    );
}

/** Findings name the resource; an acknowledgement may name a construct above it, and then covers every such finding below. */
function located(given: Acknowledgement, findings: readonly Finding[]): Acknowledgement[] {
  const paths = findings
    .filter(({ code, constructPath }) => code === given.code && `${constructPath}/`.startsWith(`${given.address}/`))
    .map(({ address }) => ({ ...given, address }));
  return paths.length === 0 ? [given] : paths;
}

/** Named by the prop that asked for it, where one did: its author knows that, and the address perhaps not. */
export function sentence(stack: TerraformStack, finding: Finding, line?: string): string {
  const { code, severity, address, constructPath, message, nearest, acknowledged } = finding;
  const prop = writtenAs(stack, constructPath, code);
  const remedy = prop === undefined ? finding.remedy : remedyInProps(stack, finding);
  const place = [constructPath ?? "no construct", ...(line === undefined ? [] : [line])].join(", ");
  const where = `[${code}] ${prop === undefined ? `${address} (` : `${prop} (${address}, `}${place})`;
  if (acknowledged !== undefined) {
    const until = acknowledged.expires === undefined ? "" : ` until ${acknowledged.expires}`;
    return `acknowledged${until} ${where}: ${message} Reason: ${acknowledged.reason}`;
  }
  const said = nearest === undefined || remedy.includes(nearest);
  return `${severity} ${where}: ${message} ${remedy}${said ? "" : ` Did you mean ${nearest}?`}`;
}
