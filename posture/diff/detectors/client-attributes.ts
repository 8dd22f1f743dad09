import type { Client, Listing } from "../../model/index";
import { broadened, unknown, narrowed, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { type EntityDiff, keptManaged } from "../entity-diff";

/** What a client may read of its users, and what it lets them write: claims are made from attributes. */
export const clientAttributes: Detector = {
  source:
    "Amazon Cognito: Working with user attributes https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html",
  codes: {
    "client-read-widened": broadened("A client may read more of its users' attributes"),
    "client-read-narrowed": narrowed("A client may read less of its users' attributes"),
    "client-write-widened": broadened("A client lets more of its users' attributes be written"),
    "client-write-narrowed": narrowed("A client lets less of its users' attributes be written"),
    "client-attributes-unknown": unknown("Which attributes a client may read or write isn't known before apply"),
  },
  compares: {
    aws_cognito_user_pool_client: "read_attributes write_attributes",
  },
  detect(comparison, report) {
    for (const on of keptManaged(comparison, report, comparison.clients, "client-attributes-unknown")) {
      attributes(on, "read", (client) => client.readAttributes);
      attributes(on, "write", (client) => client.writeAttributes);
    }
  },
};

function attributes(on: EntityDiff<Client>, verb: "read" | "write", of: (client: Client) => Listing<string>): void {
  const name = nameOf(on.pair.after);
  const path = [`${verb}_attributes`];
  const may = (kind: "widened" | "narrowed", what: string) => ({
    code: `client-${verb}-${kind}`,
    summary: verb === "read" ? `The client ${name} may ${what}.` : `Through client ${name}, users may ${what}.`,
  });
  const what = `which attributes client ${name} may ${verb}`;
  // A list that is left out stands for AWS's own choice: every standard attribute, no custom one.
  const [before, after] = (["before", "after"] as const).map((side) => {
    const { items, missing } = of(on.pair[side]);
    const texts = items.map((item) => on.shown(side, path, item)).sort();
    return items.length + missing.length === 0
      ? undefined
      : [...texts, ...missing.map(() => "(not known yet)")].join(", ");
  });
  if (before !== undefined && after !== undefined)
    on.list(of, {
      path,
      what,
      added: (attribute) => may("widened", `now ${verb} ${attribute}`),
      removed: (attribute) => may("narrowed", `no longer ${verb} ${attribute}`),
    });
  else if (before !== undefined || after !== undefined) {
    const side = before === undefined ? "after" : "before";
    const { items, missing } = of(on.pair[side]);
    const [why] = missing;
    const custom = items.filter((item) => /^(dev:)?custom:/.test(item)).map((item) => on.shown(side, path, item));
    const sides = { before: before ?? ALL, after: after ?? ALL };
    if (why !== undefined) on.unknown(what, why, on.cause(path), path);
    else if (before === undefined) on.say({ ...may("narrowed", `${verb} only ${after} (was: ${ALL})`), ...sides });
    else on.say({ ...may("widened", `now ${verb} ${ALL} (was: ${before})`), ...sides });
    for (const attribute of custom)
      on.say(
        before === undefined
          ? { ...may("widened", `now ${verb} ${attribute}`), ...sides }
          : { ...may("narrowed", `no longer ${verb} ${attribute}`), ...sides },
      );
  }
}

const ALL = "every standard attribute";
