import { AWS_PROVIDER_RANGE } from "../../../constructs";
import { classify, coverageOf, declared, listedTypes, paths, relevance } from "../../../posture/coverage/lookup";
import { keptArguments } from "../../../posture/coverage/kept-arguments";
import { resourceSchemas } from "../../support/provider-schema";
import type { SchemaBlock } from "../../support/provider-schema";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";
import { NEWER_ATTRIBUTES, NEWER_TYPES } from "./newer";
import { pathsOf, unclassified } from "./schema";

const here = terraformHere();
const withTerraform = skippedUnless(typeof here !== "string", typeof here === "string" ? here : "");

let asked: Promise<ReadonlyMap<string, SchemaBlock>> | undefined;
/** The schema of the provider in use; Terraform is asked once. */
const schemas = () => {
  if (typeof here === "string") throw new Error(here);
  return (asked ??= resourceSchemas(here, AWS_PROVIDER_RANGE));
};

/** Types of these services are named one by one; none of them may wait for somebody to sort it. */
const SORTED =
  /^aws_(cognito_|api_gateway_|apigatewayv2_|lambda_|iam_|lb$|lb_|alb$|alb_|elb$|elb_|appsync_|cloudfront|waf|kms_|secretsmanager_|route53|acm|cloudwatch_log_)/;

withTerraform("every attribute of every relevant type of the provider in use is classified", async () => {
  const missing: string[] = [];
  let seen = 0;
  for (const [type, block] of await schemas()) {
    if (relevance(type).relevance !== "relevant") continue;
    const all = [...pathsOf(block)];
    seen += all.length;
    missing.push(...unclassified(type, all));
  }
  expect(missing).toEqual([]);
  expect(seen).toBeGreaterThan(8000);
});

withTerraform("an argument that has to be written isn't taken for one that AWS makes from the rest", async () => {
  const taken: string[] = [];
  let seen = 0;
  for (const [type, { attributes = {} }] of await schemas())
    for (const name of ["id", "arn"]) {
      if (relevance(type).relevance !== "relevant" || attributes[name]?.required !== true) continue;
      seen++;
      if (!declared(type).has(name)) taken.push(`${type}: ${name}`);
    }
  expect(taken).toEqual([]);
  expect(seen).toBeGreaterThan(0);
});

withTerraform("no type of a service that decides access is left unclassified", async () => {
  const open = [...(await schemas()).keys()].filter(
    (type) => SORTED.test(type) && relevance(type).relevance === "unclassified",
  );
  expect(open).toEqual([]);
  const byName = new Set(listedTypes());
  const unnamed = [...(await schemas()).keys()].filter(
    (type) =>
      /^aws_(cognito|api_gateway|apigatewayv2|lambda|iam|appsync|kms|secretsmanager|wafv2)_/.test(type) &&
      !byName.has(type),
  );
  expect(unnamed).toEqual([]);
});

withTerraform("every path that is classified exists, in the provider in use or in a newer one", async () => {
  const known = await schemas();
  const wrong: string[] = [];
  for (const type of listedTypes()) {
    const block = known.get(type);
    if (block === undefined) {
      if (!NEWER_TYPES.includes(type)) wrong.push(`${type}: no such type`);
      continue;
    }
    const all = [...pathsOf(block)];
    const [blocks, attributes] = [true, false].map(
      (isBlock) => new Set(all.filter((p) => p.block === isBlock).map(({ steps }) => steps.join("."))),
    );
    const newer = new Set(paths(NEWER_ATTRIBUTES[type]));
    for (const named of declared(type).keys()) {
      const block = named.replace(/\.\*$/, "");
      if (named === "*" || newer.has(named)) continue;
      if (!(named === block ? attributes?.has(named) : blocks?.has(block))) wrong.push(`${type}: ${named}`);
    }
  }
  expect(wrong).toEqual([]);
});

withTerraform(
  "what stays as it is deployed where it is no longer set is optional and computed, or a block",
  async () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const [type, block] of await schemas())
      for (const name of keptArguments(type)) {
        seen++;
        if (!isKept(block, name.split("."))) wrong.push(`${type}: ${name}`);
      }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  },
);

/** No set on the way, whose members the provider doesn't pair; `*` stands behind a list of several. */
function isKept({ attributes = {}, block_types = {} }: SchemaBlock, [name = "", ...rest]: readonly string[]): boolean {
  const nested = block_types[name];
  const { optional, computed } = attributes[name] ?? {};
  if (rest.length === 0) return nested !== undefined || (optional === true && computed === true);
  if (nested?.nesting_mode !== "list") return false;
  return isKept(nested.block, rest[0] === "*" ? rest.slice(1) : rest);
}

withTerraform("what the model or a detector reads is among it, in a block of which there is one, too", async () => {
  // The provider computes these units anew, and refuses what then is too long.
  const anew = /^aws_cognito_(managed_)?user_pool_client: token_validity_units\./;
  const missing: string[] = [];
  let seen = 0;
  for (const [type, block] of await schemas())
    for (const path of nestedComputed(block)) {
      const says = classify(type, path);
      if (says?.status !== "read" || says.by === "whole" || keptArguments(type).includes(path.join("."))) continue;
      seen++;
      if (!anew.test(`${type}: ${path.join(".")}`)) missing.push(`${type}: ${path.join(".")}`);
    }
  expect(missing).toEqual([]);
  expect(seen).toBeGreaterThan(3);
});

/** Optional and computed arguments within blocks. */
function nestedComputed({ attributes = {}, block_types = {} }: SchemaBlock, steps: readonly string[] = []): string[][] {
  const own = Object.entries(attributes).filter(([, { optional, computed }]) => optional && computed);
  return [
    ...(steps.length > 0 ? own.map(([name]) => [...steps, name]) : []),
    ...Object.entries(block_types).flatMap(([name, { nesting_mode, block }]) =>
      nesting_mode === "set" || steps.length > 4 ? [] : nestedComputed(block, [...steps, name]),
    ),
  ];
}

withTerraform("what is called computed can't be written, and what is ordered is a list", async () => {
  const wrong: string[] = [];
  for (const [type, block] of await schemas()) {
    const coverage = coverageOf(type);
    if (coverage === undefined) continue;
    const at = new Map([...pathsOf(block)].map((p) => [p.steps.join("."), p]));
    for (const named of paths(coverage.computed))
      if (at.get(named)?.computedOnly === false) wrong.push(`${type}: ${named} can be written`);
    for (const named of paths(coverage.ordered))
      if (at.get(named)?.list === false) wrong.push(`${type}: ${named} is no list`);
  }
  expect(wrong).toEqual([]);
});
