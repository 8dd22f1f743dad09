import { graphqlGroupsIgnored } from "../../../../posture/rules/entry-point/graphql-groups-ignored";
import { holds } from "../holds";
import { goodStack } from "../support";

const withProviders = (directive: string, additional_authentication_provider: unknown) => ({
  resource: {
    aws_appsync_graphql_api: {
      g: {
        name: "g",
        authentication_type: "AMAZON_COGNITO_USER_POOLS",
        schema: `type Query { open: String admin(id: ID): String ${directive}(cognito_groups: ["admins"]) }`,
        additional_authentication_provider,
      },
    },
  },
});
const api = (directive: string, ...more: readonly string[]) =>
  withProviders(
    directive,
    more.map((authentication_type) => ({ authentication_type })),
  );

describe("graphql-groups-ignored", () => {
  holds(graphqlGroupsIgnored, {
    fires: {
      "@aws_auth beside IAM": [
        api("@aws_auth", "AWS_IAM"),
        [{ at: "aws_appsync_graphql_api.g", says: ["may ask for Query.admin."] }],
      ],
    },
    silent: {
      "a good stack": goodStack(),
      "@aws_auth alone": api("@aws_auth"),
      "another directive": api("@none", "AWS_IAM"),
      "another directive beside providers that aren't known": withProviders("@none", "${var.providers}"),
      "the directive that counts beside others": api("@aws_cognito_user_pools", "AWS_IAM"),
    },
    unknown: { "the providers": withProviders("@aws_auth", "${var.providers}") },
  });
});
