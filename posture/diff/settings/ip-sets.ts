import { addressOf, within } from "../../iam/ip";
import { valueOr, type Answer, type Attributes, type Model, type Resource } from "../../model/index";
import type { ChangeMeaning, Setting } from "./setting";

/** Statements that hold others, and whether they match what those don't. */
const NESTED = [
  "and_statement",
  "or_statement",
  "not_statement",
  "rate_based_statement",
  "managed_rule_group_statement",
];

/** What becomes of requests from the addresses of a set, by the rules of web ACLs that name it. */
type Use = "blocks" | "allows" | "checks" | "inspects" | "counts" | "unknown";
const REVERSE: Readonly<Record<Use, Use>> = {
  blocks: "allows",
  allows: "blocks",
  checks: "allows",
  inspects: "allows",
  counts: "counts",
  unknown: "unknown",
};

/** Above a rate, or by rules of their own, which the set only keeps to its addresses. */
const INSPECT = /^(?:rate_based|managed_rule_group)_statement$/;

/** Does an argument lead to a resource, by a reference or its ARN? A dynamic block shows no references. */
function names(attributes: Attributes, path: readonly (string | number)[], set: Resource): Answer {
  const arn = attributes.text(...path);
  if (arn.known) return arn.value !== undefined && arn.value === valueOr(set.attributes.text("arn"), undefined);
  const references = attributes.references(...path);
  if (references.some(({ address }) => address === set.address)) return true;
  const others = references.every(({ address }) => /\baws_wafv2_ip_set\./.test(address));
  return references.length > 0 && others ? false : "unknown";
}

function usesIn(statement: Attributes, set: Resource, does: Use): readonly Use[] {
  const own = statement.blocks("ip_set_reference_statement").items.flatMap((block): readonly Use[] => {
    const named = names(block, ["arn"], set);
    return named === true ? [does] : named === "unknown" ? ["unknown"] : [];
  });
  const inner = NESTED.flatMap((kind) =>
    statement
      .blocks(kind)
      .items.flatMap((block) =>
        [...block.blocks("statement").items, ...block.blocks("scope_down_statement").items].flatMap((one) =>
          usesIn(
            one,
            set,
            kind === "not_statement" ? REVERSE[does] : INSPECT.test(kind) && does !== "counts" ? "inspects" : does,
          ),
        ),
      ),
  );
  return [...own, ...inner];
}

/** What web ACLs of an input make of requests from a set's addresses, each way once. */
function usesOf(model: Model, set: Resource): ReadonlySet<Use> {
  const acls = ["aws_wafv2_web_acl", "aws_wafv2_rule_group"].flatMap((type) => model.ofType(type));
  return new Set(
    acls.flatMap(({ attributes }) =>
      attributes.blocks("rule").items.flatMap((rule) => {
        const is = (action: string) => rule.blocks("action", 0, action).items.length > 0;
        const checks = is("captcha") || is("challenge");
        const does: Use = is("count") ? "counts" : is("allow") ? "allows" : checks ? "checks" : "blocks";
        return rule.blocks("statement").items.flatMap((one) => usesIn(one, set, does));
      }),
    ),
  );
}

/** Is every address of a block in one of others? */
function isIn(block: string, others: readonly string[]): boolean {
  const [base = "", length] = block.split("/");
  const first = addressOf(base);
  return others.some((other) => {
    if (other === block) return true;
    const bits = Number(other.split("/")[1] ?? first?.bits);
    return first !== undefined && within(first, other) === true && bits <= Number(length ?? first.bits);
  });
}

/** Addresses that a web ACL lets pass, or stops, by a set of its own. */
export function ipAddresses(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const [was, is] = [on.pair.before, on.pair.after].map(({ resource }) => resource.attributes.texts(path));
      if (!was || !is || was.missing.length + is.missing.length > 0) return;
      const added = is.items.filter((one) => !isIn(one, was.items));
      const gone = was.items.filter((one) => !isIn(one, is.items));
      if (added.length + gone.length === 0) on.compared([path]);
      const uses = new Set([
        ...usesOf(on.comparison.before, on.pair.before.resource),
        ...usesOf(on.comparison.after, on.pair.after.resource),
      ]);
      const say = (kind: ChangeMeaning["kind"], text: string) =>
        on.say({ code, kind, summary: `${text}.`, attributes: on.cites([path]) });
      for (const [list, verb, more] of [
        [added, "holds", true],
        [gone, "no longer holds", false],
      ] as const) {
        if (list.length === 0) continue;
        const held = `${on.name} ${verb} ${list.join(", ")}`;
        if (uses.size === 0) say("unknown", `${held}: what names it isn't part of this input`);
        if (uses.has("unknown")) say("unknown", `${held}: whether a web ACL names it isn't known`);
        if (uses.has("allows"))
          say(
            more ? "broadened" : "narrowed",
            `${held}: a web ACL ${more ? "allows" : "no longer allows"} requests from there`,
          );
        if (uses.has("blocks"))
          say(
            more ? "protective" : "broadened",
            `${held}: a web ACL ${more ? "blocks" : "no longer blocks"} requests from there`,
          );
        if (uses.has("checks"))
          say(
            more ? "protective" : "broadened",
            `${held}: a web ACL ${more ? "asks" : "no longer asks"} callers from there to pass a CAPTCHA or a challenge`,
          );
        if (uses.has("inspects"))
          say(
            more ? "protective" : "broadened",
            `${held}: a web ACL ${more ? "applies" : "no longer applies"} a rate limit or a rule group to requests from there`,
          );
        if (uses.has("counts") && uses.size === 1) say("neutral", `${held}: web ACLs only count requests from there`);
      }
    },
  };
}
