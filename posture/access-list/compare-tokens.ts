import { targetOf } from "../model";
import type { Authorizer, Audience, JwtAuthorizer, Route } from "../model";
import type { AllowTokens } from "./list";
import { isExpression } from "./list";
import type { Difference } from "./difference";
import { isNamed, leadsToNamed, linkName } from "./names";
import { listText } from "./sets";

type Found = Omit<Difference, "route" | "at"> & { readonly at?: Difference["at"] };

/** What a JWT route takes, held against what was declared of it. */
export function compareTokens(route: Route, allow: AllowTokens): readonly Found[] {
  const authorizer = targetOf(route.authorizer);
  if (authorizer === undefined)
    return [
      {
        code: "access-authorization",
        certain: route.authorizer.kind !== "unknown",
        declared: `tokens of ${allow.issuer}`,
        found: `the authorizer ${linkName(route.authorizer)}`,
        effect: "Who gets in is decided elsewhere.",
      },
    ];
  const { jwt } = authorizer;
  if (jwt === undefined)
    return [
      {
        code: "access-authorization",
        at: authorizer,
        certain: true,
        declared: `tokens of ${allow.issuer}`,
        found: "an authorizer that isn't for JWTs",
        effect: "Nobody gets in.",
      },
    ];
  return [...issuer(authorizer, jwt, allow), ...clients(authorizer, jwt, allow), ...scopes(route, allow)];
}

function issuer(authorizer: Authorizer, jwt: JwtAuthorizer, allow: AllowTokens): readonly Found[] {
  const byPool = leadsToNamed(jwt.pool, allow.issuer);
  const literal = jwt.issuer.known ? jwt.issuer.value : undefined;
  const same = byPool === true || literal === allow.issuer ? true : literal !== undefined ? false : byPool;
  if (same === true) return [];
  const found = literal ?? linkName(jwt.pool);
  return [
    {
      code: "access-issuer",
      at: authorizer,
      certain: same === false && !isExpression(allow.issuer),
      declared: `tokens of ${allow.issuer}`,
      found: `the issuer ${found}`,
      effect: `Nobody who is declared gets in (401), and tokens of ${found} are taken.`,
    },
  ];
}

function clients(authorizer: Authorizer, { audience }: JwtAuthorizer, allow: AllowTokens): readonly Found[] {
  const missing = allow.clients.filter((name) => !audience.items.some((item) => isClient(item, name)));
  const extra = audience.items.filter((item) => !allow.clients.some((name) => isClient(item, name)));
  if (missing.length === 0 && extra.length === 0 && audience.missing.length === 0) return [];
  const names = audience.items.map(audienceName);
  return [
    {
      code: "access-clients",
      at: authorizer,
      certain: audience.missing.length === 0 && ![...allow.clients, ...names].some(isExpression),
      declared: `tokens for ${listText(allow.clients)}`,
      found: `the audience ${listText([...names, ...audience.missing.map((why) => `(not known yet: ${why})`)])}`,
      effect: [
        missing.length === 0 ? "" : `Tokens for ${listText(missing)} are refused.`,
        extra.length === 0 ? "" : `Tokens for ${listText(extra.map(audienceName))} are taken.`,
      ]
        .join(" ")
        .trim(),
    },
  ];
}

function isClient(item: Audience, name: string): boolean {
  return item.kind === "client" ? isNamed(item.client, name) : item.id === name;
}

function audienceName(item: Audience): string {
  return item.kind === "client" ? item.client.address : item.id;
}

function scopes({ scopes: found }: Route, { scopes: declared = [] }: AllowTokens): readonly Found[] {
  const missing = declared.filter((scope) => !found.items.includes(scope));
  const extra = found.items.filter((scope) => !declared.includes(scope));
  if (missing.length === 0 && extra.length === 0 && found.missing.length === 0) return [];
  const open = found.items.length === 0 && found.missing.length === 0;
  return [
    {
      code: "access-scopes",
      certain: found.missing.length === 0 && ![...declared, ...found.items].some(isExpression),
      declared: declared.length === 0 ? "no scope" : `one of the scopes ${listText(declared)}`,
      found: open ? "no scope" : listText([...found.items, ...found.missing.map((why) => `(not known yet: ${why})`)]),
      effect: open
        ? "Every token of the issuer gets in, ID tokens included."
        : [
            extra.length === 0
              ? ""
              : declared.length === 0
                ? `Only holders of ${listText(extra)} get in.`
                : `Holders of ${listText(extra)} get in.`,
            missing.length === 0 ? "" : `Holders of ${listText(missing)} alone are refused.`,
          ]
            .join(" ")
            .trim(),
    },
  ];
}
