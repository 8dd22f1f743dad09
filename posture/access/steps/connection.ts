import type { Host } from "../../model";
import type { AccessRequest, Credentials } from "../request";
import type { Step } from "./types";

const check = "connection";

/**
 * What the host that was called demands before any request is read: a client certificate, or to be asked from inside a
 * network. Nothing where no host was named.
 */
export function connectionStep(
  hosts: () => readonly Host[],
  { host: called, inside = false }: AccessRequest,
  credentials: Credentials,
): Step | undefined {
  if (called === undefined) return undefined;
  const host = hosts().find(({ name }) => isHost(name, called));
  if (!host) return undefined;
  const { name } = host;
  if (host.answers === "unknown")
    return { check, result: "unknown", text: `Whether ${name} answers isn't known (disable_execute_api_endpoint).` };
  if (host.private !== false && !inside)
    return host.private === true
      ? { check, result: "fail", text: `${name} answers inside its network only: nobody outside can connect.` }
      : { check, result: "unknown", text: `Whether ${name} answers inside its network only isn't known.` };
  if (host.mutualTls === false) return undefined;
  if (credentials.certificate === true)
    return {
      check,
      result: "pass",
      text: `${name} requires a client certificate, and one that its truststore accepts is presented.`,
    };
  return host.mutualTls === true
    ? {
        check,
        result: "fail",
        text: `${name} requires a client certificate that its truststore accepts: the TLS handshake fails.`,
      }
    : { check, result: "unknown", text: `Whether ${name} requires a client certificate isn't known.` };
}

/** Is it the name that was called? A wildcard domain answers for one label. */
export function isHost(name: string, called: string): boolean {
  const [own, asked] = [name.toLowerCase(), called.toLowerCase()];
  return own === asked || (own.startsWith("*.") && asked.slice(asked.indexOf(".") + 1) === own.slice(2));
}
