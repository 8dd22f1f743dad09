import { synthChanges } from "./support";

type Resources = Parameters<typeof synthChanges>[0];

/** What is said of a change and of its reversal, without codes. */
const said = (before: Resources, after: Resources) =>
  [synthChanges(before, after), synthChanges(after, before)].map((list) =>
    list.map(({ kind, summary }) => `${kind}: ${summary}`),
  );

const FORWARD = { type: "forward", target_group_arn: "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/1" };
const REFUSE = { type: "fixed-response", fixed_response: [{ content_type: "text/plain", status_code: "403" }] };
const SIGN_IN = {
  type: "authenticate-oidc",
  authenticate_oidc: [{ issuer: "https://id.example", on_unauthenticated_request: "authenticate" }],
};
const LISTENER = "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/web/1/2";

describe("listeners", () => {
  const listener = (...default_action: readonly object[]) => ({
    aws_lb_listener: { l: { arn: LISTENER, protocol: "HTTPS", default_action } },
  });
  const rule = (
    priority: number,
    action: readonly object[],
    condition: readonly object[] = [{ path_pattern: [{ values: ["/*"] }] }],
  ): Record<string, unknown> => ({
    listener_arn: LISTENER,
    priority,
    action,
    condition,
  });
  const rules = (own: Record<string, unknown>, more: Record<string, Record<string, unknown>> = {}) => ({
    ...listener(REFUSE),
    aws_lb_listener_rule: { r: own, ...more },
  });

  test("lets in more the fewer ask for a sign-in or refuse", () => {
    expect(said(listener(REFUSE), listener(FORWARD))).toEqual([
      ["broadened: aws_lb_listener.l forwards requests to a target (was: its own response)."],
      ["breaking: aws_lb_listener.l sends a response of its own (was: forwards requests to a target)."],
    ]);
    expect(said(listener(REFUSE), listener(SIGN_IN, FORWARD))).toEqual([
      ["broadened: aws_lb_listener.l forwards requests of authenticated callers (was: its own response)."],
      ["breaking: aws_lb_listener.l sends a response of its own (was: forwards requests of authenticated callers)."],
    ]);
    expect(said(listener(SIGN_IN, FORWARD), listener(FORWARD))).toEqual([
      ["broadened: aws_lb_listener.l forwards requests without authentication (was: required)."],
      ["narrowed: aws_lb_listener.l requires callers to authenticate."],
    ]);
  });

  test("leaves what a rule no longer forwards to nobody, or to what isn't analysed", () => {
    const wide = [{ path_pattern: [{ values: ["/*"] }] }];
    const inner = [...wide, { source_ip: [{ values: ["10.0.0.0/8"] }] }];
    expect(said(rules(rule(1, [FORWARD], wide)), rules(rule(1, [FORWARD], inner)))).toEqual([
      ["narrowed: aws_lb_listener_rule.r forwards fewer requests."],
      ["broadened: aws_lb_listener_rule.r forwards more requests."],
    ]);
    const other = { other: rule(9, [FORWARD]) };
    expect(said(rules(rule(1, [FORWARD], wide), other), rules(rule(1, [FORWARD], inner), other))[0]).toEqual([
      "unknown: aws_lb_listener_rule.r forwards fewer requests: what becomes of the others was not analysed.",
    ]);
    expect(said(rules(rule(1, [REFUSE], wide)), rules(rule(1, [REFUSE], inner)))).toEqual([
      ["broadened: aws_lb_listener_rule.r answers fewer requests itself: other rules may forward the rest."],
      ["narrowed: aws_lb_listener_rule.r answers more requests itself: these are no longer forwarded."],
    ]);
  });

  test("is decided by the first rule that matches", () => {
    const closed = { closed: rule(10, [REFUSE]) };
    expect(said(rules(rule(20, [FORWARD]), closed), rules(rule(5, [FORWARD]), closed))).toEqual([
      ["broadened: aws_lb_listener_rule.r comes before aws_lb_listener_rule.closed: what both match is forwarded."],
      [
        "narrowed: aws_lb_listener_rule.r comes after aws_lb_listener_rule.closed: what both match is answered by the load balancer itself.",
      ],
    ]);
    const same = { same: rule(10, [FORWARD]) };
    for (const found of said(rules(rule(20, [FORWARD]), same), rules(rule(5, [FORWARD]), same)))
      expect(found).toEqual([expect.stringMatching(/^neutral: /)]);
    const alone = (priority: number) => ({ aws_lb_listener_rule: { r: rule(priority, [FORWARD]) } });
    expect(said(alone(1), alone(2))[0]).toEqual([
      "unknown: aws_lb_listener_rule.r has priority 2 (was: 1): its listener's other rules aren't part of this input.",
    ]);
  });
});

