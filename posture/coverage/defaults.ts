import type { Declared } from "./classification";

const provider = (page: string): string =>
  `AWS provider: ${page} https://registry.terraform.io/providers/hashicorp/aws/latest/docs`;

const irrelevant = (reason: string, source: string): Declared => ({ status: "irrelevant", reason, source });

/** Attributes that mean the same in every type. A type that names one of them itself goes before. */
export const DEFAULTS: Readonly<Record<string, Declared>> = {
  id: irrelevant("What Terraform or AWS calls the resource; it follows from the rest.", provider("Resources")),
  arn: irrelevant("AWS makes it from the rest.", provider("Resources")),
  description: irrelevant("A text for people.", provider("Resources")),
  comment: irrelevant("A text for people.", provider("Resources")),
  "timeouts.*": irrelevant(
    "How long Terraform waits.",
    "Terraform: Operation timeouts https://developer.hashicorp.com/terraform/language/resources/syntax#operation-timeouts",
  ),
};

/** Of `accountFor`: decide access only where a condition names them. */
export const TAGS: ReadonlySet<string> = new Set(["tags", "tags_all"]);

export const TAGS_IRRELEVANT: Declared = irrelevant(
  "No policy of this plan has a condition on tags.",
  "AWS IAM: Controlling access to AWS resources using tags https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html",
);

export const TAGS_READ: Declared = { status: "read", by: "whole", uncited: "unknown" };

/** Provider 6 writes down the region that its configuration said anyway. */
export const REGION_WRITTEN_DOWN: Declared = irrelevant(
  "Provider 6 writes down the region that the provider's configuration says; the resource stays where it is.",
  "AWS provider: Enhanced region support https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support",
);

/** Another region: another resource, with another address for its callers. */
export const REGION_CHANGED: Declared = { status: "read", by: "whole", uncited: "unknown" };

export const COMPUTED_REASON = "AWS gives it, nobody can write it: it follows from what is configured.";

/** The provider's page of a type: the source of whatever names none of its own. */
export function pageOf(type: string): string {
  const name = type.replace(/^[a-z]+_/, "");
  return `${type} https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/${name}`;
}
