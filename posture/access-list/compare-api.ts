import { listing, type Model, type Value } from "../model";
import { missingResource, type Difference } from "./difference";
import type { DeclaredApi } from "./list";
import { isNamed } from "./names";
import { compareSets, setEffect } from "./sets";

/** Which pages may call an API, and at which address, held against what was declared. */
export function compareApi(model: Model, declared: DeclaredApi): readonly Difference[] {
  const api = model.apis.find((one) => isNamed(one, declared.api));
  if (api === undefined) return [missingResource("access-address", declared.api, "API")];
  const { protocol, cors, endpointDisabled } = api;
  const differences: Difference[] = [];
  if (protocol.known && protocol.value !== undefined && protocol.value !== "HTTP")
    differences.push({
      code: "access-address",
      at: api,
      certain: true,
      declared: "an HTTP API",
      found: `the protocol ${protocol.value}`,
      effect: "Its routes answer no HTTP request.",
    });
  const found = cors.known ? (cors.value?.origins ?? listing([])) : listing<string>([], [cors.why]);
  const origins = compareSets(found, declared.origins, "no origin");
  if (origins !== undefined)
    differences.push({
      code: "access-origins",
      at: api,
      certain: origins.certain,
      declared: `pages of ${origins.declared}`,
      found: `pages of ${origins.found}`,
      effect: setEffect(
        origins,
        "Browsers refuse the answers to pages of {}.",
        "Pages of {} may call it and read the answers.",
      ),
    });
  const answers = endpointDisabled.known ? !endpointDisabled.value : undefined;
  if (declared.executeApiEndpoint !== undefined && answers !== declared.executeApiEndpoint)
    differences.push({
      code: "access-address",
      at: api,
      certain: answers !== undefined,
      declared: endpoint(declared.executeApiEndpoint),
      found: answers === undefined ? `what isn't known yet (${whyOf(endpointDisabled)})` : endpoint(answers),
      effect: declared.executeApiEndpoint
        ? "Callers of that address get 404."
        : "Callers bypass the custom domain and what only that requires.",
    });
  return differences;
}

function endpoint(answers: boolean): string {
  return answers ? "an execute-api address that answers" : "no execute-api address that answers";
}

const whyOf = (value: Value<unknown>): string => (value.known ? "" : value.why);
