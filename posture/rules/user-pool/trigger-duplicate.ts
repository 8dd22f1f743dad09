import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** pre_token_generation and pre_token_generation_config name the same trigger; AWS refuses two functions. */
export const triggerDuplicate: Rule = {
  code: "trigger-duplicate",
  severity: "error",
  title: "pre_token_generation beside pre_token_generation_config",
  source: `${SOURCES.providerPool}#pre_token_generation_config-1`,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      const { attributes } = pool.resource;
      const [plain, config] = (
        [
          ["lambda_config", 0, "pre_token_generation"],
          ["lambda_config", 0, "pre_token_generation_config", 0, "lambda_arn"],
        ] as const
      ).map((path) => JSON.stringify([attributes.text(...path), attributes.references(...path)]));
      const given = attributes.text("lambda_config", 0, "pre_token_generation");
      const block = attributes.blocks("lambda_config", 0, "pre_token_generation_config");
      if ((given.known && !given.value) || block.items.length === 0 || plain === config) continue;
      report({
        at: pool,
        message: "lambda_config names the trigger twice: pre_token_generation and pre_token_generation_config differ.",
        remedy: "Remove pre_token_generation and keep the block with its lambda_version.",
      });
    }
  },
};
