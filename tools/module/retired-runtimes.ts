import { RETIREMENTS } from "../../posture/aws/runtimes";
import { valueOf } from "./hcl/value";
import type { Local } from "./locals";

const known = Object.entries(RETIREMENTS).map(([name, { deprecated, next = "its successor" }]) => [
  name,
  { since: deprecated, next },
]);

/** When AWS retires runtimes, as the rule knows it, and the functions that are past that day when the plan is made. */
export const RETIRED_RUNTIMES: readonly Local[] = [
  {
    name: "retired_runtimes",
    value: valueOf(Object.fromEntries(known)),
    comment: "From that day on a runtime gets no security patches.",
  },
  {
    name: "functions_retired",
    value: `[
  for name, function in local.functions :
  "\${jsonencode(name)} runs on \${function.runtime} (write \${local.retired_runtimes[function.runtime].next})"
  if timecmp(plantimestamp(), "\${try(local.retired_runtimes[function.runtime].since, "9999-12-31")}T00:00:00Z") >= 0
]`,
  },
];
