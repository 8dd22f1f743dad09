import { readEstate } from "../../../cli/adopt/estate";
import { planAdoption } from "../../../cli/adopt/plan";
import { smallEstate, stateOf } from "./state";

const user_pool_id = "eu-central-1_people";
const api_id = "a1b2c3d4e5";
const endpoint = `cognito-idp.eu-central-1.amazonaws.com/${user_pool_id}`;
const role_arn = "arn:aws:iam::123456789012:role/staff";

/** A pool whose tokens a route of the small estate asks for. */
const PEOPLE = [
  {
    address: "aws_cognito_user_pool.people",
    values: {
      id: user_pool_id,
      name: "people",
      endpoint,
      lambda_config: [],
      password_policy: [{ minimum_length: 8, require_numbers: true, temporary_password_validity_days: 3 }],
    },
  },
  {
    address: "aws_cognito_user_pool_client.app",
    values: { id: "app", user_pool_id, name: "app", explicit_auth_flows: [] },
  },
  {
    address: "aws_cognito_user_group.staff",
    values: { id: "g", user_pool_id, name: "staff", description: "Staff", precedence: 1, role_arn },
  },
  {
    address: "aws_apigatewayv2_authorizer.people",
    values: {
      id: "people",
      api_id,
      name: "people",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: [{ issuer: `https://${endpoint}`, audience: ["app"] }],
    },
  },
  {
    address: "aws_apigatewayv2_route.people",
    values: {
      id: "people",
      api_id,
      route_key: "GET /people",
      authorization_type: "JWT",
      authorizer_id: "people",
      target: "integrations/int1",
    },
  },
];

test("a stage's variables, a group's role and a password policy are props, and no overrides", () => {
  const more = { stage_variables: { mode: "live" }, description: "The shop" };
  const shop = smallEstate().map((one) =>
    one.address === "aws_apigatewayv2_stage.shop" ? { ...one, values: { ...one.values, ...more } } : one,
  );
  const { descriptions, overrides } = planAdoption(readEstate(stateOf([...shop, ...PEOPLE])));
  expect(descriptions[0]?.props).toMatchObject({
    stage: { variables: { mode: "live" }, description: "The shop" },
    groups: { staff: { description: "Staff", precedence: 1, roleArn: role_arn } },
    pool: {
      passwordPolicy: {
        minimumLength: 8,
        requireNumbers: true,
        requireSymbols: false,
        temporaryPasswordValidityDays: 3,
      },
    },
  });
  const kept = Object.values(overrides).flatMap((one) => Object.keys(one));
  expect(kept).toContain("default_route_settings");
  expect(kept.filter((name) => /^(stage_variables|role_arn|password_policy|description)$/.test(name))).toEqual([]);
});
