import type { AppleAttribute, AttributeMapping, FacebookAttribute, GoogleAttribute } from "./attributes";

/**
 * A secret as a reference: the value of a sensitive `TerraformVariable`, or of a data source such as
 * `aws_secretsmanager_secret_version`. A literal is refused, because it would stand in the source and in the emitted Terraform.
 * Terraform's state holds it in any case.
 */
export type SecretReference = string;

interface Common<Source extends string> {
  /** Replaces the default mapping. What maps to an attribute of the pool must be writable through each client that lists the provider. @default email, where the kind has it email_verified too */
  readonly attributeMapping?: AttributeMapping<Source>;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/google.html */
export interface GoogleOptions extends Common<GoogleAttribute> {
  readonly kind: "google";
  /** Of the OAuth client in the Google Cloud console. */
  readonly clientId: string;
  /** The OAuth client's secret. */
  readonly clientSecret: SecretReference;
  /** @default openid, email, profile */
  readonly scopes?: readonly ("openid" | "email" | "profile")[];
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html */
export interface FacebookOptions extends Common<FacebookAttribute> {
  readonly kind: "facebook";
  /** The app's id at Meta for Developers. */
  readonly clientId: string;
  /** The app's secret. */
  readonly clientSecret: SecretReference;
  /** @default public_profile, email */
  readonly scopes?: readonly string[];
  /** The version of Facebook's Graph API. @default "v17.0" */
  readonly apiVersion?: string;
}

/**
 * AWS never gives the private key back, so each plan shows it as set again (its value hidden).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html
 */
export interface AppleOptions extends Common<AppleAttribute> {
  readonly kind: "apple";
  /** The services id, e.g. `com.example.sign-in`. */
  readonly clientId: string;
  /** Of the Apple Developer account, 10 characters. */
  readonly teamId: string;
  /** Of the key for Sign in with Apple, 10 characters. */
  readonly keyId: string;
  /** The text of the `.p8` file. */
  readonly privateKey: SecretReference;
  /** @default email, name */
  readonly scopes?: readonly ("email" | "name")[];
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html */
export interface SamlOptions extends Common<string> {
  readonly kind: "saml";
  /** Where the provider publishes its metadata (fetched again every 6 hours), or the document itself. */
  readonly metadata: { readonly url: string } | { readonly document: string };
  /** What clients and sign-in pages call it. Changing it replaces the provider. @default its name here */
  readonly name?: string;
  /** Addresses under these domains lead to this provider, e.g. `example.com`. At most 50. @default none */
  readonly identifiers?: readonly string[];
  /** Whether signing out here signs out there too. @default false */
  readonly signOut?: boolean;
  /** Signs requests to the provider. @default true */
  readonly signRequests?: boolean;
  /** Requires encrypted assertions. @default false */
  readonly encryptedResponses?: boolean;
  /** Accepts answers nobody asked for (started at the provider); that is open to login CSRF. @default false */
  readonly providerInitiated?: boolean;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html */
export interface OidcOptions extends Common<string> {
  readonly kind: "oidc";
  /** `https://…`, to the letter what its tokens carry as `iss`. */
  readonly issuer: string;
  /** The id that the provider gave this pool. */
  readonly clientId: string;
  /** The secret that the provider gave this pool. */
  readonly clientSecret: SecretReference;
  /** Changing it replaces the provider. @default its name here */
  readonly name?: string;
  /** @default openid, email */
  readonly scopes?: readonly string[];
  /** Addresses under these domains lead to this provider. At most 50. @default none */
  readonly identifiers?: readonly string[];
  /** How user info is fetched. @default "GET" */
  readonly attributesMethod?: "GET" | "POST";
  /** For a provider without a discovery document: all four. @default discovered from the issuer */
  readonly endpoints?: {
    readonly authorize: string;
    readonly token: string;
    readonly userInfo: string;
    readonly jwks: string;
  };
}

export type IdentityProviderOptions = GoogleOptions | FacebookOptions | AppleOptions | SamlOptions | OidcOptions;
