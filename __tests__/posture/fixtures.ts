import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unfolded } from "../../tools/fixtures/fold";
import { readPlan } from "../../posture/model/read";

/** The parsed JSON of a fixture's file. */
export function fixture(name: string, file = "plan.json"): unknown {
  return unfolded(JSON.parse(readFileSync(join(__dirname, "fixtures", name, file), "utf8")) as unknown);
}

/** What a fixture's plan leads to. */
export function planned(name: string) {
  return readPlan(fixture(name)).after;
}