const SET = "arn:aws:wafv2:eu-west-1:1:regional/ipset/s/1";
const acl = (...rules: readonly object[]) => ({
  aws_wafv2_web_acl: { w: { name: "w", default_action: [{ allow: [{}] }], rule: rules } },
});
const wafRule = (name: string, priority: number, action: string, statement: object) => ({
  name,
  priority,
  action: [{ [action]: [{}] }],
  statement: [statement],
});
const GEO = { geo_match_statement: [{ country_codes: ["DE"] }] };

describe("ip-sets", () => {
  const named = { ip_set_reference_statement: [{ arn: SET }] };
  const set = (statement: object | undefined, action: string, ...addresses: readonly string[]) => ({
    aws_wafv2_ip_set: { s: { arn: SET, addresses } },
    ...(statement && acl(wafRule("r", 1, action, statement))),
  });
  test.each([
    ["allow", named, "broadened", "narrowed"],
    ["block", named, "protective", "broadened"],
    ["block", { not_statement: [{ statement: [named] }] }, "broadened", "protective"],
    ["allow", { not_statement: [{ statement: [named] }] }, "narrowed", "broadened"],
    ["count", named, "neutral", "neutral"],
    ["block", { and_statement: [{ statement: [named, GEO] }] }, "protective", "broadened"],
    ["block", undefined, "unknown", "unknown"],
  ])("%s by %j: one address more is %s, one less %s", (action, statement, more, less) => {
    const one = set(statement, action, "192.0.2.1/32");
    const two = set(statement, action, "192.0.2.1/32", "198.51.100.0/24");
    const kinds = said(one, two).map((list) => list.map((text) => text.split(":")[0]));
    expect(kinds).toEqual([[more], [less]]);
  });
  test("of which a rule excepts requests, they go on to the next rule or to the default action", () => {
    const others = { not_statement: [{ statement: [named] }] };
    const text = (statement: object, action: string) =>
      said(set(statement, action), set(statement, action, "192.0.2.1/32")).map(([one]) => one);
    expect([text(others, "block"), text({ and_statement: [{ statement: [GEO, others] }] }, "allow")]).toEqual([
      [
        "broadened: aws_wafv2_ip_set.s holds 192.0.2.1/32: a WAF rule that blocks requests no longer applies to requests from there.",
        "protective: aws_wafv2_ip_set.s no longer holds 192.0.2.1/32: a WAF rule that blocks requests applies to requests from there.",
      ],
      [
        "narrowed: aws_wafv2_ip_set.s holds 192.0.2.1/32: a WAF rule that allows requests no longer applies to requests from there, as far as its other statements have it so.",
        "broadened: aws_wafv2_ip_set.s no longer holds 192.0.2.1/32: a WAF rule that allows requests applies to requests from there, as far as its other statements have it so.",
      ],
    ]);
  });
  test("holds an address in a wider block already", () => {
    const [wide, both] = [["10.0.0.0/8"], ["10.0.0.0/8", "10.1.0.0/16"]];
    expect(said(set(named, "allow", ...wide), set(named, "allow", ...both))).toEqual([[], []]);
  });
});

