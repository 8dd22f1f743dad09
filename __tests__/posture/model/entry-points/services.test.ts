import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const lattice = (service: object): Resources => ({
  aws_vpclattice_service: { s: { name: "s", ...service } },
  aws_vpclattice_target_group: { t: { name: "t", type: "LAMBDA" } },
  aws_vpclattice_target_group_attachment: {
    t: { target_group_identifier: "${aws_vpclattice_target_group.t.id}", target: [{ id: ARN }] },
  },
  aws_vpclattice_listener: {
    l: {
      service_identifier: "${aws_vpclattice_service.s.id}",
      default_action: [
        { forward: [{ target_groups: [{ target_group_identifier: "${aws_vpclattice_target_group.t.id}" }] }] },
      ],
    },
  },
});

const gateway = (body: object): Resources => ({
  aws_bedrockagentcore_gateway: { g: { name: "g", ...body } },
  aws_bedrockagentcore_gateway_target: {
    t: {
      name: "t",
      gateway_identifier: "${aws_bedrockagentcore_gateway.g.gateway_id}",
      target_configuration: [{ mcp: [{ lambda: [{ lambda_arn: ARN }] }] }],
    },
  },
});
const discovery_url = "https://id.example.com/.well-known/openid-configuration";

describe("services with entry points of their own", () => {
  test.each([
    [lattice({ auth_type: "NONE" }), false, "whoever is inside its network: no authorization"],
    [
      lattice({ auth_type: "AWS_IAM" }),
      // Nobody outside its networks.
      false,
      "not known yet: its auth policy for vpc-lattice-svcs:Invoke isn't analysed",
    ],
    [gateway({ authorizer_type: "NONE" }), true, "public: no authorization"],
    [
      gateway({
        authorizer_type: "CUSTOM_JWT",
        authorizer_configuration: [{ custom_jwt_authorizer: [{ discovery_url }] }],
      }),
      false,
      "any holder of a token from https://id.example.com",
    ],
    [gateway({ authorizer_type: "AWS_IAM" }), false, "IAM principals: none in this input is allowed it"],
    [gateway({ authorizer_type: "${var.type}" }), "unknown", expect.stringContaining("authorizer_type isn't known")],
  ])("are decided by what they say: %#", (resources, open, who) => {
    expect(Object.values(waysOf(resources))).toEqual([[open, who]]);
  });
});
