import { relevance } from "../coverage/index";
import type { Resource } from "../model/index";
import type { ChangeReport } from "./change";
import type { ResourcePair } from "./resource-pairs";

/**
 * Arguments that say how AWS is called, or refuse to call it: what is called stays the same.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs#argument-reference
 */
const HOW_IT_IS_CALLED =
  /^(skip_\w+|s3_\w+|max_retries|retry_mode|\w*proxy|insecure|use_(dualstack|fips)_endpoint|sts_region|custom_ca_bundle|token_bucket_rate_limiter_capacity|user_agent|forbidden_account_ids)$/;

/** Arguments that decide about tags alone. */
const TAGS = new Set(["default_tags", "ignore_tags"]);

/** Arguments that `relocations` compares where their values are known on both sides. */
const PLACES: Readonly<Record<string, (resource: Resource) => boolean>> = {
  region: ({ region }) => region.known,
  assume_role: ({ account }) => account !== undefined,
  allowed_account_ids: ({ account }) => account !== undefined,
};

interface Changed {
  readonly at: Resource;
  readonly was: string;
  readonly names: readonly string[];
  count: number;
}

/**
 * What providers' blocks say on both sides: one report for the resources of a provider that changed alike. Values may be
 * credentials, so arguments are only named. `readsTags`: does a policy look at tags?
 */
export function providerChanges(
  pairs: readonly ResourcePair[],
  readsTags: () => boolean,
): { readonly reports: readonly ChangeReport[]; readonly irrelevant: number } {
  const changed = new Map<string, Changed>();
  const irrelevant = new Set<string>();
  for (const { before, after } of pairs) {
    if (!before?.providerArguments || !after?.providerArguments) continue;
    if (after.mode === "managed" && relevance(after.type).relevance === "irrelevant") continue;
    const provider = providerOf(after);
    const names = differing(before, after).filter((name) => {
      const isRead = TAGS.has(name) ? readsTags() : !HOW_IT_IS_CALLED.test(name);
      if (!isRead) irrelevant.add(`${provider} ${name}`);
      return isRead;
    });
    if (names.length === 0) continue;
    const was = providerOf(before);
    const key = `${was} ${provider} ${names.join(" ")}`;
    const found = changed.get(key);
    if (found) found.count++;
    else changed.set(key, { at: after, was, names, count: 1 });
  }
  return { reports: Array.from(changed.values(), reportOf), irrelevant: irrelevant.size };
}

function differing(before: Resource, after: Resource): readonly string[] {
  const [was = {}, is = {}] = [before.providerArguments, after.providerArguments];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => was[name] !== is[name])
    .filter((name) => !Object.hasOwn(PLACES, name) || ![before, after].every((one) => PLACES[name]?.(one)))
    .sort();
}

function reportOf({ at, was, names, count }: Changed): ChangeReport {
  const users = `${at.address}${count === 1 ? "" : ` and ${count - 1} more`}`;
  const why = names.every((name) => TAGS.has(name))
    ? "a policy here reads tags, and what that means for access was not analysed"
    : "where its resources are may have changed, which was not analysed";
  const provider = providerOf(at);
  const list = names.join(", ");
  const differ =
    was === provider
      ? `${list} of the provider ${provider} changed`
      : `${list} ${names.length === 1 ? "differs" : "differ"} between the provider before, ${was}, and ${provider}`;
  return {
    at,
    code: "provider-changed",
    kind: "unknown",
    summary: `${differ} (used by ${users}): ${why}.`,
  };
}

function providerOf({ provider, type }: Resource): string {
  return provider?.replace(/^(.*):(.*)$/, "$2 of $1") ?? type.split("_", 1)[0] ?? type;
}
