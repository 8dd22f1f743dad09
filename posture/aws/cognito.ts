import { readOn, type Bounds, type Fact, type ModelPlace, type NamePattern } from "./fact";
import { SOURCES } from "./sources";

const fact = readOn("2026-11-21");
const model = (shape: string): ModelPlace => ({ service: "cognito-idp", shape });

const MINUTE = 60;
const DAY = 86_400;

/** Limits, names and tiers of user pools. */
export const USER_POOL = {
  /** `REGION_ID`; a replica keeps its primary's. */
  poolId: fact<NamePattern>(
    { pattern: /^[a-z]{2,4}(-[a-z]+)+-\d_[0-9A-Za-z]+$/, words: "REGION_ID, e.g. eu-central-1_AbCdEfGhI" },
    SOURCES.pool,
  ),
  tiers: fact(["LITE", "ESSENTIALS", "PLUS"], SOURCES.tiers, model("UserPoolTierType")),
  /** Versions of the event that a pre-token-generation trigger gets. */
  triggerVersions: fact(["V1_0", "V2_0", "V3_0"], SOURCES.trigger, model("PreTokenGenerationLambdaVersionType")),
  passwordLength: fact<Bounds>({ least: 6, most: 99 }, SOURCES.passwordPolicy, model("PasswordPolicyMinLengthType")),
  passwordHistory: fact<Bounds>({ least: 0, most: 24 }, SOURCES.passwordPolicy, model("PasswordHistorySizeType")),
  /** Days that a password set by an administrator stays good. */
  temporaryPassword: fact<Bounds>(
    { least: 0, most: 365 },
    SOURCES.passwordPolicy,
    model("TemporaryPasswordValidityDaysType"),
  ),
  /** Characters of an attribute's name, without `custom:`. */
  attributeName: fact<Bounds>({ least: 1, most: 20 }, SOURCES.schema, model("CustomAttributeNameType")),
  /** A group's name. Brackets, commas and quotes are left out: the claim that API Gateway hands on couldn't be read. */
  groupName: fact<NamePattern>(
    {
      pattern: /^(?![\s\S]*[[\],"])[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
      words: "1 to 128 letters, digits and signs without spaces, commas, quotes and brackets",
    },
    SOURCES.group,
  ),
  /** Characters of a domain's prefix. */
  domainPrefix: fact<Bounds>({ least: 1, most: 63 }, SOURCES.domain, model("DomainType")),
  /** Words that no prefix holds. */
  domainReserved: fact(["aws", "amazon", "cognito"], SOURCES.domain),
} satisfies Readonly<Record<string, Fact>>;

/** Limits of app clients and of what they are given. */
export const APP_CLIENT = {
  scopes: fact(50, SOURCES.client, model("ScopeListType")),
  callbackUrls: fact(100, SOURCES.client, model("CallbackURLsListType")),
  logoutUrls: fact(100, SOURCES.client, model("LogoutURLsListType")),
  /** Seconds; the model counts in whatever unit the client says. */
  accessToken: fact<Bounds>({ least: 5 * MINUTE, most: DAY }, SOURCES.client),
  idToken: fact<Bounds>({ least: 5 * MINUTE, most: DAY }, SOURCES.client),
  refreshToken: fact<Bounds>({ least: 60 * MINUTE, most: 3650 * DAY }, SOURCES.client),
  /** Seconds that a spent refresh token stays good where refresh tokens rotate. */
  rotationGrace: fact<Bounds>({ least: 0, most: 60 }, SOURCES.rotation, model("RetryGracePeriodSecondsType")),
  serverScopes: fact(100, SOURCES.scopes, model("ResourceServerScopeListType")),
  /** A scope is written IDENTIFIER/NAME, so its name holds no slash of its own. */
  scopeName: fact<NamePattern>(
    {
      pattern: /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/,
      words: "1 to 256 characters without slash, space, quotation mark and backslash",
    },
    SOURCES.scopes,
  ),
} satisfies Readonly<Record<string, Fact>>;
