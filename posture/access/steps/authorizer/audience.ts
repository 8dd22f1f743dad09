import { quote, quoteAll } from "../../../redact/quote";
import { claim, textClaim, words } from "../token";
import type { Claims, Token } from "../token";
import type { Step } from "../types";
import { denial } from "./denial";
import type { Said } from "./denial";
import { listOf } from "./rules";
import type { Json } from "./rules";

/** `audience` and `clientIds` of an issuer: where both are given, both have to match. */
export function audienceSteps(issuer: Json, claims: Claims, said: Said): readonly Step[] {
  const accepted = listOf(issuer["audience"]);
  const clients = listOf(issuer["clientIds"]);
  const steps: Step[] = [];
  if (accepted !== undefined) {
    const raw = claim(claims, "aud");
    const aud = typeof raw === "string" ? [raw] : words(raw);
    steps.push(
      aud.some((one) => accepted.includes(one))
        ? { check: "audience", result: "pass", text: `aud is ${quoteAll(aud)}, an audience that it accepts.` }
        : denial(
            "audience",
            "audience",
            `aud is ${quoteAll(aud)}; it accepts ${said(accepted)}.`,
            "Ask the issuer for a token for this API.",
          ),
    );
  }
  if (clients === undefined) return steps;
  // A Cognito ID token has no client_id.
  const name = claim(claims, "token_use") === "id" ? "aud" : "client_id";
  const id = textClaim(claims, name);
  steps.push(
    id !== undefined && clients.includes(id)
      ? { check: "audience", result: "pass", text: `${name} is ${quote(id)}, a client that it lets in.` }
      : denial(
          "audience",
          "client",
          `${name} is ${id === undefined ? "missing" : quote(id)}; it lets in the clients ${said(clients)}.`,
          "Get the token through one of these clients, or add this one to clientIds.",
        ),
  );
  return steps;
}

/** `tokenUse`: access tokens unless it says otherwise; a token that doesn't declare itself passes only where nothing is said. */
export function kindStep(issuer: Json, { header, claims }: Token): Step {
  const check = "token-type";
  const declared = claim(claims, "token_use");
  // RFC 9068 names access tokens in the header.
  const typed = /at\+jwt$/i.test(textClaim(header, "typ") ?? "");
  const use = declared === undefined && typed ? "access" : declared;
  const wanted = issuer["tokenUse"];
  const named = `${wanted === "id" ? "an ID" : "an access"} token`;
  if (typed && use !== "access")
    return denial(check, "token_use", "Its header says that it is an access token, its token_use says another thing.");
  if (use === undefined && wanted === undefined)
    return { check, result: "pass", text: "It doesn't say which type it is; none is asked for." };
  if (use === (wanted ?? "access")) return { check, result: "pass", text: `It is ${named}, as it wants.` };
  return denial(
    check,
    "token_use",
    `It ${use === undefined ? "doesn't say which type it is" : `is of the type ${quote(String(use))}`}; it wants ${named}.`,
    `Send ${named}.`,
  );
}