describe("requests", () => {
  const managed = (more: object) => ({
    managed_rule_group_statement: [{ name: "Common", vendor_name: "AWS", ...more }],
  });
  const counted = { rule_action_override: [{ name: "Size", action_to_use: [{ count: [{}] }] }] };
  test("are stopped less by a group of which a rule only counts", () => {
    const [whole, less] = [managed({}), managed(counted)].map((one) => acl(wafRule("m", 1, "block", one)));
    expect(said(whole as Resources, less as Resources)).toEqual([
      ["broadened: Rule m of aws_wafv2_web_acl.w blocks fewer requests."],
      ["protective: Rule m of aws_wafv2_web_acl.w blocks more requests."],
    ]);
  });
  test("are let pass by the rule that comes first", () => {
    const both = (first: number) =>
      acl(
        wafRule("office", first, "allow", GEO),
        wafRule("rate", 5, "block", { rate_based_statement: [{ limit: 9 }] }),
      );
    expect(said(both(9), both(1))).toEqual([
      ["broadened: Rule office of aws_wafv2_web_acl.w comes before rule rate: what both match is allowed."],
      ["protective: Rule rate of aws_wafv2_web_acl.w comes before rule office: what both match is blocked."],
    ]);
    for (const found of said(both(6), both(7))) expect(found).toEqual([expect.stringMatching(/^neutral: /)]);
  });
});

describe("rules of web ACLs", () => {
  const geo = (...country_codes: readonly string[]) => ({ geo_match_statement: [{ country_codes }] });
  const rate = (limit: number, more: object = {}) => ({ rate_based_statement: [{ limit, ...more }] });
  const of = (kind: "and" | "or" | "not", ...statement: readonly object[]) => ({
    [`${kind}_statement`]: [{ statement }],
  });
  const managed = (more: object = {}) => ({
    managed_rule_group_statement: [{ name: "Common", vendor_name: "AWS", ...more }],
  });
  // A plan writes the blocks that aren't there as empty lists.
  const overridden = (action: string, ...others: readonly string[]) => {
    const none = Object.fromEntries(others.map((name) => [name, []]));
    return managed({ rule_action_override: [{ name: "Size", action_to_use: [{ ...none, [action]: [{}] }] }] });
  };
  const xss = { xss_match_statement: [{ field_to_match: [{ body: [{}] }] }] };
  const kinds = (before: Resources, after: Resources) =>
    said(before, after).map((list) => list.map((text) => text.replace(/: Rule r of aws_wafv2_web_acl\.w/, "")));

  // What a rule matches more, it blocks more: the second column is of the change, its reversal is the opposite.
  test.each([
    ["one country more", geo("DE"), geo("DE", "FR"), "more"],
    ["one country more is kept out of the match", of("not", geo("DE")), of("not", geo("DE", "FR")), "fewer"],
    ["a higher rate", rate(100), rate(200), "fewer"],
    ["one demand less", of("and", geo("DE"), xss), of("and", geo("DE")), "more"],
    ["one way more", of("or", geo("DE")), of("or", geo("DE"), xss), "more"],
    ["one of two demands is wider", of("and", geo("DE"), xss), of("and", geo("DE", "FR"), xss), "more"],
    ["a group for some requests", managed(), managed({ scope_down_statement: [geo("DE")] }), "fewer"],
    [
      "a group for more requests",
      managed({ scope_down_statement: [geo("DE")] }),
      managed({ scope_down_statement: [geo("DE", "FR")] }),
      "more",
    ],
    ["a group's rule lets pass", managed(), overridden("allow"), "fewer"],
    ["a group's rule counts", managed(), overridden("count", "allow", "block"), "fewer"],
    ["a group's rule asks for a puzzle", managed(), overridden("captcha", "count", "allow"), undefined],
    ["another country", geo("DE"), geo("FR"), undefined],
    [
      "one wider, one narrower",
      of("or", geo("DE"), of("not", geo("DE"))),
      of("or", geo("DE", "FR"), of("not", geo("DE", "FR"))),
      undefined,
    ],
    ["another rate's key", rate(100), rate(100, { aggregate_key_type: "FORWARDED_IP" }), undefined],
    ["another kind", geo("DE"), xss, undefined],
    ["a group's rule does something else", managed(), overridden("captcha"), undefined],
    ["another group", managed(), managed({ version: "2" }), undefined],
  ] as const)("%s", (_, was, is, way) => {
    const [before, after] = [was, is].map((one) => acl(wafRule("r", 1, "block", one)));
    const says = { more: "protective blocks more requests.", fewer: "broadened blocks fewer requests." };
    const other = ["unknown blocks other requests: which ones was not analysed."];
    expect(kinds(before as Resources, after as Resources)).toEqual(
      way === undefined ? [other, other] : [[says[way]], [says[way === "more" ? "fewer" : "more"]]],
    );
  });

  test.each([
    [
      "block",
      "count",
      "broadened counts what it matches (was: blocked).",
      "protective blocks what it matches (was: counted).",
    ],
    [
      "block",
      "allow",
      "broadened allows what it matches (was: blocked).",
      "protective blocks what it matches (was: allowed).",
    ],
    [
      "count",
      "allow",
      "broadened allows what it matches (was: counted).",
      "narrowed counts what it matches (was: allowed).",
    ],
  ])("%s becomes %s", (was, is, forth, back) => {
    const [before, after] = [was, is].map((action) => acl(wafRule("r", 1, action, geo("DE"))));
    expect(kinds(before as Resources, after as Resources)).toEqual([[forth], [back]]);
  });

  test.each([
    ["block", "protective", "broadened"],
    ["allow", "broadened", "narrowed"],
    ["count", "neutral", "neutral"],
  ])("a rule to %s comes or goes", (action, there, gone) => {
    const other = wafRule("other", 2, "block", xss);
    expect(kinds(acl(other), acl(other, wafRule("r", 1, action, geo("DE"))))).toEqual([
      [`${there} is new: it ${action}s what it matches.`],
      [`${gone} is removed: it no longer ${action}s what it matches.`],
    ]);
  });

  test("a rule's number alone changes nothing, nor its place beside one that counts or does the same", () => {
    for (const action of ["count", "block"]) {
      const both = (priority: number) => acl(wafRule("r", priority, "block", geo("DE")), wafRule("o", 5, action, xss));
      expect(kinds(both(1), both(9))).toEqual([
        ["neutral has priority 9 (was: 1): that changes nothing of what is blocked or allowed."],
        ["neutral has priority 1 (was: 9): that changes nothing of what is blocked or allowed."],
      ]);
    }
  });
});

