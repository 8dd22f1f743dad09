import fc from "fast-check";
import { decide } from "../../../posture/access/index";
import { compare, differenceIn, verdictOf } from "../../../posture/diff/index";
import type { Model } from "../../../posture/model/index";
import { runs } from "../../support/runs";
import { CALLERS, REQUESTS, credentialsOf } from "../access/oracle-elsewhere";
import { NOW } from "../access/stacks";
import { elsewhere, elsewhereModel as read } from "../access/stacks-elsewhere";
import type { Elsewhere } from "../access/stacks-elsewhere";

const PARAMETERS = {
  numRuns: runs(30),
};

/** Two stacks that differ in one part, or two: where everything differs, some finding always is broader. */
const pair = fc
  .tuple(elsewhere, elsewhere)
  .chain(([one, other]) =>
    fc
      .subarray(Object.keys(one) as (keyof Elsewhere)[], { minLength: 1, maxLength: 2 })
      .map((parts): readonly [Elsewhere, Elsewhere] => [
        one,
        { ...one, ...Object.fromEntries(parts.map((part) => [part, other[part]])) },
      ]),
  );

const hasPolicy = ({ policy }: Elsewhere): boolean => policy.allows !== "nothing said" || policy.deniesCaller;
/** A policy that is no longer written stays as it is deployed, so of those one direction only is known. */
const bothWays = pair.filter(([one, other]) => hasPolicy(one) === hasPolicy(other));

const verdict = (before: Model, after: Model): string =>
  verdictOf(differenceIn(compare(before, after)).findings, { allowed: ["breaking"] });

const OPEN_BY_SIGNATURE: Elsewhere = {
  methods: ["signature", "signature", undefined],
  policy: { allows: "all", deniesCaller: false },
  url: "AWS_IAM",
  permissions: [],
  statements: [],
  boundary: [],
  secure: false,
  pool: { guests: false, trusts: "unauthenticated" },
  balancer: { signIn: true, openRule: false },
  graphql: { main: "API_KEY", also: "API_KEY", marked: false },
  http: { cors: false, options: false, catchAll: "GET /{proxy+}" },
};

const GUESTS = { guests: true, trusts: "unauthenticated" } as const;
const ALL = [{ Effect: "Allow", Action: "appsync:GraphQL", Resource: "*" }] as const;

const LIMITED: Elsewhere = {
  ...OPEN_BY_SIGNATURE,
  policy: { allows: "items", deniesCaller: false },
  statements: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
  boundary: undefined,
};

const BY_URL: Elsewhere = { ...OPEN_BY_SIGNATURE, url: "NONE", permissions: ["lambda:InvokeFunctionUrl"] };

/**
 * What chance found once: an entry point that was open to every AWS account, or by its key, closes and lets in who has something else; a catch-all
 * was open on the one path that the API's policy allows, and takes signatures on all.
 */
const FOUND: [readonly [Elsewhere, Elsewhere]][] = [
  [[OPEN_BY_SIGNATURE, { ...OPEN_BY_SIGNATURE, methods: ["id token", "signature", undefined] }]],
  [[OPEN_BY_SIGNATURE, { ...OPEN_BY_SIGNATURE, methods: ["scope", "scope", "scope"] }]],
  [[BY_URL, { ...BY_URL, permissions: ["lambda:InvokeFunction"] }]],
  [
    [
      { ...OPEN_BY_SIGNATURE, pool: GUESTS, statements: ALL },
      {
        ...OPEN_BY_SIGNATURE,
        pool: GUESTS,
        statements: ALL,
        graphql: { main: "AWS_IAM", also: "AWS_IAM", marked: false },
      },
    ],
  ],
  [
    [
      { ...LIMITED, methods: ["open", "signature", "open"] },
      { ...LIMITED, methods: ["id token", undefined, "signature"] },
    ],
  ],
];

