import { hasUniqueMembers } from "../../posture/claims";
import { Denied, insufficientScope } from "./denied";

/** Members of a message that decide here what it does. */
const DECISIVE = ["jsonrpc", "id", "method", "params", "name"];

type Json = Readonly<Record<string, unknown>>;

/**
 * Checks that a token's scopes are enough for the tools that a body of JSON-RPC calls. A body that two parsers may read differently is refused:
 * what counts here has to be what the server does.
 * @param tools see McpConfig.tools
 * @param keep scopes that a token with more rights needs as well: clients ask for just what the refusal names
 * @throws Denied 400 `invalid_json`, 403 `scope`, `tool`
 */
export function checkToolScopes(
  body: string,
  tools: ReadonlyMap<string, readonly string[]>,
  scopes: ReadonlySet<string>,
  keep: readonly string[] = [],
): void {
  for (const message of messagesOf(body)) {
    if (message["method"] !== "tools/call") continue;
    const { params } = message;
    const name = isObject(params) && isPlain(params) ? params["name"] : undefined;
    if (typeof name !== "string") throw invalid("A tools/call has no params.name");
    const asked = tools.get(name) ?? tools.get("*");
    if (asked === undefined) throw new Denied(403, "tool", "The tool is not available");
    if (asked.length > 0 && !asked.some((scope) => scopes.has(scope)))
      throw insufficientScope("scope", [...new Set([...keep, ...asked])], "scope");
  }
}

/** One message, or a batch of them as older clients send it. */
function messagesOf(body: string): readonly Json[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalid("The body is not valid JSON");
  }
  if (typeof value !== "object" || value === null) throw invalid("The body is not a JSON-RPC message");
  if (!hasUniqueMembers(body, value)) throw invalid("The body names a member twice, or is nested too deeply");
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!messages.every((message) => isObject(message) && isPlain(message)))
    throw invalid("The body is not a JSON-RPC message");
  return messages as readonly Json[];
}

/** Some servers read members without looking at their case, by Unicode's folding even: `Method` and `paramſ` may be their `method` and `params`. */
const isPlain = (message: Json): boolean =>
  Object.keys(message).every((key) => DECISIVE.includes(key) || !DECISIVE.includes(key.toUpperCase().toLowerCase()));

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalid = (text: string): Denied => new Denied(400, "invalid_json", text);
