import type { Context } from "../../iam/variables";
import type { Outsider } from "../../iam/index";

/** Someone with an AWS account of their own, which belongs to no organization that a policy names. */
export const ANYBODY: Outsider = { kind: "everyone", id: "*", called: "everybody with an AWS account" };

/** A request without a signature. It has no account and no ARN. */
export const ANONYMOUS: { readonly principal: Outsider; readonly context: Context } = {
  principal: { kind: "everyone", id: "*", called: "anybody" },
  context: {
    "aws:principalaccount": null,
    "aws:principalarn": null,
  },
};
