import { Token } from "cdktf";
import { propOf } from "../../errors/configuration-error";
import { NodeFunction } from "../../compute/node-function";
import {
  addProblem,
  describe,
  matching,
  unchecked,
  choice,
  orFalse,
  flag,
  has,
  isRecord,
  kinds,
  named,
  object,
  oneOf,
  record,
  text,
  unique,
  type PropContext,
  type Shape,
} from "../../props/shape";
import { certificateArn, functionArn, hostName, kmsKeyArn } from "../../props/names";
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

export const json: Shape = (value, prop, look) => {
  named(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || value.includes("${")) return;
  try {
    JSON.parse(value);
  } catch {
    addProblem(look, "input-value", prop, `it is ${describe(value)}`, "Write it as JSON");
  }
};

const managedLogin = choice(
  [
    isRecord,
    object<ManagedLoginOptions>({
      "branding?": choice([isRecord, object<{ settings: string }>({ settings: json })], flag),
    }),
  ],
  flag,
);

/** A domain of one's own, or a prefix of Cognito's, with `more` beside it. */
export function signInDomain(more: Readonly<Record<string, Shape>>): Shape {
  const common = { "managedLogin?": managedLogin, ...more };
  return choice(
    [
      (value) => has("domain")(value) || has("certificateArn")(value),
      object<object>({ domain: hostName, certificateArn, ...common }),
    ],
    object<object>({ prefix: named, ...common }),
  );
}
/** Of `signInDomain`: false for none. */
export const SIGN_IN_DOMAIN: Shape = orFalse(signInDomain({}));

/** A folder, a function's options (which the function looks at), a function, or an ARN. */
export const called: Shape = choice(
  [(value) => value instanceof NodeFunction, unchecked],
  [has("functionArn"), object<{ functionArn: string }>({ functionArn })],
  [isRecord, unchecked],
  [
    (value) => typeof value === "string" && /^arn:aws/.test(value),
    (value, prop, look) =>
      addProblem(look, "input-type", prop, `it is ${describe(value)}`, `Write { functionArn: ${describe(value)} }`),
  ],
  named,
);

export const TRIGGERS_SHAPE: Shape = object<UserPoolTriggers>({
  "preSignUp?": called,
  "postConfirmation?": called,
  "preAuthentication?": called,
  "postAuthentication?": called,
  "customMessage?": called,
  "defineAuthChallenge?": called,
  "createAuthChallenge?": called,
  "verifyAuthChallengeResponse?": called,
  "userMigration?": called,
  "customEmailSender?": called,
  "customSmsSender?": called,
  "kmsKeyArn?": kmsKeyArn,
});

export const TOKEN_TRIGGER: Shape = object<TokenTriggerOptions>({
  "version?": oneOf("V1_0", "V2_0", "V3_0"),
  "claims?": record(unchecked),
  "function?": called,
});

const attributeMapping = record(named);
/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (IdpIdentifiers) */
const identifiers = unique(
  matching(/^[\w\s+=.@-]{1,40}$/, "Write at most 40 letters, digits, blanks and +=.@-"),
  0,
  undefined,
  50,
);
export const PROVIDERS = {
  google: object<GoogleOptions>({
    kind: text,
    clientId: named,
    clientSecret: named,
    "scopes?": unique(oneOf("openid", "email", "profile")),
    "attributeMapping?": attributeMapping,
  }),
  facebook: object<FacebookOptions>({
    kind: text,
    clientId: named,
    clientSecret: named,
    "scopes?": unique(named),
    "apiVersion?": named,
    "attributeMapping?": attributeMapping,
  }),
  apple: object<AppleOptions>({
    kind: text,
    clientId: named,
    teamId: named,
    keyId: named,
    privateKey: named,
    "scopes?": unique(oneOf("email", "name")),
    "attributeMapping?": attributeMapping,
  }),
  saml: object<SamlOptions>({
    kind: text,
    metadata: choice(
      [
        has("document"),
        object<{ document: string }>({ document: matching(/^\s*</, "Write the metadata as XML, or url") }),
      ],
      object<{ url: string }>({ url: named }),
    ),
    "name?": named,
    "identifiers?": identifiers,
    "signOut?": flag,
    "signRequests?": flag,
    "encryptedResponses?": flag,
    "providerInitiated?": flag,
    "attributeMapping?": attributeMapping,
  }),
  oidc: object<OidcOptions>({
    kind: text,
    issuer: named,
    clientId: named,
    clientSecret: named,
    "name?": named,
    "scopes?": unique(named),
    "identifiers?": identifiers,
    "attributesMethod?": oneOf("GET", "POST"),
    "endpoints?": { authorize: named, token: named, userInfo: named, jwks: named },
    "attributeMapping?": attributeMapping,
  }),
} as const;

const each = record(kinds("kind", PROVIDERS));

/** By an identifier a sign-in chooses its provider, so it can be of one only. */
export const IDENTITY_PROVIDERS: Shape = Object.assign(
  (value: unknown, prop: string, look: PropContext) => {
    each(value, prop, look);
    const first = new Map<unknown, string>();
    for (const [name, provider] of Object.entries(isRecord(value) ? value : {})) {
      const identifiers = isRecord(provider) && Array.isArray(provider["identifiers"]) ? provider["identifiers"] : [];
      for (const [at, identifier] of identifiers.entries()) {
        const other = first.get(identifier) ?? name;
        first.set(identifier, other);
        if (other === name) continue;
        const where = propOf(propOf(propOf(prop, name), "identifiers"), at);
        addProblem(look, "input-value", where, `${describe(identifier)} leads to ${other} already`, "Write another");
      }
    }
  },
  { within: each.within },
);
