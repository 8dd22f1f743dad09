import { known, type IdentityProvider, type Value } from "../../model/index";
import { breaking, broadened, unknown, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { lifecycle } from "../replaced";
import { MASK } from "../../redact/redact";
import { compareValue } from "../compare-values";
import { kept } from "../entity-diff";

const LOOKED_AT = ["provider_details", "attribute_mapping", "idp_identifiers"];

/** Accounts from elsewhere that may sign in. Details hold secrets, so only the names of what changes are told. */
export const identityProviders: Detector = {
  source:
    "Cognito: User pool sign-in with third party identity providers https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html",
  codes: {
    "identity-provider-added": broadened("Accounts from elsewhere may sign in"),
    "identity-provider-removed": breaking("Accounts from elsewhere can no longer sign in"),
    "identity-provider-replaced": {
      title: "An identity provider is replaced: its users may get new profiles at their next sign-in",
      kinds: ["breaking", "unknown"],
    },
    "identity-provider-changed": unknown("An identity provider's addresses, secrets or attributes change"),
  },
  compares: {
    aws_cognito_identity_provider:
      "user_pool_id provider_name provider_type attribute_mapping idp_identifiers provider_details",
  },
  detect(comparison, report) {
    lifecycle(comparison, report, comparison.identityProviders, {
      added: (provider) => ({
        code: "identity-provider-added",
        summary: `Accounts of ${nameOf(provider)}${typeOf(provider)} may sign in through app clients that list it in supported_identity_providers.`,
      }),
      removed: (provider) => ({
        code: "identity-provider-removed",
        summary: `Accounts of ${nameOf(provider)} can no longer sign in.`,
      }),
      replaced: (provider) => ({
        code: "identity-provider-replaced",
        summary: `The identity provider ${nameOf(provider)} is replaced: its users may get new profiles in the user pool at their next sign-in.`,
      }),
    });
    for (const on of kept(comparison, report, comparison.identityProviders, "identity-provider-changed")) {
      const { pair } = on;
      for (const name of LOOKED_AT) {
        const result = compareValue(digest(pair.before, name), digest(pair.after, name), { ...pair, path: [name] });
        if (result.is === "same") continue;
        const what = `${name} of ${nameOf(pair.after)}`;
        if (result.is === "unknown") on.unknown(what, result.why);
        else
          on.say({
            code: "identity-provider-changed",
            summary: `The identity provider ${nameOf(pair.after)} changes in ${name}: which users it authenticates, and with which attributes, was not analysed.`,
            before: name === "provider_details" ? MASK : on.shown("before", [name], result.before),
            after: name === "provider_details" ? MASK : on.shown("after", [name], result.after),
          });
      }
    }
  },
};

function typeOf({ type }: IdentityProvider): string {
  return type.known && type.value !== undefined ? ` (${type.value})` : "";
}

/** One text for a whole argument, keys in order; left out and empty are one. */
function digest(provider: IdentityProvider, name: string): Value<string> {
  const value = provider.resource.attributes.value(name);
  if (!value.known) return value;
  const text = JSON.stringify(sorted(value.value)) ?? "";
  return known(text === "{}" || text === "[]" ? "" : text);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
