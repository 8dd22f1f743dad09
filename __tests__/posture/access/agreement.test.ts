import fc from "fast-check";
import {
  accessOf,
  decide,
  entryAccesses,
  type Decision,
  type DecideFunction,
  type EntryAccess,
} from "../../../posture/access/index";
import type { ExplainOptions } from "../../../posture/access/steps/types";
import { ANY_AWS_ACCOUNT } from "../../../posture/access/steps/unknown-callers";
import { poolIdentities } from "../../../posture/iam/index";
import { explain } from "../../../posture/explain/index";
import type { Explanation } from "../../../posture/explain/index";
import type { Model, Route } from "../../../posture/model/index";
import { NOW, REQUESTS, ROLE, SENT, claimsOf, compact, modelOf, spec } from "./stacks";
import type { Sent, Spec } from "./stacks";
import { POOL, elsewhere, elsewhereModel, type Elsewhere } from "./stacks-elsewhere";
import { whole } from "./whole";
import { runs } from "../../support/runs";

const PARAMETERS = {
  numRuns: runs(40),
};

/** What explain says, as show would have to: is the caller let in? */
function letIn({ steps }: Explanation): "yes" | "no" | "perhaps" {
  const own = steps.filter(({ check }) => check !== "handler");
  if (own.some(({ result }) => result === "fail")) return "no";
  return own.some(({ result }) => result === "unknown") ? "perhaps" : "yes";
}

function explained(model: Model, stack: Spec, asked: Parameters<typeof explain>[1], sent: Sent): Explanation {
  const token = sent.kind === "token" ? compact(claimsOf(stack, sent)) : undefined;
  const signed = sent.kind === "signature" && { signed: { principal: ROLE } };
  return whole(explain(model, asked, token, { now: NOW, ...signed }));
}

/** Every place where show says another thing of a route than explain does. */
function disagreements(stack: Spec, judge: DecideFunction): readonly string[] {
  const model = modelOf(stack);
  const shown = new Map(entryAccesses(model, judge).map((access) => [access.entryPoint.id, access]));
  return model.routes.flatMap((route) => {
    const access = accessOf(model, route, judge);
    const open = shown.get(route.address)?.open === true;
    return SENT.flatMap((sent) => {
      const told = letIn(explained(model, stack, { entryPoint: route.address }, sent));
      const listed = open ? "yes" : shownFor(stack, access, sent);
      return listed === undefined || listed === told
        ? []
        : [`${key(route)} ${JSON.stringify(sent)}: ${listed} shown, ${told} explained`];
    });
  });
}

function key({ key: own, address }: Route): string {
  return own.known ? own.value : address;
}

/** Does show name who sends this? Undefined: it doesn't speak of such a caller. */
function shownFor(
  { clients }: Spec,
  { caller, clients: through }: ReturnType<typeof accessOf>,
  sent: Sent,
): "yes" | "no" | "perhaps" | undefined {
  if (caller.kind === "everybody") return "yes";
  if (sent.kind === "nothing") return "no";
  if (sent.kind === "token" && sent.aud !== undefined) return undefined;
  if (sent.kind === "signature") {
    if (caller.kind !== "principals") return caller.kind === "lambda" ? undefined : "no";
    return caller.holders.includes(ROLE) ? "yes" : caller.holders.includes(`perhaps ${ROLE}`) ? "perhaps" : "no";
  }
  // Whom a function lets in, show leaves to it; a scope that the client may not ask for is in none of its tokens.
  if (caller.kind === "lambda" || (sent.scope !== undefined && !clients[sent.client].scopes.includes(sent.scope)))
    return undefined;
  const client = through.find(({ name }) => name === sent.client);
  if (!client) return "no";
  return client.scopes === undefined || (sent.scope !== undefined && client.scopes.includes(sent.scope)) ? "yes" : "no";
}

/** Judges that are wrong in one way each. */
const answer = (decision: Decision, result: "pass" | "fail"): Decision => ({
  ...decision,
  outcome: result === "pass" ? "allow" : "deny",
  steps: [{ check: "authorization", result, text: "Wrong." }],
});
const WRONG: Readonly<Record<string, DecideFunction>> = {
  "takes a Lambda authorizer for no authorization": (model, request, credentials, options) => {
    const decision = decide(model, request, credentials, options);
    const type = decision.route?.authorization;
    return type?.known && type.value === "CUSTOM" ? answer(decision, "pass") : decision;
  },
  "looks at no audience": (model, request, credentials, options) => {
    const decision = decide(model, request, credentials, options);
    const failed = decision.steps.filter(({ result }) => result === "fail");
    return failed.length === 1 && failed[0]?.check === "audience" ? answer(decision, "pass") : decision;
  },
  "lets every signature in": (model, request, credentials, options) => {
    const decision = decide(model, request, credentials, options);
    return credentials.kind === "principal" ? answer(decision, "pass") : decision;
  },
  "refuses every token": (model, request, credentials, options) => {
    const decision = decide(model, request, credentials, options);
    return credentials.kind === "token" ? answer(decision, "fail") : decision;
  },
  "asks everybody for something": (model, request, credentials, options) => {
    const decision = decide(model, request, credentials, options);
    return credentials.kind === "none" ? answer(decision, "fail") : decision;
  },
};

