import type { Context } from "../../iam/variables";
import type { ExternalPrincipal } from "../../iam/index";

/** Someone with an AWS account of their own, which belongs to no organization that a policy names. */
export const ANY_AWS_ACCOUNT: ExternalPrincipal = {
  kind: "everyone",
  id: "*",
  called: "everybody with an AWS account",
};

/** A request without a signature. It has no account and no ARN. */
export const UNSIGNED: { readonly principal: ExternalPrincipal; readonly context: Context } = {
  principal: { kind: "everyone", id: "*", called: "anybody" },
  context: {
    "aws:principalaccount": null,
    "aws:principalarn": null,
  },
};
