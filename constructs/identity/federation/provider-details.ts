import type { AttributeMapping } from "./attributes";
import type {
  AppleOptions,
  FacebookOptions,
  GoogleOptions,
  IdentityProviderOptions,
  OidcOptions,
  SamlOptions,
} from "./provider-options";

export interface ProviderArguments {
  readonly type: "Google" | "Facebook" | "SignInWithApple" | "SAML" | "OIDC";
  /** Fixed for the social providers, else the given name. */
  readonly name: string;
  readonly details: Readonly<Record<string, string>>;
  readonly mapping: Readonly<Record<string, string>>;
  /** Keys of the details that AWS adds by itself, different for every pool: they would show a change in every plan. */
  readonly ignored: readonly string[];
}

/**
 * The details as AWS describes them, defaults included: what AWS adds and Terraform doesn't know shows a change in every plan with provider 5.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (ProviderDetails)
 */
export function providerArguments(options: IdentityProviderOptions, name: string): ProviderArguments {
  switch (options.kind) {
    case "google":
      return google(options);
    case "facebook":
      return facebook(options);
    case "apple":
      return apple(options);
    case "saml":
      return saml(options, name);
    case "oidc":
      return oidc(options, name);
  }
}

function google(options: GoogleOptions): ProviderArguments {
  return {
    type: "Google",
    name: "Google",
    details: {
      client_id: options.clientId,
      client_secret: options.clientSecret,
      authorize_scopes: (options.scopes ?? ["openid", "email", "profile"]).join(" "),
      attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
      attributes_url_add_attributes: "true",
      authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
      oidc_issuer: "https://accounts.google.com",
      token_request_method: "POST",
      token_url: "https://www.googleapis.com/oauth2/v4/token",
    },
    mapping: mapping(options.attributeMapping ?? { email: "email", email_verified: "email_verified" }, "sub"),
    ignored: [],
  };
}

function facebook(options: FacebookOptions): ProviderArguments {
  const version = options.apiVersion ?? "v17.0";
  const graph = `https://graph.facebook.com/${version}`;
  return {
    type: "Facebook",
    name: "Facebook",
    details: {
      client_id: options.clientId,
      client_secret: options.clientSecret,
      authorize_scopes: (options.scopes ?? ["public_profile", "email"]).join(", "),
      api_version: version,
      attributes_url: `${graph}/me?fields=`,
      attributes_url_add_attributes: "true",
      authorize_url: `https://www.facebook.com/${version}/dialog/oauth`,
      token_request_method: "GET",
      token_url: `${graph}/oauth/access_token`,
    },
    mapping: mapping(options.attributeMapping ?? { email: "email" }, "id"),
    ignored: [],
  };
}

function apple(options: AppleOptions): ProviderArguments {
  return {
    type: "SignInWithApple",
    name: "SignInWithApple",
    details: {
      client_id: options.clientId,
      team_id: options.teamId,
      key_id: options.keyId,
      private_key: options.privateKey,
      authorize_scopes: (options.scopes ?? ["email", "name"]).join(" "),
      attributes_url_add_attributes: "false",
      authorize_url: "https://appleid.apple.com/auth/authorize",
      oidc_issuer: "https://appleid.apple.com",
      token_request_method: "POST",
      token_url: "https://appleid.apple.com/auth/token",
    },
    mapping: mapping(options.attributeMapping ?? { email: "email", email_verified: "email_verified" }, "sub"),
    ignored: [],
  };
}

function saml(options: SamlOptions, name: string): ProviderArguments {
  return {
    type: "SAML",
    name: options.name ?? name,
    details: {
      ...("url" in options.metadata
        ? { MetadataURL: options.metadata.url }
        : { MetadataFile: options.metadata.document }),
      IDPSignout: String(options.signOut ?? false),
      IDPInit: String(options.providerInitiated ?? false),
      EncryptedResponses: String(options.encryptedResponses ?? false),
      ...((options.signRequests ?? true) ? { RequestSigningAlgorithm: "rsa-sha256" } : {}),
    },
    // The user name is the subject's NameID; AWS accepts no mapping for it.
    mapping: mapping(options.attributeMapping ?? { email: SAML_EMAIL }),
    ignored: ["ActiveEncryptionCertificate", "SLORedirectBindingURI", "SSORedirectBindingURI"],
  };
}

const SAML_EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

function oidc(options: OidcOptions, name: string): ProviderArguments {
  const { endpoints } = options;
  return {
    type: "OIDC",
    name: options.name ?? name,
    details: {
      client_id: options.clientId,
      client_secret: options.clientSecret,
      authorize_scopes: (options.scopes ?? ["openid", "email"]).join(" "),
      oidc_issuer: options.issuer,
      attributes_request_method: options.attributesMethod ?? "GET",
      attributes_url_add_attributes: "false",
      ...(endpoints === undefined
        ? {}
        : {
            authorize_url: endpoints.authorize,
            token_url: endpoints.token,
            attributes_url: endpoints.userInfo,
            jwks_uri: endpoints.jwks,
          }),
    },
    // Without `email_verified`: how much a provider's word on that counts is for the author to say.
    mapping: mapping(options.attributeMapping ?? { email: "email" }, "sub"),
    ignored: endpoints === undefined ? ["authorize_url", "token_url", "attributes_url", "jwks_uri"] : [],
  };
}

/** @param username what becomes the user's name; AWS fixes it for each kind, and shows a change in every plan when it isn't written */
function mapping(attributes: AttributeMapping, username?: string): Record<string, string> {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(username === undefined ? given : [["username", username], ...given]);
}