/** The first request that is refused before and let in after. A preflight that CORS answers reaches nothing. */
function opened(before: Model, after: Model): string | undefined {
  for (const request of REQUESTS)
    for (const caller of CALLERS) {
      const [was, is] = [before, after].map((model) => {
        const credentials = credentialsOf(model, caller);
        return credentials && decide(model, request, credentials, { now: NOW, advice: false });
      });
      if (was?.outcome === "deny" && is?.outcome === "allow" && (is.route ?? is.entryPoint))
        return JSON.stringify([request, caller]);
    }
  return undefined;
}

describe("of REST APIs, function URLs, load balancers, AppSync, identity pools, preflights and what limits them", () => {
  test("where nothing broader is said, nobody who was refused is let in; alike has no finding", () => {
    let silent = 0;
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        expect(differenceIn(compare(before, read(one))).findings).toEqual([]);
        if (verdict(before, after) !== "nothing broader") return;
        silent++;
        expect(opened(before, after)).toBeUndefined();
      }),
      { ...PARAMETERS, examples: FOUND },
    );
    expect(silent).toBeGreaterThan(PARAMETERS.numRuns / 20);
  });

  test("what one direction lets in, the other refuses, at every entry point", () => {
    fc.assert(
      fc.property(bothWays, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        const [forth, back] = [compare(before, after).decisions, compare(after, before).decisions];
        for (const was of before.entryPoints) {
          const is = after.entryPoints.find(({ id }) => id === was.id);
          if (!is) continue;
          const [there, here] = [forth.compareAt(was, is), back.compareAt(is, was)];
          const sorted = (list: readonly string[]) => [...list].sort();
          expect(sorted(here.lost)).toEqual(sorted(there.gained));
          expect(sorted(here.gained)).toEqual(sorted(there.lost));
          expect(sorted(here.unclear)).toEqual(sorted(there.unclear));
        }
      }),
      PARAMETERS,
    );
  });

  test("what is said to be broadened at an address is narrowed or broken by the reverse", () => {
    const OPPOSITE = { broadened: ["narrowed", "breaking", "protective"], narrowed: ["broadened", "breaking"] };
    fc.assert(
      fc.property(bothWays, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        const [forth, back] = [compare(before, after), compare(after, before)].map((one) => differenceIn(one).findings);
        // One permission in the place of another, which may have another address, is broadened in both directions.
        const changed = [forth, back].map(
          (one) => (one ?? []).filter(({ code }) => code === "permission-changed").length,
        );
        expect(changed[0]).toBe(changed[1]);
        for (const { address, code, kind, summary } of forth ?? []) {
          if (code === "permission-changed") continue;
          // What policies say is compared by itself, and who holds them may be known of one side only.
          if (address.startsWith("aws_iam_") || (kind !== "broadened" && kind !== "narrowed")) continue;
          const kinds = (back ?? []).filter((one) => one.address === address).map((one) => one.kind);
          if (!kinds.some((one) => OPPOSITE[kind].includes(one)))
            throw new Error(`${summary} Back: ${kinds.join(" ")}`);
        }
      }),
      { ...PARAMETERS, examples: FOUND },
    );
  });
});

test("a key that opens what guests could sign for lets in who has nothing but the key, and no longer does by the reverse", () => {
  const signed: Elsewhere = {
    ...{ ...OPEN_BY_SIGNATURE, statements: [...ALL], pool: GUESTS },
    graphql: { main: "AWS_IAM", also: "AWS_IAM", marked: false },
  };
  const sides = [
    read(signed),
    read({ ...signed, graphql: { main: "API_KEY", also: "API_KEY", marked: false } }),
  ] as const;
  const said = (before: Model, after: Model) =>
    differenceIn(compare(before, after)).findings.map(({ kind, summary }) => `${kind} ${summary}`);
  const key = "callers who have an API key only";
  expect(said(...sides)).toContainEqual(
    expect.stringMatching(`^broadened Query.order by API_KEY of GraphQL API g lets in ${key}`),
  );
  expect(said(sides[1], sides[0])).toContainEqual(
    expect.stringMatching(`^narrowed Query.order by AWS_IAM of GraphQL API g no longer lets in ${key}`),
  );
});