describe("of any stack", () => {
  const agree = (judge: DecideFunction) =>
    fc.property(spec, (stack) => expect(disagreements(stack, judge)).toEqual([]));

  test("show and explain say the same of every route and caller", () => {
    fc.assert(agree(decide), PARAMETERS);
  });

  test("a request found by method and path is decided as at the route that is shown", () => {
    fc.assert(
      fc.property(spec, fc.constantFrom(...REQUESTS), fc.constantFrom(...SENT), (stack, request, sent) => {
        const model = modelOf(stack);
        const said = explained(model, stack, request, sent);
        if (said.route === undefined) return;
        const there = explained(model, stack, { entryPoint: said.route.address }, sent);
        // Policies may tell the paths of one route apart.
        if (letIn(there) !== "perhaps") expect(letIn(said)).toBe(letIn(there));
      }),
      PARAMETERS,
    );
  });

  // Without these, the property might hold whatever decides; what decides wrongly itself, broken-decide.test.ts finds out.
  test.each(Object.entries(WRONG))("show by a judge that %s disagrees with explain", (_, judge) => {
    expect(() => fc.assert(agree(judge), { ...PARAMETERS, endOnFailure: true })).toThrow(/Property failed/);
  });
});

/** What show says by name of whom it lets in: is this caller among them? Undefined: it doesn't speak of such callers. */
function namedBy({ who }: EntryAccess, asked: CallerSent): "yes" | "no" | "perhaps" | undefined {
  if (asked.kind === "token") {
    if (who.startsWith("nobody: ")) return "no";
    if (who.startsWith("any holder of an ID token")) return asked.use === "id" ? "yes" : "no";
    if (who.startsWith("any holder of a token")) return "yes";
    if (who.startsWith("holders of read")) return asked.scope === "read" ? "yes" : "no";
    return undefined;
  }
  if (!who.startsWith("IAM")) return undefined;
  const [, list = ""] = /^IAM: (.*?)(?:, with .*)?$/.exec(who) ?? [];
  const names = list.split("; ").map((name) => name.replace(/ \(by assuming .*\)$/, ""));
  if (names.includes(asked.called)) return "yes";
  if (names.includes(`perhaps ${asked.called}`)) return "perhaps";
  return names.includes("everybody with an AWS account") ? undefined : "no";
}

type CallerSent =
  | { readonly kind: "token"; readonly use: "id" | "access"; readonly scope?: string }
  | {
      readonly kind: "principal";
      readonly called: string;
      readonly principal: NonNullable<ExplainOptions["signed"]>["principal"];
    };

const TOKENS: readonly CallerSent[] = [
  { kind: "token", use: "id" },
  { kind: "token", use: "access" },
  { kind: "token", use: "access", scope: "read" },
];

/** Every place where show says another thing of an entry point than explain does. */
function disagreementsElsewhere(stack: Elsewhere, judge: DecideFunction): readonly string[] {
  const model = elsewhereModel(stack);
  const people: readonly CallerSent[] = [
    { kind: "principal", called: ROLE, principal: ROLE },
    ...poolIdentities(model).map((one) => ({ kind: "principal" as const, called: one.called, principal: one })),
  ];
  return entryAccesses(model, judge).flatMap((access) => {
    const { entryPoint, open, who } = access;
    const ask = (token: string | undefined, more: Omit<ExplainOptions, "now">) =>
      letIn(explain(model, { entryPoint: entryPoint.id }, token, { now: NOW, ...more }));
    const wrong = (caller: string, shown: string, said: string) =>
      shown === said ? [] : [`${entryPoint.id} (${who}) ${caller}: ${shown} shown, ${said} explained`];
    // Whoever has nothing but what everybody can get.
    const byKey = entryPoint.authorization.kind === "api-key" || entryPoint.apiKey !== undefined;
    const everybody = [
      ask(undefined, {}),
      ...(byKey ? [ask(undefined, { apiKey: true })] : []),
      ...(who.startsWith("IAM") ? [ask(undefined, { signed: { principal: ANY_AWS_ACCOUNT }, apiKey: true })] : []),
      ...people.flatMap((one) =>
        one.kind === "principal" && one.called.startsWith("guests") && who.includes(one.called)
          ? [ask(undefined, { signed: { principal: one.principal }, apiKey: true })]
          : [],
      ),
    ];
    const said = everybody.includes("yes") ? "yes" : everybody.includes("perhaps") ? "perhaps" : "no";
    const shown = open === true ? "yes" : open === false ? "no" : "perhaps";
    return [
      ...wrong("everybody", shown, said),
      ...[...people, ...TOKENS].flatMap((one) => {
        const named = namedBy(access, one);
        if (named === undefined) return [];
        const proof = { apiKey: true, certificate: true };
        const own =
          one.kind === "principal"
            ? ask(undefined, { ...proof, signed: { principal: one.principal } })
            : ask(tokenOf(one), proof);
        return wrong(JSON.stringify(one.kind === "token" ? one : one.called), named, own);
      }),
    ];
  });
}

function tokenOf({ use, scope }: Extract<CallerSent, { kind: "token" }>): string {
  const iss = `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`;
  return compact({
    ...{ iss, sub: "somebody", token_use: use, iat: NOW - 60, exp: NOW + 3600 },
    ...(use === "id" ? { aud: "web" } : { client_id: "web" }),
    ...(scope !== undefined && { scope }),
  });
}

describe("of REST methods, function URLs, listeners, AppSync fields and identity pools", () => {
  const agree = (judge: DecideFunction) =>
    fc.property(elsewhere, (stack) => expect(disagreementsElsewhere(stack, judge)).toEqual([]));

  test("show and explain say the same of every entry point and caller", () => {
    fc.assert(agree(decide), PARAMETERS);
  });

  test.each(["lets every signature in", "asks everybody for something"] as const)(
    "show by a judge that %s disagrees with explain",
    (name) => {
      expect(() => fc.assert(agree(WRONG[name] ?? decide), { ...PARAMETERS, endOnFailure: true })).toThrow(
        /Property failed/,
      );
    },
  );
});
