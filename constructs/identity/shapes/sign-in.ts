import { NodeFunction } from "../../compute/node-function";
import {
  unchecked,
  choice,
  either,
  flag,
  isRecord,
  kinds,
  named,
  object,
  oneOf,
  optional,
  record,
  text,
  unique,
  type Shape,
} from "../../props/shape";
import { functionArn } from "../../props/names";
import type {
  AppleOptions,
  FacebookOptions,
  GoogleOptions,
  OidcOptions,
  SamlOptions,
} from "../federation/provider-options";
import type { TokenTriggerOptions } from "../identity-props";
import type { ManagedLoginOptions } from "../sign-in/managed-login";
import type { UserPoolTriggers } from "../triggers/trigger-options";

const always = (): boolean => true;
const has = (key: string) => (value: unknown) => isRecord(value) && key in value;

const managedLogin = optional(
  choice(
    [
      isRecord,
      object<ManagedLoginOptions>({
        branding: optional(choice([isRecord, object<{ settings: string }>({ settings: named })], [always, flag])),
      }),
    ],
    [always, flag],
  ),
);

/** Of `signInDomain`: false for none. */
export const SIGN_IN_DOMAIN: Shape = either(
  false,
  choice(
    [
      (value) => has("domain")(value) || has("certificateArn")(value),
      object<{ domain: string; certificateArn: string; managedLogin?: unknown }>({
        domain: named,
        certificateArn: named,
        managedLogin,
      }),
    ],
    [always, object<{ prefix: string; managedLogin?: unknown }>({ prefix: named, managedLogin })],
  ),
);

/** A folder, a function's options (which the function looks at), a function, or an ARN. */
const called: Shape = choice(
  [(value) => value instanceof NodeFunction, unchecked],
  [has("functionArn"), object<{ functionArn: string }>({ functionArn })],
  [isRecord, unchecked],
  [always, named],
);

export const TRIGGERS_SHAPE: Shape = object<UserPoolTriggers>({
  preSignUp: optional(called),
  postConfirmation: optional(called),
  preAuthentication: optional(called),
  postAuthentication: optional(called),
  customMessage: optional(called),
  defineAuthChallenge: optional(called),
  createAuthChallenge: optional(called),
  verifyAuthChallengeResponse: optional(called),
  userMigration: optional(called),
  customEmailSender: optional(called),
  customSmsSender: optional(called),
  kmsKeyArn: optional(named),
});

export const TOKEN_TRIGGER: Shape = object<TokenTriggerOptions>({
  version: optional(oneOf("V1_0", "V2_0", "V3_0")),
  claims: optional(record(unchecked)),
  function: optional(called),
});

const attributeMapping = optional(record(named));
const identifiers = optional(unique(named));
const PROVIDERS = {
  google: object<GoogleOptions>({
    kind: text,
    clientId: named,
    clientSecret: named,
    scopes: optional(unique(oneOf("openid", "email", "profile"))),
    attributeMapping,
  }),
  facebook: object<FacebookOptions>({
    kind: text,
    clientId: named,
    clientSecret: named,
    scopes: optional(unique(named)),
    apiVersion: optional(named),
    attributeMapping,
  }),
  apple: object<AppleOptions>({
    kind: text,
    clientId: named,
    teamId: named,
    keyId: named,
    privateKey: named,
    scopes: optional(unique(oneOf("email", "name"))),
    attributeMapping,
  }),
  saml: object<SamlOptions>({
    kind: text,
    metadata: choice(
      [has("document"), object<{ document: string }>({ document: named })],
      [always, object<{ url: string }>({ url: named })],
    ),
    name: optional(named),
    identifiers,
    signOut: optional(flag),
    signRequests: optional(flag),
    encryptedResponses: optional(flag),
    providerInitiated: optional(flag),
    attributeMapping,
  }),
  oidc: object<OidcOptions>({
    kind: text,
    issuer: named,
    clientId: named,
    clientSecret: named,
    name: optional(named),
    scopes: optional(unique(named)),
    identifiers,
    attributesMethod: optional(oneOf("GET", "POST")),
    endpoints: optional(
      object<NonNullable<OidcOptions["endpoints"]>>({ authorize: named, token: named, userInfo: named, jwks: named }),
    ),
    attributeMapping,
  }),
} as const;

export const IDENTITY_PROVIDER: Shape = kinds("kind", PROVIDERS);
