import { map, type Entity, type Model, type Step, type Value } from "../../model/index";
import type { ChangeKind, Detector } from "../change";
import { isMatched, pairs } from "../pairs";
import { EntityDiff } from "../entity-diff";

const COMPROMISED = "compromised_credentials_risk_configuration";
const TAKEOVER = "account_takeover_risk_configuration";
const EXCEPTIONS = "risk_exception_configuration";
const LEVELS = ["low", "medium", "high"] as const;
/** From what stops nobody to what stops everybody. */
const ACTIONS = ["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"];
/** A filter that isn't written stands for all of them. */
const EVENTS = ["PASSWORD_CHANGE", "SIGN_IN", "SIGN_UP"];

/** What enforced threat protection does about compromised credentials, risky sign-ins and certain addresses. */
export const threatResponses: Detector = {
  source:
    "Cognito API: SetRiskConfiguration https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetRiskConfiguration.html",
  codes: {
    "threat-responses-added": { title: "A pool gets a risk configuration", kinds: ["protective"] },
    "threat-responses-removed": {
      title: "A pool's risk configuration is removed",
      kinds: ["broadened"],
    },
    "threat-response-weakened": { title: "Threat protection of a pool does less about a risk", kinds: ["broadened"] },
    "threat-response-strengthened": {
      title: "Threat protection of a pool does more about a risk",
      kinds: ["protective"],
    },
    "threat-address-exempted": {
      title: "Sign-ins from a range of addresses are not assessed for risk",
      kinds: ["broadened"],
    },
    "threat-address-unexempted": {
      title: "Sign-ins from a range of addresses are assessed for risk again",
      kinds: ["protective"],
    },
    "threat-address-blocked": { title: "Sign-ins from a range of addresses are blocked", kinds: ["narrowed"] },
    "threat-address-unblocked": {
      title: "Sign-ins from a range of addresses are no longer blocked",
      kinds: ["broadened"],
    },
    "threat-response-unknown": { title: "A pool's risk configuration isn't known before apply", kinds: ["unknown"] },
  },
  detect(comparison, report) {
    const list = (model: Model): Entity[] =>
      model
        .ofType("aws_cognito_risk_configuration")
        .filter((r) => r.mode === "managed")
        .map((resource) => ({ address: resource.address, resource }));
    // A pool has one, and each of its clients may have one that takes its place.
    const key = ({ resource: { attributes } }: Entity) => {
      const [pool, client] = [attributes.text("user_pool_id"), attributes.text("client_id")];
      return pool.known && client.known ? `${pool.value ?? ""}\n${client.value ?? ""}` : undefined;
    };
    for (const pair of pairs(list(comparison.before), list(comparison.after), { moved: comparison.moved, key })) {
      if (isMatched(pair)) answers(new EntityDiff(comparison, report, pair, "threat-response-unknown"));
      else if (pair.after)
        report({
          at: pair.after,
          code: "threat-responses-added",
          kind: "protective",
          summary: "Threat protection's responses to compromised credentials and risky sign-ins are configured.",
        });
      else
        report({
          at: pair.before,
          code: "threat-responses-removed",
          kind: "broadened",
          summary:
            "Threat protection's responses to compromised credentials and risky sign-ins are no longer configured: Cognito's defaults apply.",
        });
    }
  },
};

function answers(on: EntityDiff<Entity>): void {
  ranked(on, "compromised credentials", [COMPROMISED, 0, "actions", 0, "event_action"]);
  for (const level of LEVELS)
    ranked(on, `sign-ins of ${level} risk`, [TAKEOVER, 0, "actions", 0, `${level}_action`, 0, "event_action"]);
  on.value(
    watched,
    { path: [COMPROMISED, 0, "event_filter"], what: "when compromised credentials are checked for" },
    (was, is) => {
      const lost = was.split(", ").filter((event) => !is.split(", ").includes(event));
      return lost.length > 0
        ? {
            code: "threat-response-weakened",
            kind: "broadened",
            summary: `Compromised credentials are no longer checked for at ${lost.join(" and ")}.`,
          }
        : {
            code: "threat-response-strengthened",
            kind: "protective",
            summary: `Compromised credentials are checked for at ${is.replaceAll(", ", " and ")}.`,
          };
    },
  );
  ranges(on, "skipped_ip_range_list", {
    added: ["threat-address-exempted", "broadened", (range) => `Sign-ins from ${range} are not assessed for risk.`],
    removed: [
      "threat-address-unexempted",
      "protective",
      (range) => `Sign-ins from ${range} are assessed for risk again.`,
    ],
  });
  ranges(on, "blocked_ip_range_list", {
    added: ["threat-address-blocked", "narrowed", (range) => `Sign-ins from ${range} are blocked.`],
    removed: ["threat-address-unblocked", "broadened", (range) => `Sign-ins from ${range} are no longer blocked.`],
  });
}

function ranked(on: EntityDiff<Entity>, what: string, path: readonly Step[]): void {
  const action = ({ resource }: Entity): Value<string> =>
    map(resource.attributes.text(...path), (text) => text ?? "NO_ACTION");
  on.value(action, { path, what: `what happens to ${what}` }, (was, is) =>
    ACTIONS.indexOf(is) < ACTIONS.indexOf(was)
      ? {
          code: "threat-response-weakened",
          kind: "broadened",
          summary: `Threat protection does less about ${what}: ${is} instead of ${was}.`,
        }
      : {
          code: "threat-response-strengthened",
          kind: "protective",
          summary: `Threat protection does more about ${what}: ${is} instead of ${was}.`,
        },
  );
}

/** The events at which stolen passwords are looked for, sorted. */
function watched({ resource }: Entity): Value<string> {
  const { items, missing } = resource.attributes.texts(COMPROMISED, 0, "event_filter");
  const [why] = missing;
  if (why !== undefined) return { known: false, why };
  return { known: true, value: [...(items.length > 0 ? items : EVENTS)].sort().join(", ") };
}

type Said = readonly [code: string, kind: ChangeKind, summary: (range: string) => string];

function ranges(on: EntityDiff<Entity>, list: string, say: { readonly added: Said; readonly removed: Said }): void {
  const path = [EXCEPTIONS, 0, list];
  const told =
    ([code, kind, summary]: Said) =>
    (range: string) => ({ code, kind, summary: summary(range) });
  on.list(({ resource }) => resource.attributes.texts(...path), {
    path,
    what:
      list === "blocked_ip_range_list"
        ? "from where sign-ins are blocked"
        : "from where sign-ins are not assessed for risk",
    added: told(say.added),
    removed: told(say.removed),
  });
}
