import { valueOr, type Model, type Resource } from "../model";
import { quote, withoutSessions } from "../redact/quote";
import { nearestOf } from "../nearest";

/** Whom policies belong to: a role, a user, or a group of users. */
export interface Holder {
  readonly type: "aws_iam_role" | "aws_iam_user" | "aws_iam_group";
  /** Its name, where that is known. */
  readonly name: string | undefined;
  /** Undefined for one that is made elsewhere. */
  readonly resource: Resource | undefined;
}

/** A role or user: who signs a request. */
export interface Identity extends Holder {
  readonly kind: "role" | "user";
  /** True when this configuration makes it, and so shows the policies that it gives it. */
  readonly managed: boolean;
  /** The twelve digits of its account, where an ARN tells. */
  readonly account: string | undefined;
  /** Fit to be shown: its address, or its ARN. */
  readonly called: string;
}

/** Who signs with the credentials that a Cognito identity pool gives out. */
export interface PoolIdentity {
  readonly kind: "guests" | "signed-in";
  /** The aws_cognito_identity_pool. */
  readonly pool: Resource;
  readonly called: string;
}

/** Somebody whose own policies no plan holds. */
export interface ExternalPrincipal {
  readonly kind: "account" | "organization" | "service" | "federated" | "everyone";
  /** An account's number, an organization's id, a service's or provider's name, `*`. */
  readonly id: string;
  readonly called: string;
}

export type Principal = Identity | PoolIdentity | ExternalPrincipal;

export function isIdentity(principal: Principal): principal is Identity {
  return principal.kind === "role" || principal.kind === "user";
}

const IDENTITY = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(role|user|assumed-role)\/(.+)$/;

/** What an ARN of a role, a user or a role's session names. */
export interface IdentityArn {
  readonly account: string;
  readonly kind: "role" | "user";
  readonly name: string;
  /** The name of the session, where it is one. */
  readonly session?: string;
}

export function identityArn(text: string): IdentityArn | undefined {
  const [, account, word, path = ""] = IDENTITY.exec(text) ?? [];
  if (account === undefined) return undefined;
  // A role's ARN ends with its name, after its path; a session's has the name first.
  const parts = path.split("/");
  const kind = word === "user" ? "user" : "role";
  if (word !== "assumed-role") return { account, kind, name: parts.at(-1) ?? "" };
  return { account, kind, name: parts[0] ?? "", session: parts.slice(1).join("/") };
}

/**
 * A role or user by its address, its ARN, the ARN of a role's session (`assumed-role`, as access logs show it), or the
 * name of one that the configuration holds. `problem`: why there is none.
 */
export function findPrincipal(model: Model, text: string): Identity | { readonly problem: string } {
  const all = identities(model);
  const own = all.find((one) => one.resource?.address === text) ?? all.find((one) => one.name === text);
  if (own) return own;
  const arn = identityArn(text);
  if (arn) {
    const { account, kind, name } = arn;
    const same = all.find(
      (one) => one.kind === kind && one.name === name && (one.account === undefined || one.account === account),
    );
    if (same) return { ...same, account };
    const called = quote(withoutSessions(text));
    return { kind, type: `aws_iam_${kind}`, name, resource: undefined, managed: false, account, called };
  }
  if (/^arn:[\w-]+:iam::\d{12}:root$/.test(text))
    return { problem: `${quote(text)} is a whole account; name the role or user whose credentials sign the request.` };
  const names = all.flatMap((one) => [one.resource?.address ?? [], one.name ?? []].flat());
  const nearest = nearestOf(text, names);
  const here = all.flatMap((one) => one.resource?.address ?? []).slice(0, 5);
  return {
    problem: `${quote(text)} is no role or user of this input, and no ARN of one.${
      nearest === undefined ? "" : ` Is ${quote(nearest)} meant?`
    } There are: ${here.join(", ") || "none"}. One that is made elsewhere is named by its ARN: arn:aws:iam::123456789012:role/NAME.`,
  };
}

/** Every role and user of the input. */
export function identities(model: Model): readonly Identity[] {
  return (["role", "user"] as const).flatMap((kind) =>
    model.ofType(`aws_iam_${kind}`).map((resource) => identityOf(resource, kind)),
  );
}

export function identityOf(resource: Resource, kind: Identity["kind"]): Identity {
  const arn = valueOr(resource.attributes.text("arn"), undefined);
  const attribute = kind === "user" && resource.mode === "data" ? "user_name" : "name";
  return {
    kind,
    type: `aws_iam_${kind}`,
    name: valueOr(resource.attributes.text(attribute), undefined),
    resource,
    managed: resource.mode === "managed",
    account: arn === undefined ? undefined : identityArn(arn)?.account,
    called: resource.address,
  };
}

/** The ARN of a role or user, where it is known. */
export function arnOf({ resource }: Identity): string | undefined {
  return resource && valueOr(resource.attributes.text("arn"), undefined);
}
