import { Token } from "cdktf";
import { Construct } from "constructs";
import { CognitoResourceServer } from "../../bindings";
import { ConfigurationError, propOf, type Place } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import { nearest } from "../../nearest";
import type { Pool } from "../pool/pool";
import { requireChecks } from "../../stack/run-rules";

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

/** Cognito's own, which no resource server declares. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
const OPEN_ID: ReadonlySet<string> = new Set(["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"]);

/**
 * The one place where scopes are declared: the resource server, the clients' grants and the routes' demands derive from it.
 * Address: `aws_cognito_resource_server.ID`.
 */
export class ScopeCatalogue<Scope extends string = string> extends Construct {
  private readonly identifier: string;
  readonly names: readonly Scope[];

  constructor(scope: Construct, id: string, props: ScopeCatalogueProps<Scope>) {
    super(scope, id);
    requireChecks(this, props);
    this.names = Object.keys(props.scopes).sort() as Scope[];
    if (props.managed !== false) checkScopes(props.scopes, this.node.path);
    const emits = props.managed !== false && this.names.length > 0;
    this.identifier = !emits ? props.identifier : this.resourceServer(props).identifier;
  }

  /** The scope as tokens and routes carry it: `IDENTIFIER/NAME`. A reference, so that who uses a scope waits for the resource server. */
  scope(name: Scope, place: Place = { path: this.node.path }): string {
    if (!this.names.includes(name)) {
      // As tokens carry it, with the identifier before it.
      const short = name.slice(name.lastIndexOf("/") + 1);
      const meant = this.names.find((one) => one === short) ?? nearest(name, this.names);
      throw new ConfigurationError(
        "scope-unknown",
        place,
        `no scope "${name}" is declared`,
        OPEN_ID.has(name)
          ? "It belongs to OpenID Connect: only openIdScopes of a web client can name it"
          : meant === undefined
            ? `Declare it, or use one of ${this.names.join(", ")}`
            : `Did you mean "${meant}"?`,
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

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html
 * @throws ConfigurationError `scope-name` for what Cognito would refuse
 */
export function checkScopes(scopes: Readonly<Record<string, string>>, path: string): void {
  const problems = new Problems();
  for (const [name, description] of Object.entries<unknown>(scopes)) {
    const place = { path, prop: propOf("scopes", name) };
    const refuse = (found: string, instead: string): void =>
      problems.add(new ConfigurationError("scope-name", place, found, instead));
    if (!/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/.test(name))
      refuse(
        `"${name}" can't name a scope`,
        "Write 1 to 256 of ASCII's letters, digits and signs, without spaces, quotes, / and \\",
      );
    if (Token.isUnresolved(description)) continue;
    if (typeof description !== "string" || description.trim() === "")
      refuse("it has no description", "Say what it allows, in 1 to 256 characters: Cognito requires it");
    else if (description.length > 256)
      refuse(`its description has ${String(description.length)} characters`, "Cognito accepts 256");
  }
  if (Object.keys(scopes).length > 100)
    problems.add(
      new ConfigurationError(
        "scope-name",
        { path, prop: "scopes" },
        `${String(Object.keys(scopes).length)} scopes`,
        "A resource server holds 100; put the others into another API",
      ),
    );
  problems.throwIfAny();
}
