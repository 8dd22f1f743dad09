import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** A pool that is deleted takes its users and their passwords along; there is no copy. */
export const poolDeletionProtection: Rule = {
  code: "pool-deletion-protection",
  severity: "warning",
  title: "A user pool without deletion protection",
  source: SOURCES.deletionProtection,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      when(report, pool, pool.deletionProtection, "deletion_protection", (mode) => {
        if (mode === "ACTIVE") return;
        report({
          at: pool,
          message: "deletion_protection is INACTIVE: one mistaken destroy or replacement deletes all users.",
          remedy: 'Set deletion_protection = "ACTIVE", and lifecycle { prevent_destroy = true }.',
          nearest: "ACTIVE",
        });
      });
    }
  },
};
