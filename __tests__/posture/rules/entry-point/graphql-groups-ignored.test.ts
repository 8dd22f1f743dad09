import { graphqlGroupsIgnored } from "../../../../posture/rules/entry-point/graphql-groups-ignored";
import { holds } from "../holds";
import { goodStack } from "../support";

const api = (directive: string, ...more: readonly string[]) => ({
  resource: {
    aws_appsync_graphql_api: {
      g: {
        name: "g",
        authentication_type: "AMAZON_COGNITO_USER_POOLS",
        schema: `type Query { open: String admin(id: ID): String ${directive}(cognito_groups: ["admins"]) }`,
        additional_authentication_provider: more.map((authentication_type) => ({ authentication_type })),
      },
    },
  },
});

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
      "the directive that counts beside others": api("@aws_cognito_user_pools", "AWS_IAM"),
    },
  });
});
