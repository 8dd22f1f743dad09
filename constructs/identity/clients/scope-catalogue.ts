import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import { Construct } from "constructs";
import { ConfigurationError } from "../../errors/configuration-error";
import { nearest } from "../../nearest";
import type { Pool } from "../pool/pool";

export interface ScopeCatalogueProps<Scope extends string> {
  /** The pool that issues tokens with these scopes. */
  readonly pool: Pool;
  /** What every scope string begins with, e.g. `https://api.example.com` or `notes-api`. Changing it changes every scope string. */
  readonly identifier: string;
  /** What the console calls the resource server. */
  readonly name: string;
  /** Each scope's name with its description, at most 100. A name holds no `/`. */
  readonly scopes: Readonly<Record<Scope, string>>;
  /** False where the resource server is managed elsewhere; the catalogue then emits nothing, as for no scopes. @default true */
  readonly managed?: boolean;
}

/**
 * The one place where scopes are declared: the resource server, the clients' grants and the routes' demands derive from it.
 * Address: `aws_cognito_resource_server.ID`.
 */
export class ScopeCatalogue<Scope extends string = string> extends Construct {
  private readonly identifier: string;
  readonly names: readonly Scope[];

  constructor(scope: Construct, id: string, props: ScopeCatalogueProps<Scope>) {
    super(scope, id);
    this.names = Object.keys(props.scopes).sort() as Scope[];
    const emits = props.managed !== false && this.names.length > 0;
    this.identifier = !emits ? props.identifier : this.resourceServer(props).identifier;
  }

  /** The scope as tokens and routes carry it: `IDENTIFIER/NAME`. A reference, so that who uses a scope waits for the resource server. */
  scope(name: Scope): string {
    if (!this.names.includes(name)) {
      const meant = nearest(name, this.names);
      throw new ConfigurationError(
        "scope-undeclared",
        this.node.path,
        `no scope "${name}" is declared`,
        meant === undefined ? `Declare it, or use one of ${this.names.join(", ")}` : `Did you mean "${meant}"?`,
      );
    }
    return `${this.identifier}/${name}`;
  }

  private resourceServer(props: ScopeCatalogueProps<Scope>): CognitoResourceServer {
    return new CognitoResourceServer(this, "Resource", {
      userPoolId: props.pool.poolId,
      identifier: props.identifier,
      name: props.name,
      scope: this.names.map((name) => ({ scopeName: name, scopeDescription: props.scopes[name] })),
    });
  }
}
