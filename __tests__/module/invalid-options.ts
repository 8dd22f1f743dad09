/** Calls that are refused, each with what the plan says of it. The keys of the inputs are those that the messages name. */
export interface InvalidCase {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly says: readonly string[];
}

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const BILLING = "arn:aws:lambda:us-east-1:123456789012:function:billing";

/** Of stages, triggers and what functions are equipped with. */
export const INVALID_OPTIONS: Readonly<Record<string, InvalidCase>> = {
  stages: {
    inputs: {
      stage: { name: "live" },
      stages: { live: {}, "my stage": {}, slow: { throttling: { burst_limit: 0 }, variables: { "a-b": "c" } } },
      identity_source: "Authorization",
      custom_domain: {
        domain_name: "api.example.com",
        existing: true,
        certificate_arn: CERTIFICATE,
        mappings: { v2: "none" },
      },
    },
    says: [
      '[stage-name] stages "live", "my stage", "slow":',
      "[throttling-incomplete] stages: throttling lets nothing through",
      "[stage-variable] stages: the names of variables",
      "[api-domain] custom_domain.existing: the domain is managed elsewhere",
      "[stage-undeclared] custom_domain.mappings",
      "identity_source",
    ],
  },
  equipment: {
    inputs: {
      functions: {
        loose: { package: "x.zip", file_system: { arn: "arn", access_point_arn: "arn", local_mount_path: "/mnt/x" } },
        layered: { package: "x.zip", layers: ["tools"], dead_letter_target_arn: "failed-orders" },
        pathed: { package: "x.zip", existing_role: { arn: "arn:aws:iam::123456789012:role/a" }, role_path: "/a/" },
      },
      http_backends: { orders: { existing_vpc_link: { id: "vl-1" }, listener_arn: "internal" } },
      integrations: { hello: { response_parameters: { "500": { "overwrite:statuscode": "403" } } } },
      routes: { "GET /hello": { public: "a greeting for everybody", target: "hello" } },
    },
    says: [
      '[function-file-system] functions "loose": file_system needs vpc',
      '[function-role-existing] functions "pathed"',
      '[function-layers] functions "layered": layers must be ARNs',
      '[function-dead-letter] functions "layered"',
      '[target-listener] http_backends "orders"',
      '[integration-parameters] integrations "hello"',
    ],
  },
  triggers: {
    inputs: {
      triggers: { pre_sign_up: {}, create_auth_challenge: { arn: BILLING }, custom_sms_sender: { arn: BILLING } },
    },
    says: [
      "[function-arn] triggers.pre_sign_up needs the function's arn.",
      "[trigger-key] triggers.custom_sms_sender: Cognito hands codes to it encrypted.",
      "[trigger-challenge] triggers.create_auth_challenge: no challenge is ever issued.",
    ],
  },
  mcp: {
    inputs: {
      routes: {
        "ANY /elsewhere": { mcp: { resource: "https://api.example.com/mcp", scopes: ["read"] }, target: "items" },
        "ANY /no-scope": { mcp: { resource: "https://api.example.com/no-scope" }, target: "items" },
        "ANY /no-server": { mcp: { resource: "https://api.example.com/no-server", scopes: ["read"] }, target: "itmes" },
      },
    },
    says: [
      '[mcp-route] routes "ANY /elsewhere", "ANY /no-scope", "ANY /no-server": mcp needs an https address without query as resource,',
    ],
  },
  "misspelt-trigger": {
    inputs: { triggers: { pre_signup: { arn: BILLING } }, stages: { next: { throtling: {} } } },
    says: ["triggers has no pre_signup", 'stages["next"] has no throtling'],
  },
};
