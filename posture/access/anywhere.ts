import { targetOf, type Host, type Model } from "../model/index";
import { hostsOf } from "../model/entry-points/http-api";
import { decide } from "./decide";
import type { AccessRequest, Credentials, DecideOptions, Decision } from "./request";

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
  const connected = decide(model, request, credentials, options);
  if (request.host !== undefined) return connected;
  const hosts = hostsAt(model, connected);
  if (hosts.length === 0 || hosts.some((host) => host.mutualTls === false && host.private === false)) return connected;
  const each = hosts.map(({ name }) => decide(model, { ...request, host: name }, credentials, options));
  const reached = each.find(({ steps }) =>
    steps.every(({ check, result }) => check !== "connection" || result === "pass"),
  );
  return reached ?? each.find(({ outcome }) => outcome === "unknown") ?? each[0] ?? connected;
}

function hostsAt(model: Model, { route, entryPoint }: Decision): readonly Host[] {
  if (route) return hostsOf(model.apiMappings, targetOf(route.api));
  return entryPoint?.hosts ?? [];
}
