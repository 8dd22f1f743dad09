import { Token } from "cdktf";
import { Construct } from "constructs";
import { CognitoIdentityProvider } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import type { Pool } from "../pool/pool";
import { writableAttributes } from "./attributes";
import { providerArguments } from "./provider-details";
import type { IdentityProviderOptions } from "./provider-options";
import { requireChecks } from "../../stack/run-rules";
import { parseUrl } from "../../../posture/claims/parse-url";

export type IdentityProviderProps = IdentityProviderOptions & { readonly pool: Pool };

/** The names a provider can't have, besides what AWS's own pattern forbids. */
const RESERVED = new Set(["COGNITO", "Google", "Facebook", "SignInWithApple", "LoginWithAmazon"]);

/**
 * A place elsewhere where people have their account: Google, Facebook, Apple, SAML or OpenID Connect. Address:
 * `aws_cognito_identity_provider.ID`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 *
 * At the provider, allow the redirect `SIGN_IN_URL/oauth2/idpresponse` (SAML: `SIGN_IN_URL/saml2/idpresponse`, audience
 * `urn:amazon:cognito:sp:POOL_ID`).
 */
export class IdentityProvider extends Construct {
  readonly resource: CognitoIdentityProvider;
  /** The pool's attributes that the provider fills, and that a client which lists the provider must be allowed to write. */
  readonly writes: readonly string[];

  constructor(scope: Construct, id: string, props: IdentityProviderProps) {
    super(scope, id);
    requireChecks(this, props);
    const rendered = providerArguments(props, id);
    const url = "metadata" in props && "url" in props.metadata ? props.metadata.url : undefined;
    Problems.check(
      () => this.checkName(props, rendered.name),
      () => this.checkSecret(props),
      () => "issuer" in props && this.checkUrl("issuer", props.issuer),
      () => url !== undefined && this.checkUrl("metadata.url", url),
    );
    this.writes = writableAttributes(rendered.mapping);
    this.resource = new CognitoIdentityProvider(this, "Resource", {
      userPoolId: props.pool.poolId,
      providerName: rendered.name,
      providerType: rendered.type,
      providerDetails: rendered.details,
      attributeMapping: rendered.mapping,
      idpIdentifiers: "identifiers" in props ? props.identifiers?.slice() : undefined,
      lifecycle:
        rendered.ignored.length === 0
          ? undefined
          : { ignoreChanges: rendered.ignored.map((key) => `provider_details["${key}"]`) },
    });
  }

  /** What clients list. A reference, so that a client waits for the provider: AWS refuses names it doesn't know. */
  get providerName(): string {
    return this.resource.providerName;
  }

  private checkName({ kind }: IdentityProviderOptions, name: string): void {
    if ((kind !== "saml" && kind !== "oidc") || Token.isUnresolved(name)) return;
    if (/^[^_\s]{3,32}$/u.test(name) && !RESERVED.has(name)) return;
    throw new ConfigurationError(
      "federation-name",
      this.node.path,
      `AWS accepts no provider called "${name}"`,
      "Give it a name of 3 to 32 characters without spaces and underscores that isn't a social provider's",
    );
  }

  /** The type can't tell a reference from a literal, since both are strings. */
  private checkSecret(options: IdentityProviderOptions): void {
    const [field, secret] =
      options.kind === "saml"
        ? []
        : options.kind === "apple"
          ? (["privateKey", options.privateKey] as const)
          : (["clientSecret", options.clientSecret] as const);
    if (secret === undefined || Token.isUnresolved(secret)) return;
    throw new ConfigurationError(
      "federation-secret-literal",
      { path: this.node.path, prop: field },
      "the secret stands in the source",
      `Write new TerraformVariable(stack, "…", { type: "string", sensitive: true }).stringValue, or read it from Secrets Manager by a data source`,
    );
  }

  private checkUrl(field: string, url: string): void {
    if (Token.isUnresolved(url) || (/^https:\/\/[^\s/]+/.test(url) && parseUrl(url))) return;
    throw new ConfigurationError(
      "federation-url",
      { path: this.node.path, prop: field },
      `"${url}" is not an https address`,
      "Write https://… as the provider documents it",
    );
  }
}