describe("names", () => {
  const record = (type: string, ...records: readonly string[]) => ({
    aws_route53_record: { r: { zone_id: "Z", name: "api.example.com", type, records } },
  });
  test("lead to hosts, which get what callers send", () => {
    expect(said(record("A", "192.0.2.1"), record("A", "192.0.2.2"))[0]).toEqual([
      "broadened: The A record api.example.com points to 192.0.2.2 (was: 192.0.2.1): that host gets the requests to this name.",
    ]);
    expect(said(record("A", "192.0.2.1"), record("A", "192.0.2.1", "192.0.2.2"))[1]).toEqual([
      "narrowed: The A record api.example.com no longer points to 192.0.2.2.",
    ]);
  });
  test.each([
    ["CNAME", "neutral", "breaking"],
    ["NS", "broadened", "breaking"],
    ["CAA", "protective", "broadened"],
    ["TXT", "unknown", "unknown"],
  ])("a new %s record is %s, its removal %s", (type, there, gone) => {
    const found = said({}, record(type, "x.example.net")).map((list) => list.map((text) => text.split(":")[0]));
    expect(found).toEqual([[there], [gone]]);
  });
});

describe("graphql", () => {
  const api = (schema: string, ...more: readonly string[]) => ({
    aws_appsync_graphql_api: {
      g: {
        name: "g",
        authentication_type: "AWS_IAM",
        additional_authentication_provider: more.map((authentication_type) => ({ authentication_type })),
        schema,
      },
    },
  });
  test("marks say who may ask for a field", () => {
    const [closed, open] = ["type Query { a: Int }", "type Query { a: Int @aws_api_key @aws_iam }"];
    expect(said(api(closed, "API_KEY"), api(open, "API_KEY"))).toEqual([
      [
        "broadened: each field by API_KEY of GraphQL API g is a new entry point. Who gets in: everyone who has the API key, which every client contains.",
        "broadened: aws_appsync_graphql_api.g lets callers by API_KEY ask for Query.a.",
      ],
      [
        "breaking: each field by API_KEY of GraphQL API g is removed: its callers are refused.",
        "narrowed: aws_appsync_graphql_api.g no longer lets callers by API_KEY ask for Query.a.",
      ],
    ]);
    expect(said(api("type Query { a: Int }"), api("type Query { a: Int b: Int }"))).toEqual([
      ["broadened: aws_appsync_graphql_api.g has a field Query.b, for callers by AWS_IAM."],
      ["breaking: aws_appsync_graphql_api.g no longer has the field Query.b."],
    ]);
  });
  test("groups say which users of a pool may ask for a field, whatever else of the schema changes", () => {
    const POOL = "AMAZON_COGNITO_USER_POOLS";
    const schema = (marks: string) => `type Query { a: Int @aws_cognito_user_pools${marks} }`;
    const [all, ops, both] = ["", '(cognito_groups: ["ops"])', '(cognito_groups: ["ops", "dev"])'].map(schema);
    expect(said(api(ops ?? "", POOL), api(all ?? "", POOL))).toEqual([
      [
        `broadened: aws_appsync_graphql_api.g lets every caller by ${POOL} ask for Query.a (was: those in the group ops).`,
      ],
      [`narrowed: aws_appsync_graphql_api.g lets callers by ${POOL} ask for Query.a only in the group ops.`],
    ]);
    expect(said(api(ops ?? "", POOL), api(both ?? "", POOL))).toEqual([
      [`broadened: aws_appsync_graphql_api.g lets callers by ${POOL} in the group dev ask for Query.a.`],
      [
        `narrowed: aws_appsync_graphql_api.g no longer lets callers by ${POOL} ask for Query.a who are only in the group dev.`,
      ],
    ]);
  });
});

