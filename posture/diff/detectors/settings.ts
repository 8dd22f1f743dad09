import type { Entity } from "../../model/index";
import { KINDS, type Detector, type Reporter } from "../change";
import { EntityDiff } from "../entity-diff";
import { entityOf } from "../policies/grouped-changes";
import { resourcePairs } from "../resource-pairs";
import { EDGES } from "../settings/edges";
import { FUNCTIONS_AND_KEYS } from "../settings/functions-and-keys";
import { COGNITO, IDENTITIES } from "../settings/identities";
import { GRANTS } from "../settings/grants";
import { INTEGRATIONS } from "../settings/integrations";
import { NETWORK } from "../settings/network";
import { REST_APIS } from "../settings/rest-apis";
import { filled } from "../settings/setting";
import type { SettingsOf, SettingsOfType } from "../settings/settings-of";

/** One detector for each service whose settings are compared one by one. */
export const settings: readonly Detector[] = [
  INTEGRATIONS,
  REST_APIS,
  EDGES,
  NETWORK,
  COGNITO,
  IDENTITIES,
  FUNCTIONS_AND_KEYS,
  GRANTS,
].map(detector);

function detector({ code, title, source, types, pairs }: SettingsOf): Detector {
  return {
    source,
    codes: { [code]: { title, kinds: KINDS } },
    detect(comparison, report) {
      for (const { before, after } of pairs?.(comparison) ?? resourcePairs(comparison)) {
        const resource = after ?? before;
        const own = resource && resource.mode === "managed" ? types[resource.type] : undefined;
        if (!own || !resource) continue;
        const at = entityOf(resource);
        if (before && after) {
          const pair = { before: entityOf(before), after: at };
          const on = new EntityDiff(comparison, report, pair, code);
          for (const setting of own.settings) setting.compare(on, code);
        } else existence(at, after ? own.added : own.removed, code, report);
      }
    },
  };
}

function existence(at: Entity, told: SettingsOfType["added"], code: string, report: Reporter): void {
  if (!told) return;
  const says = typeof told === "function" ? told(at.resource) : told;
  report({
    at,
    code,
    kind: says.kind,
    summary: filled(says.text, { at: at.address }),
    attributes: [{ address: at.address }],
  });
}
