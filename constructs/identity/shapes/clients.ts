import { Token } from "cdktf";
import {
  addProblem,
  flag,
  named,
  number,
  numeric,
  object,
  oneOf,
  textUpTo,
  unique,
  type PropContext,
  type Shape,
  matching,
} from "../../props/shape";
import { kmsKeyId } from "../../props/names";
import type { MachineClientOptions } from "../clients/machine-client";
import type { RotatingMachineClientOptions } from "../clients/rotating-machine-client";
import type { OpenIdScope, WebClientOptions } from "../clients/web-client";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (ClientName) */
export function clientName(name: string, prop: string, look: PropContext): void {
  if (!/^[\w+=,.@-][\w\s+=,.@-]{0,94}$/.test(name))
    addProblem(
      look,
      "client-name",
      prop,
      "it can't name an app client",
      "Write 1 to 95 of A-Z, a-z, 0-9, blanks and _+=,.@-",
    );
}

const scopes = unique(named, 1, "machine-client-scopes");

const OPENID: OpenIdScope[] = ["openid", "email", "profile", "phone", "aws.cognito.signin.user.admin"];

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (CallbackURLs, LogoutURLs) */
const address = textUpTo(1024);

/** Ranges of lifetimes are looked at where they are set. */
export const WEB_CLIENT: Shape = object<WebClientOptions<string>>({
  callbackUrls: unique(address, 1),
  "logoutUrls?": unique(address),
  scopes: unique(named),
  "openIdScopes?": (value, prop, look) => {
    unique(oneOf(...OPENID))(value, prop, look);
    if (!Array.isArray(value) || value.length === 0 || value.includes("openid")) return;
    const found = "it lacks openid, without which Cognito accepts none of the others";
    addProblem(look, "client-openid-scopes", prop, found, 'Add "openid"');
  },
  "confidential?": flag,
  "lifetimes?": { "accessTokenMinutes?": numeric, "idTokenMinutes?": numeric, "refreshTokenDays?": numeric },
  "refreshTokenRotation?": { retryGracePeriodSeconds: number(0, 60, "seconds", "refresh-token-rotation") },
  "writeAttributes?": unique(named),
  "identityProviders?": unique(named, 1),
  "choiceBasedSignIn?": flag,
  "srpSignIn?": flag,
  "customSignIn?": flag,
});

const recovery: Shape = (value, prop, look) => {
  number(0, 30, "days", "secret-recovery")(value, prop, look);
  if (typeof value === "number" && !Token.isUnresolved(value) && value > 0 && value < 7)
    addProblem(look, "secret-recovery", prop, `it is ${String(value)}`, "Write 0, or 7 to 30 days");
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const secretName = matching(/^[\w/+=.@-]{1,512}$/, "Write 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-");

export const MACHINE_CLIENT: Shape = object<MachineClientOptions<string>>({
  scopes,
  "accessTokenMinutes?": numeric,
  "secretsManager?": { name: secretName, "kmsKeyId?": kmsKeyId, "recoveryWindowInDays?": recovery },
});

export const ROTATING_MACHINE_CLIENT: Shape = object<RotatingMachineClientOptions<string>>({
  scopes,
  current: named,
  "previous?": named,
  "accessTokenMinutes?": numeric,
  "secretName?": secretName,
  "kmsKeyId?": kmsKeyId,
  "recoveryWindowInDays?": recovery,
});
