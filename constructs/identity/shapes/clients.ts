import { Token } from "cdktf";
import {
  addProblem,
  flag,
  named,
  number,
  numeric,
  object,
  oneOf,
  optional,
  unique,
  type Shape,
  matching,
} from "../../props/shape";
import type { MachineClientOptions } from "../clients/machine-client";
import type { RotatingMachineClientOptions } from "../clients/rotating-machine-client";
import type { TokenLifetimes } from "../clients/token-lifetimes";
import type { OpenIdScope, WebClientOptions } from "../clients/web-client";

const scopes = unique(named, 1, "machine-client-scopes");

/** Where a browser goes: Cognito takes https, http on this machine, and an app's own scheme, without a fragment. */
const address: Shape = named;

const OPENID = [
  "openid",
  "email",
  "profile",
  "phone",
  "aws.cognito.signin.user.admin",
] as const satisfies OpenIdScope[];

/** Ranges of lifetimes are looked at where they are set. */
export const WEB_CLIENT: Shape = object<WebClientOptions<string>>({
  callbackUrls: unique(address, 1),
  logoutUrls: optional(unique(address)),
  scopes: unique(named),
  openIdScopes: optional((value, prop, look) => {
    unique(oneOf(...OPENID))(value, prop, look);
    if (!Array.isArray(value) || value.length === 0 || value.includes("openid")) return;
    const found = "it lacks openid, without which Cognito accepts none of the others";
    addProblem(look, "client-openid-scopes", prop, found, 'Add "openid"');
  }),
  confidential: optional(flag),
  lifetimes: optional(
    object<TokenLifetimes>({
      accessTokenMinutes: optional(numeric),
      idTokenMinutes: optional(numeric),
      refreshTokenDays: optional(numeric),
    }),
  ),
  refreshTokenRotation: optional(
    object<{ retryGracePeriodSeconds: number }>({
      retryGracePeriodSeconds: number(0, 60, "seconds", "refresh-token-rotation"),
    }),
  ),
  writeAttributes: optional(unique(named)),
  identityProviders: optional(unique(named, 1)),
  choiceBasedSignIn: optional(flag),
  srpSignIn: optional(flag),
  customSignIn: optional(flag),
});

const recovery = optional((value, prop, look) => {
  number(0, 30, "days", "secret-recovery")(value, prop, look);
  if (typeof value === "number" && !Token.isUnresolved(value) && value > 0 && value < 7)
    addProblem(look, "secret-recovery", prop, `it is ${String(value)}`, "Write 0, or 7 to 30 days");
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const secretName = matching(/^[\w/+=.@-]{1,512}$/, "Write 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-");

export const MACHINE_CLIENT: Shape = object<MachineClientOptions<string>>({
  scopes,
  accessTokenMinutes: optional(numeric),
  secretsManager: optional(
    object<NonNullable<MachineClientOptions<string>["secretsManager"]>>({
      name: secretName,
      kmsKeyId: optional(named),
      recoveryWindowInDays: recovery,
    }),
  ),
});

export const ROTATING_MACHINE_CLIENT: Shape = object<RotatingMachineClientOptions<string>>({
  scopes,
  current: named,
  previous: optional(named),
  accessTokenMinutes: optional(numeric),
  secretName: optional(secretName),
  kmsKeyId: optional(named),
  recoveryWindowInDays: recovery,
});
