import type { Listing, Pieces, Resource, Step, Value } from "../model";

/** A list of patterns, or everything but what they match (`NotAction`, `NotResource`). */
export interface Patterns {
  readonly not: boolean;
  readonly list: Listing<string>;
  /** Of what is missing, what is put together of texts and attributes of resources: `${aws_lambda_function.x.arn}:*`. */
  readonly referring?: readonly Pieces[];
  /** The item that stands for those which aren't known yet, and the services whose ARNs these may be. */
  readonly symbol?: OpenItem;
}

/** Resources that aren't known yet, as one item of a list. */
export interface OpenItem {
  readonly text: string;
  /** What they are put together of: `aws_s3_bucket.uploads.arn`. */
  readonly from: readonly string[];
  /** Of their ARNs; undefined: any. */
  readonly services: readonly string[] | undefined;
}

/** Whom a statement of a trust or resource policy names. `everyone` is `*`, with or without `AWS` before it. */
export interface PrincipalPattern {
  readonly kind: "everyone" | "AWS" | "Service" | "Federated" | "CanonicalUser";
  /** An account's number, an ARN, a service's or provider's name. */
  readonly id: string;
}

/** Such a list, or everybody but them (`NotPrincipal`). */
export interface Principals {
  readonly not: boolean;
  readonly list: Listing<PrincipalPattern>;
}

/** One test of a Condition element: an operator, one key, and the values of which one has to match. */
export interface Condition {
  /** As written: `ForAnyValue:StringLike`, `StringEqualsIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: Listing<string>;
  /** Addresses that values which aren't known refer to. */
  readonly references?: readonly string[];
}

/** Where a statement stands; without a resource for a policy of AWS's own. */
export type Place =
  | { readonly address: string; readonly resource: Resource; readonly path: readonly Step[] }
  | { readonly address: string; readonly resource?: never };

/** One statement of a policy. */
export interface Statement {
  readonly at: Place;
  readonly sid?: string;
  /** `Allow` or `Deny`. */
  readonly effect: Value<string>;
  /** Left out in identity policies: whoever holds the policy. */
  readonly principals?: Principals;
  readonly actions: Patterns;
  /** Trust policies leave it out: everything. */
  readonly resources: Patterns;
  readonly conditions: Listing<Condition>;
  /** Are `${…}` policy variables? Only in documents of the version 2012-10-17. */
  readonly variables: boolean;
  /** What gives it to its holder, the outermost first: a membership of a group, an attachment, the policy. */
  readonly through?: readonly Resource[];
}

/** What a statement says, wherever it stands: for comparing. */
export function statementText({ effect, actions, resources, conditions, principals, variables }: Statement): string {
  const text = JSON.stringify([effect, actions, resources, conditions, principals ?? ""]);
  return variables && text.includes("${") ? `variables ${text}` : text;
}

/** A policy, or a part of one, that can't be read. */
export interface Unread {
  /** A clause for people: which, and why. */
  readonly text: string;
  /** Where its text stands, so that two models can be held against each other. */
  readonly at?: Place;
  /** What it may speak of; left out: anything. */
  readonly actions?: Patterns;
  /** As in a statement. */
  readonly through?: readonly Resource[];
}

/** What the input shows of some policies. */
export interface Policies {
  readonly statements: readonly Statement[];
  /** What belongs to them, or may, and can't be read. */
  readonly unread: readonly Unread[];
}

export const NO_POLICIES: Policies = { statements: [], unread: [] };

export function mergePolicies(parts: readonly Policies[]): Policies {
  const unread = new Map(parts.flatMap((one) => one.unread).map((one) => [one.text, one]));
  return { statements: parts.flatMap((one) => one.statements), unread: [...unread.values()] };
}

/** Adds what gives policies to their holder. */
export function withAttachment(resource: Resource, { statements, unread }: Policies): Policies {
  const given = <T extends { readonly through?: readonly Resource[] }>(one: T): T => ({
    ...one,
    through: [resource, ...(one.through ?? []).filter((other) => other !== resource)],
  });
  return { statements: statements.map(given), unread: unread.map(given) };
}

/** Everything: what a statement without the element is about. */
export const ALL: Patterns = { not: false, list: { items: ["*"], missing: [] } };
