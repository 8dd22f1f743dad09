import { valueOr, type Model } from "../../posture/model";
import type { AppliedRoute } from "./applied";
import { assumeRole } from "./assume-role";
import type { Caller } from "./callers";
import { rolesAllowed } from "./iam";
import type { Credentials } from "./sigv4";

/** Takes on roles of the stack, each once. */
export class SignerSource {
  readonly #taken = new Map<string, Promise<Credentials>>();

  constructor(
    private readonly url: string,
    readonly region: string,
    private readonly model: Model,
  ) {}

  /** Credentials of a role by its name; undefined for a role that isn't the stack's. */
  async of(role: string): Promise<Credentials | undefined> {
    const arn = this.model
      .ofType("aws_iam_role")
      .filter((resource) => valueOr(resource.attributes.text("name"), undefined) === role)
      .map((resource) => valueOr(resource.attributes.text("arn"), undefined))
      .find((found) => found !== undefined);
    if (arn === undefined) return undefined;
    const credentials = this.#taken.get(role) ?? assumeRole(this.url, this.region, arn);
    this.#taken.set(role, credentials);
    return credentials;
  }

  /** Who signs at a route behind IAM: each role that may call it, well and badly, and one that may not. */
  async callersOf(route: AppliedRoute): Promise<readonly Caller[]> {
    const callers: Caller[] = [];
    const allowed = rolesAllowed(this.model, route);
    for (const role of allowed) {
      const credentials = await this.of(role);
      if (credentials === undefined) continue;
      callers.push(
        { name: "signed by an allowed role", signer: { role, credentials } },
        { name: "signed with another secret", signer: { role, credentials, flaw: "another secret" } },
        { name: "signed for another path", signer: { role, credentials, flaw: "another path" } },
      );
    }
    const other = this.model
      .ofType("aws_iam_role")
      .flatMap((resource) => valueOr(resource.attributes.text("name"), undefined) ?? [])
      .find((name) => !allowed.includes(name));
    const credentials = other === undefined ? undefined : await this.of(other);
    if (other !== undefined && credentials !== undefined)
      callers.push({ name: "signed by another role", signer: { role: other, credentials } });
    return callers;
  }
}
