import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { entryAccesses } from "../../posture/access/index";
import type { EntryAccess } from "../../posture/access/index";
import { readFolder, readPlan } from "../../posture/model/read";
import { planAll } from "../posture/diff/single-changes/plans";
import type { SingleChange } from "../posture/diff/single-changes/table";
import { temporaryFolder } from "../support/folder";
import { ROOT } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";

const GOAT = path.join(ROOT, "examples", "authgoat");
const folder = temporaryFolder("authgoat");
const here = terraformHere();

/** A side as one module's text: the root says where the provider is. */
function textOf(side: string): string {
  const own = path.join(GOAT, side);
  const texts = readdirSync(own).map((name) => readFileSync(path.join(own, name), "utf8"));
  return texts.join("\n").replace(/^provider "aws" \{[^}]*\}/m, "");
}

const openness = (accesses: readonly EntryAccess[]): Record<string, EntryAccess["open"]> =>
  Object.fromEntries(accesses.map(({ entryPoint, open }) => [entryPoint.id, open]));

/** A plan doesn't show an OpenAPI body that holds the function's ARN before apply: it says so, by its address. */
const BODY = "aws_apigatewayv2_api.described#";

/**
 * The provider here (5.100) adds no second permission to a URL with NONE, and the one for everybody is the function's, not
 * the alias': a plan can't say that it is open, a folder takes the provider for a newer one.
 */
const ALIAS_URL = "aws_lambda_function_url.beta";

skippedUnless(typeof here !== "string", String(here))(
  "authgoat planned by Terraform: the plan says the same as its folder",
  async () => {
    if (typeof here === "string") throw new Error(here);
    writeFileSync(path.join(folder(), "orders.zip"), "");
    const change = { before: textOf("vulnerable"), after: textOf("fixed") } as SingleChange;
    const [plans] = await planAll(here, folder(), [change]);
    if (!plans) throw new Error("there are no plans");
    for (const [side, plan] of Object.entries({ vulnerable: plans.before, fixed: plans.after })) {
      const written = openness(entryAccesses(await readFolder(path.join(GOAT, side))));
      const wanted = Object.fromEntries(Object.entries(written).filter(([id]) => !id.startsWith(BODY)));
      if (side === "vulnerable") wanted[ALIAS_URL] = "unknown";
      expect([side, openness(entryAccesses(readPlan(plan).after))]).toEqual([
        side,
        { ...wanted, [`${BODY}body`]: "unknown" },
      ]);
    }
  },
  300_000,
);
