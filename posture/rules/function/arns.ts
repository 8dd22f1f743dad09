import { ARN, SERVICE_ROLES } from "../../aws/arns";
import { valueOr, type Listing, type Model, type Resource } from "../../model/index";
import type { Rule } from "../rule";
import { isSurelyHttp, ofHttp } from "../support/apis";
import { isOfResources } from "../support/known";

/** A resource, a path in it, what stands there, and the form that it has where the rule's isn't it. */
type Argument = readonly [
  at: Resource,
  path: readonly (string | number)[],
  values: Listing<string>,
  form?: (typeof ARN)[keyof typeof ARN],
];

/** AWS refuses any other value. What Terraform takes from a resource is of the kind of that resource, known or not. */
function arnRule(
  about: Pick<Rule, "code" | "title">,
  ofRule: (typeof ARN)[keyof typeof ARN],
  argumentsOf: (model: Model) => readonly Argument[],
  why = "AWS refuses it",
): Rule {
  return {
    ...about,
    severity: "error",
    source: ofRule.source,
    check(model, report) {
      for (const [at, path, { items, missing }, form = ofRule] of argumentsOf(model)) {
        const { pattern, words } = form.value;
        const argument = path.filter((step) => typeof step === "string").join(".");
        for (const why of isOfResources(at, ...path) ? [] : missing) report.unknown(at, `${argument} (${why})`);
        for (const found of items)
          if (!pattern.test(found) && !(found === "" && isLeftOut(model, at, path)))
            report({ at, message: `${argument} is "${found}": ${why}.`, remedy: `Write ${words}.` });
      }
    },
  };
}

/** A state holds "" for what was left out, and so does a plan of what exists already. */
function isLeftOut({ origin, change }: Model, at: Resource, path: Argument[1]): boolean {
  if (origin.format === "state") return true;
  const planned = change(at.address);
  if (planned === undefined) return origin.format === "plan";
  const was = planned.before?.text(...path);
  return was?.known === true && was.value === "";
}

function text(at: Resource, ...path: readonly (string | number)[]): Argument {
  const value = at.attributes.text(...path);
  const items = value.known && value.value !== undefined ? [value.value] : [];
  return [at, path, { items, missing: value.known ? [] : [value.why] }];
}

const functionsOf = (model: Model): readonly Resource[] =>
  model.ofType("aws_lambda_function").filter(({ mode }) => mode === "managed");

export const functionLayers = arnRule(
  { code: "function-layers", title: "A layer that isn't the ARN of a layer's version" },
  ARN.layer,
  (model) => functionsOf(model).map((fn) => [fn, ["layers"], fn.attributes.texts("layers")]),
);

export const functionDeadLetter = arnRule(
  { code: "function-dead-letter", title: "A dead-letter target that is neither a standard queue nor a standard topic" },
  ARN.deadLetter,
  (model) => functionsOf(model).map((fn) => text(fn, "dead_letter_config", 0, "target_arn")),
  "Lambda delivers dead letters to standard queues and topics only",
);

/** WebSocket APIs reach a private backend by its URL. */
export const targetListener = arnRule(
  { code: "target-listener", title: "A private integration whose URI is no ARN of a listener or a Cloud Map service" },
  ARN.listener,
  (model) =>
    ofHttp(model.integrations).flatMap(({ resource, api }): Argument[] => {
      if (valueOr(resource.attributes.text("connection_type"), undefined) !== "VPC_LINK") return [];
      const [at, path, { items, missing }] = text(resource, "integration_uri");
      const isUrl = (uri: string): boolean => !isSurelyHttp(api) && /^https?:/.test(uri);
      const doubt = items.some(isUrl) ? ["whether its API is a WebSocket API, which reaches it by a URL"] : [];
      return [[at, path, { items: items.filter((uri) => !isUrl(uri)), missing: [...missing, ...doubt] }]];
    }),
);

/** A role that isn't known yet passes: most are named by a module's output. */
export const roleArn = arnRule(
  {
    code: "role-arn",
    title: "Something else where AWS takes the ARN of an IAM role, or of the policy that bounds one",
  },
  ARN.role,
  (model) =>
    [
      ...SERVICE_ROLES,
      ["aws_lambda_function", ["role"]] as const,
      ["aws_cognito_user_group", ["role_arn"]] as const,
      ["aws_iam_role", ["permissions_boundary"], ARN.policy] as const,
    ].flatMap(([type, path, of]) =>
      model.ofType(type).flatMap((at): Argument[] => {
        if (at.mode !== "managed") return [];
        // The caller's own identity instead of a role: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
        const items = text(at, ...path)[2].items.filter((arn) => !/:iam::\*:user\/\*$/.test(arn));
        return [[at, path, { items, missing: [] }, typeof of === "object" ? of : ARN.role]];
      }),
    ),
);
