import type { EntryPoint } from "../../model/index";
import type { Credentials } from "../request";
import type { Step } from "./types";

const check = "api-key";

/**
 * An API key of a usage plan counts calls; it is asked for after who calls was settled.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export function keySteps(
  { apiKey, authorization }: Pick<EntryPoint, "apiKey" | "authorization">,
  { apiKey: sent = false }: Credentials,
): readonly Step[] {
  if (!apiKey) return [];
  const step = (result: Step["result"], text: string): readonly Step[] => [{ check, result, text }];
  const custom =
    authorization.kind === "authorizer" ||
    (authorization.kind === "route" &&
      authorization.route.authorization.known &&
      authorization.route.authorization.value === "CUSTOM");
  if (apiKey.from === "authorizer" && custom) return step("note", "Its Lambda authorizer returns the API key.");
  if (apiKey.from === "authorizer")
    return step(
      "unknown",
      "It requires the API key that a Lambda authorizer returns, and has no such authorizer: AWS doesn't document whether any call gets in.",
    );
  if (apiKey.from === "unknown")
    return step("unknown", "Whether the caller or an authorizer has to supply the API key isn't known.");
  if (sent) return step("pass", "The API key is valid; it doesn't identify the caller.");
  return [{ check, result: "fail", status: 403, text: "It requires an API key of a usage plan, and none is sent." }];
}
