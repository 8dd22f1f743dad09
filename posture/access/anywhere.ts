import { targetOf, type Host, type Model } from "../model/index";
import { hostsOf } from "../model/entry-points/http-api";
import { decide } from "./decide";
import { concluded, type AccessRequest, type Credentials, type DecideOptions, type Decision } from "./request";
import { connectionStep } from "./steps/connection";

/**
 * Decides a request that may be sent to any host at which the entry point answers: the one that lets most in counts.
 * Where each of them demands something before a request is read, so does the decision.
 */
export function decideAnywhere(
  model: Model,
  request: AccessRequest,
  credentials: Credentials,
  options: DecideOptions = {},
): Decision {
  const decision = decide(model, request, credentials, options);
  if (request.host !== undefined) return decision;
  const hosts = hostsAt(model, decision);
  const demands = hosts.map((host) => connectionStep(() => [host], { ...request, host: host.name }, credentials));
  const [most] = (["pass", "unknown", "fail"] as const).flatMap(
    (result) => demands.find((step) => step?.result === result) ?? [],
  );
  if (most === undefined || demands.includes(undefined)) return decision;
  if (most.result === "fail") return concluded([most]);
  const { route, entryPoint, only } = decision;
  const found = { ...(route && { route }), ...(entryPoint && { entryPoint }), ...(only && { only }) };
  return { ...concluded([most, ...decision.steps]), ...found };
}

function hostsAt(model: Model, { route, entryPoint }: Decision): readonly Host[] {
  if (route) return hostsOf(model.apiMappings, targetOf(route.api));
  return entryPoint?.hosts ?? [];
}
