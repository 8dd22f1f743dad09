import { valueOr } from "../model/index";
import type { Model, Resource } from "../model/index";
import { nearestOf } from "../rules/nearest";
import { quote, withoutSessions } from "../explain/quote";

/** Who signs a request. */
export interface Principal {
  readonly kind: "role" | "user";
  /** Its name, where that is known. */
  readonly name: string | undefined;
  /** Undefined for one that is made elsewhere. */
  readonly resource: Resource | undefined;
  /** True when this configuration makes it, and so shows the policies that it gives it. */
  readonly managed: boolean;
  /** The twelve digits of its account, where an ARN tells. */
  readonly account: string | undefined;
  /** Fit to be shown: its address, or its ARN. */
  readonly called: string;
}

/** Whom policies belong to: a role, a user, or a group of users. */
export type Holder = Pick<Principal, "name" | "resource">;

const IDENTITY = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(role|user|assumed-role)\/(.+)$/;

/**
 * A role or user by its address, its ARN, the ARN of a role's session (`assumed-role`, as access logs show it), or the
 * name of one that the configuration holds. `problem`: why there is none.
 */
export function findPrincipal(model: Model, text: string): Principal | { readonly problem: string } {
  const all = principals(model);
  const own = all.find((one) => one.resource?.address === text) ?? all.find((one) => one.name === text);
  if (own) return own;
  const [, account, word, path = ""] = IDENTITY.exec(text) ?? [];
  if (account !== undefined) {
    const kind = word === "user" ? "user" : "role";
    // A role's ARN ends with its name, after its path; a session's has the name first.
    const parts = path.split("/");
    const name = word === "assumed-role" ? parts[0] : parts.at(-1);
    const same = all.find(
      (one) => one.kind === kind && one.name === name && (one.account === undefined || one.account === account),
    );
    if (same) return { ...same, account };
    return { kind, name, resource: undefined, managed: false, account, called: quote(withoutSessions(text)) };
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

const TYPES = [
  ["aws_iam_role", "role"],
  ["aws_iam_user", "user"],
] as const;

/** Every role and user of the input. */
export function principals(model: Model): readonly Principal[] {
  return TYPES.flatMap(([type, kind]) =>
    model.ofType(type).map((resource): Principal => {
      const arn = valueOr(resource.attributes.text("arn"), undefined);
      const name = valueOr(
        resource.attributes.text(kind === "user" && resource.mode === "data" ? "user_name" : "name"),
        undefined,
      );
      return {
        kind,
        name,
        resource,
        managed: resource.mode === "managed",
        account: arn === undefined ? undefined : IDENTITY.exec(arn)?.[1],
        called: resource.address,
      };
    }),
  );
}
