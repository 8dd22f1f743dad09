import { chain, known, listing, map, unknown as unread, type Listing, type Pool, type Value } from "../../model/index";
import { broadened, unknown, protective, neutral, type ChangeKind, type Citation, type Detector } from "../change";
import { type EntityDiff, type ChangeText, keptManaged } from "../entity-diff";
import { nameOf } from "../../redact/name";

/** By what people show a second time who they are, and which devices may stand in for it. */
export const secondFactors: Detector = {
  source:
    "Cognito API: SetUserPoolMfaConfig https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html; DeviceConfigurationType https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeviceConfigurationType.html",
  codes: {
    "pool-second-factor-added": {
      title: "Users can use one more kind of second factor",
      kinds: ["broadened", "protective", "neutral"],
    },
    "pool-second-factor-removed": {
      title: "Users can no longer use a kind of second factor",
      kinds: ["broadened", "narrowed", "neutral"],
    },
    "pool-devices-trusted": broadened("More devices stand in for the second factor"),
    "pool-devices-untrusted": protective("Fewer devices stand in for the second factor"),
    "pool-devices-remembered": neutral("Devices are remembered in another way, for information only"),
    "pool-second-factor-unknown": unknown("Second factors aren't known before apply"),
  },
  compares: {
    aws_cognito_user_pool:
      "device_configuration.challenge_required_on_new_device device_configuration.device_only_remembered_on_user_prompt software_token_mfa_configuration.enabled",
  },
  detect(comparison, report) {
    for (const on of keptManaged(comparison, report, comparison.pools, "pool-second-factor-unknown")) {
      for (const factor of FACTORS) present(on, factor, nameOf(on.pair.after));
      devices(on, nameOf(on.pair.after));
    }
  },
};

interface Factor {
  readonly block: string;
  readonly text: string;
  /** Can somebody else read the code on its way? */
  readonly travels: boolean;
}

const FACTORS: readonly Factor[] = [
  { block: "software_token_mfa_configuration", text: "an authenticator app (TOTP)", travels: false },
  { block: "sms_configuration", text: "a code sent by SMS", travels: true },
  { block: "email_mfa_configuration", text: "a code sent by email", travels: true },
];

function present(on: EntityDiff<Pool>, { block, text, travels }: Factor, name: string): void {
  const { before, after } = on.pair;
  const attributes: readonly Citation[] = on.cites([block]);
  const isAsked = [before, after].every(({ mfa }) => !mfa.known || mfa.value !== "OFF");
  const told = (code: string, kind: ChangeKind, may: string): ChangeText => ({
    code,
    kind: isAsked ? kind : "neutral",
    summary: `Users of pool ${name} ${may} ${text} as second factor${isAsked ? "" : ", where one is asked for (mfa_configuration)"}.`,
    attributes,
  });
  on.list((pool) => configured(pool, block), {
    path: [block],
    what: `whether users of pool ${name} can use ${text} as second factor`,
    added: () => told("pool-second-factor-added", travels ? "broadened" : "protective", "can use"),
    removed: () => told("pool-second-factor-removed", travels ? "narrowed" : "broadened", "can no longer use"),
  });
}

/** The block's name where it switches its factor on. */
function configured({ resource: { attributes } }: Pool, block: string): Listing<string> {
  const { items, missing } = attributes.blocks(block);
  const [first] = items;
  if (!first) return listing([], missing);
  if (block === "sms_configuration") {
    // A state holds the block also where nothing is in it.
    const role = first.text("sns_caller_arn");
    return listing(role.known && role.value === undefined ? [] : [block], missing);
  }
  if (block === "email_mfa_configuration") return listing([block], missing);
  const enabled = first.flag("enabled");
  if (!enabled.known) return listing<string>([], [enabled.why]);
  return listing(enabled.value === true ? [block] : [], missing);
}

type Trust = "none" | "chosen" | "every";
const TRUST: readonly Trust[] = ["none", "chosen", "every"];

/** The documented effect of the challenge: a device that is remembered signs in without SMS or TOTP code. */
const STANDS_IN: Readonly<Record<Trust, string>> = {
  none: "no device stands in for the second factor",
  chosen: "a device that its user chose to have remembered stands in for the second factor",
  every: "every device that was confirmed once stands in for the second factor",
};

function devices(on: EntityDiff<Pool>, name: string): void {
  const path = ["device_configuration"];
  on.value(remembered, { path, what: `which devices pool ${name} remembers` }, (was, is) => {
    const [from, to] = [trust(was), trust(is)];
    const common = { before: was, after: is };
    if (from === to)
      return {
        ...common,
        code: "pool-devices-remembered",
        summary: `The pool ${name} remembers ${is}; ${STANDS_IN[to]}, as before.`,
      };
    const more = TRUST.indexOf(to) > TRUST.indexOf(from);
    return {
      ...common,
      code: more ? "pool-devices-trusted" : "pool-devices-untrusted",
      summary: `In pool ${name} ${STANDS_IN[to]}.`,
    };
  });
}

const CHOSEN = "devices that users choose";
const EVERY = "every device that apps confirm";
const CHALLENGED = ", which then need no second factor";

function trust(text: string): Trust {
  if (!text.endsWith(CHALLENGED)) return "none";
  return text.startsWith(CHOSEN) ? "chosen" : "every";
}

/** Which devices are remembered and what that spares them, as text. */
function remembered({ resource: { attributes } }: Pool): Value<string> {
  const { items, missing } = attributes.blocks("device_configuration");
  const [why] = missing;
  if (why !== undefined) return unread(why);
  const [block] = items;
  if (!block) return known("no device");
  return chain(block.flag("challenge_required_on_new_device"), (challenge) =>
    map(
      block.flag("device_only_remembered_on_user_prompt"),
      (prompt) => `${prompt === true ? CHOSEN : EVERY}${challenge === true ? CHALLENGED : ""}`,
    ),
  );
}
