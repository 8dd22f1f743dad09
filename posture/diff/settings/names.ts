import { listing, valueOr, type Entity, type Listing, type Model, type Resource } from "../../model/index";
import { breaking, broadened, members, neutral, protective, unknown } from "./setting";
import type { ChangeMeaning, Setting } from "./setting";
import type { SettingsOfType } from "./settings-of";

/** Records by which clients find the host that answers under a name. */
const HOSTS = /^(A|AAAA|CNAME|HTTPS|SVCB)$/;

const typeOf = ({ attributes }: Resource): string => valueOr(attributes.text("type"), undefined) ?? "";

/**
 * What a record leads to: what it lists, and what it is an alias of; while that isn't known, the one attribute of a
 * resource that it refers to tells it apart from others.
 */
function targetsOf({ resource: { attributes } }: Entity, model: Model): Listing<string> {
  const lists = [attributes.texts("records"), attributes.blocks("alias")] as const;
  const aliases = lists[1].items.map((block) => ({ block, name: block.text("name") }));
  const open = aliases.map(({ block, name }) => {
    if (name.known) return name.value;
    const [only, ...more] = block.references("name");
    if (!only || more.length > 0 || !model.resource(only.address)) return undefined;
    return [only.address, ...only.attribute].join(".");
  });
  return listing(
    [...lists[0].items, ...open.flatMap((name) => name ?? [])],
    [
      ...lists[0].missing,
      ...lists[1].missing,
      ...open.flatMap((name) => (name === undefined ? ["it is known only after apply"] : [])),
    ],
  );
}

/** Another host gets what callers of the name send, their tokens among it. */
function targets(): Setting {
  const paths = ["records", "alias.name", "alias.zone_id"];
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const type = typeOf(after.resource);
      if (typeOf(before.resource) !== type) return;
      const { comparison } = on;
      const [was, is] = [targetsOf(before, comparison.before), targetsOf(after, comparison.after)];
      if (was.missing.length + is.missing.length > 0) return;
      const added = is.items.filter((one) => !was.items.includes(one));
      const gone = was.items.filter((one) => !is.items.includes(one));
      if (added.length + gone.length === 0) return;
      const attributes = paths.flatMap((path) => on.cites(path.split(".")));
      const name = `The ${type} record ${valueOr(after.resource.attributes.text("name"), undefined) ?? on.name}`;
      const say = (kind: ChangeMeaning["kind"], text: string) =>
        on.say({ code, kind, summary: `${name} ${text}.`, attributes });
      const [now, then] = [added.join(", "), gone.join(", ")];
      if (type === "CAA") {
        if (now !== "") say("unknown", `now has the value ${now}: which CAs may issue certificates was not analysed`);
        if (then !== "")
          say("unknown", `no longer has the value ${then}: which CAs may issue certificates was not analysed`);
      } else if (!HOSTS.test(type) && type !== "NS")
        say("unknown", `has the values ${now || "(none new)"} (was: ${then || "(none else)"})`);
      else {
        const who =
          type === "NS" ? "these name servers answer for its names" : "that host gets the requests to this name";
        if (now !== "") say("broadened", `points to ${now}${then === "" ? "" : ` (was: ${then})`}: ${who}`);
        else say("narrowed", `no longer points to ${then}`);
      }
    },
  };
}

/** What a record's coming or going means, by its type. */
function existence(isNew: boolean): (resource: Resource) => ChangeMeaning {
  return (resource) => {
    const type = typeOf(resource);
    if (type === "NS")
      return isNew
        ? broadened("{at} is new: other name servers answer for the names below it.")
        : breaking("{at} is removed: the names below it no longer resolve.");
    if (type === "CAA")
      return isNew
        ? protective("{at} is new: only the CAs that it names may issue certificates.")
        : broadened("{at} is removed: any CA may issue certificates for its name.");
    if (HOSTS.test(type))
      return isNew
        ? neutral("{at} is new: one more name points to a host, which decides who gets in.")
        : breaking("{at} is removed: its name no longer resolves.");
    return unknown(
      `{at}, of type ${type || "not known yet"}, is ${isNew ? "new" : "removed"}; what that means for access was not analysed.`,
    );
  };
}

/** Names, as far as they decide which host answers. */
export function namesAndHosts(): SettingsOfType {
  return {
    added: existence(true),
    removed: existence(false),
    settings: [
      members("name", {
        added: neutral("{at} is now a record of {item}."),
        removed: breaking("{at} is no longer a record of {item}."),
      }),
      targets(),
    ],
  };
}
