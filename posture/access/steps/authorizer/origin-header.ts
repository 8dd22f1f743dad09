import { createHash } from "node:crypto";
import { quote } from "../../../redact/quote";
import { environmentVariable, type Authorizer, type LambdaFunction, type Value } from "../../../model";
import type { ExplainOptions, Step } from "../types";
import { denial } from "./denial";

/** The ORIGIN_HEADER of the bundled authorizer; undefined where it can't be read as one, and the function denies every call. */
export type OriginHeaderRule = Value<{ readonly name: string; readonly sha256: readonly string[] } | undefined>;

/** Read as functions/authorizer reads it. */
export function originHeaderOf(fn: LambdaFunction): { readonly originHeader?: OriginHeaderRule } {
  const { text } = environmentVariable(fn, "ORIGIN_HEADER");
  if (!text.known) return { originHeader: text };
  return text.value === undefined ? {} : { originHeader: { known: true, value: parsed(text.value) } };
}

function parsed(text: string): { readonly name: string; readonly sha256: readonly string[] } | undefined {
  try {
    const { name, sha256 } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isHash = (hash: unknown): boolean => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash);
    if (typeof name !== "string" || !/^[a-z0-9-]+$/.test(name) || !Array.isArray(sha256)) return undefined;
    return sha256.length > 0 && sha256.every(isHash) ? { name, sha256: sha256.map(String) } : undefined;
  } catch {
    return undefined;
  }
}

/** A header that API Gateway asks for beside the token's: without it the function isn't called. */
export function absentHeader({ address, identitySources }: Authorizer, { headers }: ExplainOptions): Step | undefined {
  if (headers === undefined) return undefined;
  const asked = identitySources.items.flatMap((source) => /^\$request\.header\.(.+)$/i.exec(source)?.[1] ?? []);
  const absent = asked.find((name) => {
    const lower = name.toLowerCase();
    return lower !== "authorization" && (headers[lower] ?? "") === "";
  });
  if (absent === undefined) return undefined;
  return {
    check: "identity-source",
    result: "fail",
    status: 401,
    text: `The header ${quote(absent).slice(1, -1)}, which ${address} looks for, was not sent. API Gateway answers itself, without invoking the function.`,
    remedy: "Call the distribution that adds it.",
  };
}

/** Did the call come by the distribution? The value of the header is never shown. */
export function originHeaderSteps(
  rule: OriginHeaderRule | undefined,
  { headers }: Pick<ExplainOptions, "headers">,
): readonly Step[] {
  if (rule === undefined) return [];
  const check = "function";
  if (!rule.known)
    return [
      {
        check,
        result: headers === undefined ? "note" : "unknown",
        text: "It requires a header that a distribution adds; its name and value aren't known yet.",
        ...(headers === undefined && {
          assuming: "the request carries the header that a distribution in front of the API adds",
        }),
      },
    ];
  if (rule.value === undefined)
    return [
      denial(
        check,
        "configuration",
        "It denies every call, since it can't read its ORIGIN_HEADER.",
        "Correct ORIGIN_HEADER: the header's name in lowercase, and the SHA-256 of each accepted value.",
      ),
    ];
  const { name, sha256 } = rule.value;
  if (headers === undefined)
    return [
      {
        check,
        result: "note",
        text: `It requires the header ${name} with the value that a distribution in front of the API adds.`,
        assuming: `the request came through the distribution that adds ${name}`,
      },
    ];
  const sent = headers[name];
  const isRight = sent !== undefined && sha256.includes(createHash("sha256").update(sent).digest("hex"));
  return [
    isRight
      ? { check, result: "pass", text: `The header ${name} holds the value that the distribution adds.` }
      : denial(
          check,
          "origin_header",
          sent === undefined
            ? `The request has no header ${name}, which the distribution adds.`
            : `Its header ${name} doesn't hold the value that the distribution adds.`,
          "Call the distribution's domain name.",
        ),
  ];
}
