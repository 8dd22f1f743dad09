import { admissionOf } from "../../../posture/access/index";
import { ownRequests } from "../../../posture/access/own-requests";
import { partition } from "../../../posture/access/partition";
import { readSynth } from "../../../posture/model/read";
import type { EntryPoint, Model } from "../../../posture/model/index";
import { RULES, evaluateRules } from "../../../posture/rules";
import { allowCalls, callerWith, type Resources } from "../rules/support";
import { decide, holdAnswers } from "./whole";

holdAnswers();

jest.mock<object>("../../../posture/access/partition", () => {
  const actual = jest.requireActual<{ partition: typeof partition }>("../../../posture/access/partition");
  return { ...actual, partition: jest.fn(actual.partition) };
});

const rest_api_id = "${aws_api_gateway_rest_api.rest.id}";
const ALLOW = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke" };

/** A REST API with these methods at one path, and a policy that lets everybody call these resources. */
const api = (
  path: string,
  methods: readonly string[],
  resources: readonly string[],
  more: object = {},
  beside: Resources = {},
): Model =>
  readSynth({
    resource: {
      ...beside,
      aws_cognito_user_pool: { people: { name: "people" } },
      aws_api_gateway_rest_api: {
        rest: {
          name: "rest",
          ...(resources.length > 0 && { policy: JSON.stringify({ Statement: [{ ...ALLOW, Resource: resources }] }) }),
        },
      },
      aws_api_gateway_authorizer: {
        pool: {
          ...{ rest_api_id, name: "pool", type: "COGNITO_USER_POOLS" },
          provider_arns: ["${aws_cognito_user_pool.people.arn}"],
        },
      },
      aws_api_gateway_resource: {
        one: { rest_api_id, parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", path_part: path },
      },
      aws_api_gateway_method: Object.fromEntries(
        methods.map((http_method) => [
          http_method.toLowerCase(),
          {
            rest_api_id,
            resource_id: "${aws_api_gateway_resource.one.id}",
            http_method,
            authorization: "NONE",
            ...more,
          },
        ]),
      ),
    },
  });
const any = (model: Model): EntryPoint => {
  const found = model.entryPoints.find(({ id }) => id === "aws_api_gateway_method.any");
  if (!found) throw new RangeError("no method ANY");
  return found;
};
const asked = (model: Model) => ownRequests(model, any(model))?.map(({ method, path }) => `${method} ${path}`);
const GET_ITEMS = "execute-api:/*/GET/items";

describe("own-requests", () => {
  test("of a method ANY are those that no method beside it takes", () => {
    expect(asked(api("items", ["ANY", "GET"], [GET_ITEMS]))).toEqual(["POST /items"]);
    expect(asked(api("items", ["ANY"], [GET_ITEMS]))).toEqual(["GET /items", "POST /items"]);
    expect(asked(api("items", ["ANY"], ["*"]))).toEqual([]);
  });
});

describe("a method that is asked for as a whole", () => {
  test("is closed where the API's policy lets in only what the method beside it answers", () => {
    const model = api("items", ["ANY", "GET"], [GET_ITEMS]);
    expect(admissionOf(model, any(model))).toEqual({
      open: false,
      who: "nobody without a signature: the API's own policy lets no anonymous caller in",
    });
    const open = evaluateRules(model, RULES).findings.filter(({ code }) => code === "rest-method-open");
    expect(open.map(({ address }) => address)).toEqual(["aws_api_gateway_method.get"]);
  });

  test("says of which requests it is open, where that isn't all", () => {
    const model = api("items", ["ANY"], [GET_ITEMS]);
    expect(admissionOf(model, any(model))).toMatchObject({
      open: true,
      who: "public: no authorization, for some of its requests (for example GET /items)",
    });
    const all = api("items", ["ANY"], ["execute-api:/live/*"]);
    expect(admissionOf(all, any(all))).toMatchObject({ open: true, who: "public: no authorization" });
  });

  test("lets tokens in by the request that the policy lets in, whichever comes first", () => {
    const guarded = { authorization: "COGNITO_USER_POOLS", authorizer_id: "${aws_api_gateway_authorizer.pool.id}" };
    const model = api("items", ["ANY"], ["execute-api:/*/POST/items"], guarded);
    expect(admissionOf(model, any(model)).who).toBe(
      "any holder of an ID token from pool people, for some of its requests (for example POST /items)",
    );
  });

  test("isn't known to be open where its requests are too many to be told apart", () => {
    const model = api("items", ["ANY"], [GET_ITEMS]);
    jest.mocked(partition).mockReturnValueOnce(undefined);
    expect(admissionOf(model, any(model))).toMatchObject({ open: "unknown" });
    expect(asked(model)).toBeUndefined();
  });

  test("lets whoever signs in where each of its requests does", () => {
    const role = callerWith(allowCalls("GET/items"));
    const signed = (...methods: string[]) => {
      const model = api("items", methods, [], { authorization: "AWS_IAM" }, role);
      const credentials = { kind: "principal", principal: "aws_iam_role.caller" } as const;
      return decide(model, { entryPoint: "aws_api_gateway_method.any" }, credentials).outcome;
    };
    expect([signed("ANY", "GET"), signed("ANY")]).toEqual(["deny", "unknown"]);
  });
});
