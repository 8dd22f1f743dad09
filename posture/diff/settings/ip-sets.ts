import { addressOf, within } from "../../iam/ip";
import { valueOr, type Answer, type Attributes, type Model, type Resource } from "../../model/index";
import type { ChangeMeaning, Setting } from "./setting";

/** Statements that hold others. */
const NESTED = [
  "and_statement",
  "or_statement",
  "not_statement",
  "rate_based_statement",
  "managed_rule_group_statement",
];

/** What rules that name a set do with the requests that they match; and what a sentence calls such a rule. */
const RULES = {
  blocks: "a WAF rule that blocks requests",
  allows: "a WAF rule that allows requests",
  checks: "a WAF rule that asks for a CAPTCHA or a challenge",
  inspects: "a WAF rule that applies a rate limit or a rule group",
  counts: "a WAF rule that only counts requests",
  unknown: "",
} as const;
type Does = keyof typeof RULES;

/** One way in which a rule uses a set. */
interface Use {
  readonly does: Does;
  /** It is for requests from other addresses than the set's. */
  readonly others: boolean;
  /** Other statements of the rule decide too. */
  readonly partly: boolean;
}

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

function usesIn(statement: Attributes, set: Resource, use: Use): readonly Use[] {
  const own = statement.blocks("ip_set_reference_statement").items.flatMap((block): readonly Use[] => {
    const named = names(block, ["arn"], set);
    return named === true ? [use] : named === "unknown" ? [{ ...use, does: "unknown" }] : [];
  });
  const inner = NESTED.flatMap((kind) =>
    statement.blocks(kind).items.flatMap((block) => {
      const { items, missing } = block.blocks("statement");
      const does = INSPECT.test(kind) && use.does !== "counts" ? "inspects" : use.does;
      const others = (kind === "not_statement") !== use.others;
      const partly = use.partly || items.length + missing.length > 1;
      return [...items, ...block.blocks("scope_down_statement").items].flatMap((one) =>
        usesIn(one, set, { does, others, partly }),
      );
    }),
  );
  return [...own, ...inner];
}

/** What web ACLs of an input make of requests from a set's addresses. */
function usesOf(model: Model, set: Resource): readonly Use[] {
  const acls = ["aws_wafv2_web_acl", "aws_wafv2_rule_group"].flatMap((type) => model.ofType(type));
  return acls.flatMap(({ attributes }) =>
    attributes.blocks("rule").items.flatMap((rule) => {
      const is = (action: string) => rule.blocks("action", 0, action).items.length > 0;
      const checks = is("captcha") || is("challenge");
      const does: Does = is("count") ? "counts" : is("allow") ? "allows" : checks ? "checks" : "blocks";
      return rule.blocks("statement").items.flatMap((one) => usesIn(one, set, { does, others: false, partly: false }));
    }),
  );
}

/** Does a rule apply to more requests, or to fewer, and what does that mean? */
function meaning({ does, others }: Use, more: boolean): ChangeMeaning["kind"] {
  if (does === "unknown") return "unknown";
  if (does === "counts") return "neutral";
  if (does === "allows") return more !== others ? "broadened" : "narrowed";
  return more !== others ? "protective" : "broadened";
}

function sentence({ does, others, partly }: Use, more: boolean): string {
  if (does === "unknown") return "whether a web ACL names it isn't known";
  return `${RULES[does]} ${more !== others ? "applies" : "no longer applies"} to requests from there${partly ? ", as far as its other statements have it so" : ""}`;
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
      const uses = [
        ...usesOf(on.comparison.before, on.pair.before.resource),
        ...usesOf(on.comparison.after, on.pair.after.resource),
      ];
      const say = (kind: ChangeMeaning["kind"], text: string) =>
        on.say({ code, kind, summary: `${text}.`, attributes: on.cites([path]) });
      for (const [list, verb, more] of [
        [added, "holds", true],
        [gone, "no longer holds", false],
      ] as const) {
        if (list.length === 0) continue;
        const held = `${on.name} ${verb} ${list.join(", ")}`;
        if (uses.length === 0) say("unknown", `${held}: what names it isn't part of this input`);
        // Beside rules that act, one that counts says nothing.
        const acting = uses.filter(({ does }) => does !== "counts");
        const said = (acting.length > 0 ? acting : uses).map(
          (use) => [sentence(use, more), meaning(use, more)] as const,
        );
        for (const [text, kind] of new Map(said)) say(kind, `${held}: ${text}`);
      }
    },
  };
}
