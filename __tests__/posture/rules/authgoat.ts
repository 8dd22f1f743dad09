import { join } from "node:path";
import { readFolder } from "../../../posture/model/read";
import { evaluateRules } from "../../../posture/rules";
import type { Finding, Rule } from "../../../posture/rules";
import { ROOT } from "../../support/project";

/** What one rule finds in examples/authgoat, vulnerable or fixed. */
export async function goat(rule: Rule, side: "vulnerable" | "fixed"): Promise<readonly Finding[]> {
  return evaluateRules(await readFolder(join(ROOT, "examples", "authgoat", side)), [rule]).findings;
}

/** The addresses, each once. */
export async function goatAddresses(rule: Rule, side: "vulnerable" | "fixed"): Promise<string[]> {
  return [...new Set((await goat(rule, side)).map(({ address }) => address))].sort();
}
