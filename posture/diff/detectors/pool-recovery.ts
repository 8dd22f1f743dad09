import { known, listing, type Listing, type Pool, type Value } from "../../model/index";
import { broadened, unknown, narrowed, protective, neutral, type Detector } from "../change";
import { type EntityDiff, keptManaged } from "../entity-diff";
import { nameOf } from "../../redact/name";

const RECOVERY = ["account_recovery_setting", 0, "recovery_mechanism"];
const VERIFIED_FIRST = ["user_attribute_update_settings", 0, "attributes_require_verification_before_update"];

/** Ways past the password: a code that resets it, and an address that a user may change to receive such codes. */
export const poolRecovery: Detector = {
  source:
    "Cognito API: AccountRecoverySettingType https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AccountRecoverySettingType.html; UserAttributeUpdateSettingsType https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserAttributeUpdateSettingsType.html",
  codes: {
    "pool-recovery-added": broadened("A forgotten password can be reset in one more way"),
    "pool-recovery-removed": narrowed("A forgotten password can be reset in fewer ways"),
    "pool-recovery-order": neutral("Password reset codes go to another channel first"),
    "pool-attribute-update-unverified": broadened("A changed email or phone number takes effect before it is verified"),
    "pool-attribute-update-verified": protective(
      "A changed email or phone number takes effect only once it is verified",
    ),
    "pool-recovery-unknown": unknown("How passwords are reset isn't known before apply"),
  },
  compares: {
    aws_cognito_user_pool:
      "account_recovery_setting.recovery_mechanism.name account_recovery_setting.recovery_mechanism.priority",
  },
  detect(comparison, report) {
    for (const on of keptManaged(comparison, report, comparison.pools, "pool-recovery-unknown"))
      recovery(on, nameOf(on.pair.after));
  },
};

function recovery(on: EntityDiff<Pool>, name: string): void {
  const what = `how users of pool ${name} reset a forgotten password`;
  on.list(resets, {
    path: RECOVERY,
    what,
    added: (way) => ({
      code: "pool-recovery-added",
      summary: `Users of pool ${name} may reset a forgotten password by a code sent to their ${said(way)}: anyone who can read it gets in.`,
    }),
    removed: (way) => ({
      code: "pool-recovery-removed",
      summary: `Users of pool ${name} can no longer reset a forgotten password by a code sent to their ${said(way)}.`,
    }),
  });
  const [had, has] = [resets(on.pair.before), resets(on.pair.after)];
  const isKept = had.missing.length + has.missing.length === 0 && sorted(had) === sorted(has);
  if (isKept)
    on.value(order, { path: RECOVERY, what }, (_, is) => ({
      code: "pool-recovery-order",
      summary: `Pool ${name} sends the password reset code to the ${said(is.split(", ")[0] ?? "")} first.`,
    }));
  on.list((pool) => pool.resource.attributes.texts(...VERIFIED_FIRST), {
    path: VERIFIED_FIRST,
    what: `which attributes pool ${name} verifies before it changes them`,
    added: (attribute) => ({
      code: "pool-attribute-update-verified",
      summary: `Pool ${name} keeps a user's old ${said(attribute)} until the new one is verified.`,
    }),
    removed: (attribute) => ({
      code: "pool-attribute-update-unverified",
      summary: `Pool ${name} changes a user's ${said(attribute)} before the new one is verified.`,
    }),
  });
}

/** What Cognito does where no mechanism is written: a code by SMS, else by mail. */
const LEGACY = ["verified_phone_number", "verified_email"];

/** The ways to reset a password without an administrator, the preferred one (priority 1) first. */
function resets({ resource: { attributes } }: Pool): Listing<string> {
  const { items, missing } = attributes.blocks(...RECOVERY);
  const ways: { name: string; priority: number }[] = [];
  const open = [...missing];
  for (const block of items) {
    const [name, priority] = [block.text("name"), block.number("priority")];
    if (!name.known) open.push(name.why);
    else if (!priority.known) open.push(priority.why);
    else if (name.value !== undefined) ways.push({ name: name.value, priority: priority.value ?? Infinity });
  }
  if (ways.length + open.length === 0) return listing(LEGACY);
  const names = [...ways].sort((a, b) => a.priority - b.priority).map((way) => way.name);
  return listing(
    names.filter((way) => way !== "admin_only"),
    open,
  );
}

const order = (pool: Pool): Value<string> => known(resets(pool).items.join(", "));

const sorted = ({ items }: Listing<string>): string => [...items].sort().join(", ");

const SAID: Readonly<Record<string, string>> = {
  verified_email: "verified email address",
  verified_phone_number: "verified phone number",
  email: "email address",
  phone_number: "phone number",
};

const said = (attribute: string): string => SAID[attribute] ?? attribute;