describe("role-mapping", () => {
  const rules = (...mapping_rule: readonly object[]) => ({
    aws_cognito_identity_pool_roles_attachment: {
      r: { roles: {}, role_mapping: [{ identity_provider: "p", type: "Rules", mapping_rule }] },
    },
  });
  const rule = (match_type: string, value: string) => ({ claim: "c", match_type, value, role_arn: "arn:role/x" });
  test.each([
    [rule("Equals", "admin"), rule("Contains", "admin"), "broadened", "narrowed"],
    [rule("Equals", "admins"), rule("StartsWith", "admin"), "broadened", "narrowed"],
    [rule("Equals", "admin"), rule("NotEqual", "guest"), "broadened", "narrowed"],
    [rule("Equals", "admin"), rule("Equals", "staff"), "broadened narrowed", "broadened narrowed"],
  ])("%j becomes %j", (was, is, forth, back) => {
    const kinds = said(rules(was), rules(is)).map((list) => list.map((text) => text.split(":")[0]).join(" "));
    expect(kinds).toEqual([forth, back]);
  });
});

describe("grants", () => {
  test("are told where no policy says them, and a limit is none", () => {
    expect(said({}, { aws_eks_pod_identity_association: { p: { role_arn: "r" } } })).toEqual([
      ["broadened: aws_eks_pod_identity_association.p is new: pods of its service account may assume its role."],
      [
        "narrowed: aws_eks_pod_identity_association.p is removed: pods of its service account may no longer assume its role.",
      ],
    ]);
    const acl = (value: string) => ({ aws_s3_bucket_acl: { b: { bucket: "b", acl: value } } });
    expect(
      said(acl("private"), acl("public-read"))
        .flat()
        .map((text) => text.split(":")[0]),
    ).toEqual(["broadened", "narrowed"]);
    expect(said(acl("private"), acl("aws-exec-read"))[0]?.[0]).toMatch(/^unknown: .*which is the stricter isn't known/);
  });
});

describe("functions-and-keys", () => {
  test("throttle every caller where nothing may run, and let in more of them the more may", () => {
    const own = (reserved_concurrent_executions: number) => ({
      aws_lambda_function: { f: { function_name: "work", reserved_concurrent_executions } },
    });
    expect(said(own(5), own(0))).toEqual([
      ["breaking: The reserved concurrency of aws_lambda_function.f is 0: every invocation is throttled."],
      ["broadened: The reserved concurrency of aws_lambda_function.f is 5 (was: 0)."],
    ]);
  });
});
