import { valueOr, type Attributes, type Entity } from "../../model/index";
import { ownAt } from "../by-reference";
import type { ChangeMeaning, Setting } from "./setting";

/** A rule that gives a role by a claim; the first that matches decides. */
interface Rule {
  readonly claim: string;
  readonly match: string;
  readonly value: string;
  readonly role: string;
}

/** Undefined where a rule isn't known whole. */
function rulesOf(attributes: Attributes, path: string): readonly Rule[] | undefined {
  const { items, missing } = attributes.blocks(path);
  const found = items.map((block): Rule | undefined => {
    const [claim, match, value] = ["claim", "match_type", "value"].map((name) => valueOr(block.text(name), undefined));
    const role = block.text("role_arn");
    const named = role.known ? role.value : ownAt(block, "role_arn");
    if (claim === undefined || match === undefined || value === undefined || named === undefined) return undefined;
    return { claim, match, value, role: named };
  });
  return missing.length === 0 && found.every((one) => one !== undefined) ? found : undefined;
}

/** Does every claim that the narrow rule matches match the wide one as well? */
function covers(wide: Rule, narrow: Rule): boolean {
  if (wide.claim !== narrow.claim || wide.role !== narrow.role) return false;
  if (wide.match === narrow.match && wide.value === narrow.value) return true;
  if (narrow.match === "NotEqual") return false;
  switch (wide.match) {
    case "Contains":
      return narrow.value.includes(wide.value);
    case "StartsWith":
      return narrow.match !== "Contains" && narrow.value.startsWith(wide.value);
    case "NotEqual":
      return narrow.match === "Equals" && narrow.value !== wide.value;
    default:
      return false;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  Equals: "is",
  Contains: "contains",
  StartsWith: "starts with",
  NotEqual: "is not",
};

/** Which users of an identity pool get which role by their tokens. */
export function mappingRules(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const read = ({ resource }: Entity) => rulesOf(resource.attributes, path);
      const [was, is] = [read(on.pair.before), read(on.pair.after)];
      if (!was || !is) return;
      const without = (list: readonly Rule[], other: readonly Rule[]) =>
        list.filter((one) => !other.some((wide) => covers(wide, one)));
      const text = ({ claim, match, value, role }: Rule) =>
        `${role} to users whose ${claim} ${WORDS[match] ?? match} ${value}`;
      const say = (kind: ChangeMeaning["kind"], verb: string, rule: Rule) =>
        on.say({ code, kind, summary: `${on.name} ${verb} ${text(rule)}.`, attributes: on.cites([path]) });
      for (const rule of without(is, was)) say("broadened", "gives", rule);
      for (const rule of without(was, is)) say("narrowed", "no longer gives", rule);
    },
  };
}
