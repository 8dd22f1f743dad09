import { map, type Entity, type Step, type Value } from "../../model/index";
import { broadened, unknown, narrowed, protective, type Detector } from "../change";
import { isMatched } from "../pairs";
import { managedPairs } from "../resource-pairs";
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
    "threat-responses-added": protective("A pool gets a risk configuration"),
    "threat-responses-removed": broadened("A pool's risk configuration is removed"),
    "threat-response-weakened": broadened("Threat protection of a pool does less about a risk"),
    "threat-response-strengthened": protective("Threat protection of a pool does more about a risk"),
    "threat-address-exempted": broadened("Sign-ins from a range of addresses are not assessed for risk"),
    "threat-address-unexempted": protective("Sign-ins from a range of addresses are assessed for risk again"),
    "threat-address-blocked": narrowed("Sign-ins from a range of addresses are blocked"),
    "threat-address-unblocked": broadened("Sign-ins from a range of addresses are no longer blocked"),
    "threat-response-unknown": unknown("A pool's risk configuration isn't known before apply"),
  },
  detect(comparison, report) {
    // A pool has one, and each of its clients may have one that takes its place.
    for (const pair of managedPairs(comparison, "aws_cognito_risk_configuration", ["user_pool_id", "client_id"])) {
      if (isMatched(pair)) answers(new EntityDiff(comparison, report, pair, "threat-response-unknown"));
      else if (pair.after)
        report({
          at: pair.after,
          code: "threat-responses-added",
          summary: "Threat protection's responses to compromised credentials and risky sign-ins are configured.",
        });
      else
        report({
          at: pair.before,
          code: "threat-responses-removed",
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
            summary: `Compromised credentials are no longer checked for at ${lost.join(" and ")}.`,
          }
        : {
            code: "threat-response-strengthened",
            summary: `Compromised credentials are checked for at ${is.replaceAll(", ", " and ")}.`,
          };
    },
  );
  const skipped = [EXCEPTIONS, 0, "skipped_ip_range_list"];
  on.list(({ resource }) => resource.attributes.texts(...skipped), {
    path: skipped,
    what: "from where sign-ins are not assessed for risk",
    added: (range) => ({
      code: "threat-address-exempted",
      summary: `Sign-ins from ${range} are not assessed for risk.`,
    }),
    removed: (range) => ({
      code: "threat-address-unexempted",
      summary: `Sign-ins from ${range} are assessed for risk again.`,
    }),
  });
  const blocked = [EXCEPTIONS, 0, "blocked_ip_range_list"];
  on.list(({ resource }) => resource.attributes.texts(...blocked), {
    path: blocked,
    what: "from where sign-ins are blocked",
    added: (range) => ({ code: "threat-address-blocked", summary: `Sign-ins from ${range} are blocked.` }),
    removed: (range) => ({
      code: "threat-address-unblocked",
      summary: `Sign-ins from ${range} are no longer blocked.`,
    }),
  });
}

function ranked(on: EntityDiff<Entity>, what: string, path: readonly Step[]): void {
  const action = ({ resource }: Entity): Value<string> =>
    map(resource.attributes.text(...path), (text) => text ?? "NO_ACTION");
  on.value(action, { path, what: `what happens to ${what}` }, (was, is) =>
    ACTIONS.indexOf(is) < ACTIONS.indexOf(was)
      ? {
          code: "threat-response-weakened",
          summary: `Threat protection does less about ${what}: ${is} instead of ${was}.`,
        }
      : {
          code: "threat-response-strengthened",
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
