import { hasTagConditions } from "../coverage/index";
import type { Comparison } from "./comparison";

/** Does a policy of either side look at tags? */
export function readsTags({ before, after }: Comparison): boolean {
  return hasTagConditions(
    [before, after].flatMap(({ resources }) =>
      resources.flatMap(({ type, attributes }) =>
        type === "aws_iam_policy_document"
          ? [JSON.stringify(attributes.plain().values)]
          : policiesIn(attributes.plain().values),
      ),
    ),
  );
}

function policiesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.includes("Statement") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(policiesIn);
}
