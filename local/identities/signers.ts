import { allowedAt, findPrincipal } from "../../posture/explain/index";
import { valueOr, type Model } from "../../posture/model/index";
import { explainRequest, type AppliedRoute } from "../terraform/applied";
import { assumeRole } from "./assume-role";
import type { Caller, Signer } from "./caller";
import type { Credentials } from "./sigv4";

/** Takes on roles of the stack, each once. */
export class SignerSource {
  readonly #taken = new Map<string, Promise<Credentials>>();

  constructor(
    private readonly url: string,
    readonly region: string,
    private readonly model: Model,
  ) {}

  /** Credentials of a role by its address or name; undefined for a role that isn't the stack's. */
  async of(role: string): Promise<Credentials | undefined> {
    return (await this.signer(role))?.credentials;
  }

  private async signer(text: string): Promise<Signer | undefined> {
    const found = findPrincipal(this.model, text);
    if ("problem" in found || found.kind !== "role" || found.resource === undefined) return undefined;
    const arn = valueOr(found.resource.attributes.text("arn"), undefined);
    if (arn === undefined || found.name === undefined) return undefined;
    const taken = this.#taken.get(arn) ?? assumeRole(this.url, this.region, arn);
    this.#taken.set(arn, taken);
    return { role: found.name, principal: found.resource.address, credentials: await taken };
  }

  /**
   * Who signs at a route behind IAM: each role that may call it, well and badly, and one that may not.
   * @param declared roles that are to be let in, by address
   */
  async callersOf(route: AppliedRoute, declared: readonly string[] = []): Promise<readonly Caller[]> {
    const { model } = this;
    const certain = allowedAt(model, route, explainRequest(route, true)).flatMap(({ resource }) => resource ?? []);
    const named = model
      .ofType("aws_iam_role")
      .filter(({ address, mode }) => mode === "managed" && declared.includes(address));
    const allowed = [...new Set([...certain, ...named].map(({ address }) => address))];
    const callers: Caller[] = [];
    for (const address of allowed) {
      const signer = await this.signer(address);
      if (signer === undefined) continue;
      callers.push(
        { name: "signed by an allowed role", signer },
        { name: "signed with another secret", signer: { ...signer, flaw: "secret" } },
        { name: "signed for another path", signer: { ...signer, flaw: "request" } },
      );
    }
    const other = model
      .ofType("aws_iam_role")
      .find(({ address, mode }) => mode === "managed" && !allowed.includes(address));
    const signer = other === undefined ? undefined : await this.signer(other.address);
    if (signer !== undefined) callers.push({ name: "signed by another role", signer });
    return callers;
  }
}
