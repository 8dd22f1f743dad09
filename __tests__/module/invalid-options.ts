/** Calls that are refused, each with what the plan says of it. The keys of the inputs are those that the messages name. */
export interface InvalidCase {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly says: readonly string[];
  /** What another sentence says already. */
  readonly silent?: readonly string[];
}

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/0123-abcd";
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
      '[throttling-incomplete] stages "slow"',
      '[stage-variable] stages "slow": the names of variables',
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
        queued: { package: "x.zip", dead_letter_target_arn: "arn:aws:sqs:us-east-1:123456789012:orders.fifo" },
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
      '[function-dead-letter] functions "layered", "queued"',
      '[target-listener] http_backends "orders"',
      '[integration-parameters] integrations "hello"',
    ],
  },
  triggers: {
    inputs: {
      triggers: { pre_sign_up: {}, post_confirmation: { arn: `${BILLING}:$LATEST` }, create_auth_challenge: { arn: BILLING }, custom_sms_sender: { arn: BILLING } },
    },
    says: [
      "[function-arn] triggers.post_confirmation, triggers.pre_sign_up: arn is not the ARN of a function.",
      "[trigger-key] triggers.custom_sms_sender: Cognito hands codes to it encrypted.",
      "[trigger-challenge] triggers.create_auth_challenge: no challenge is ever issued.",
    ],
  },
  // Told once each: a route without authorization isn't told that it lacks a client, nor a domain that pages have no origin.
  once: {
    inputs: {
      domain: "Example.com",
      scopes: { read: "Read" },
      routes: {
        "GET /items": { iam: false, target: "items" },
        "GET /blank": { scopes: [""], target: "items" },
      },
    },
    says: ['[api-domain] "Example.com"', '[route-open] routes "GET /items"', '[scope-name] routes "GET /blank"'],
    silent: ["[cors-origin]", '[scope-unobtainable] These routes require a token, and there is no client that could get one: "GET /items"', "[scope-unknown]"],
  },
  services: {
    inputs: {
      services: {
        wrong: { service: "SQS-Send", parameters: { QueueUrl: "a" }, resource_arns: ["a"] },
        nothing: { resource_arns: ["a"] },
        spelt: { service: "SQS-PurgeQueue", parameters: { QueueUrl: "a", QueuUrl: "b" }, resource_arns: ["a"] },
        half: { service: "SQS-SendMessage", parameters: { QueueUrl: "a", MessageBody: null }, resource_arns: ["a"] },
        queue: { service: "SQS-SendMessage", parameters: { QueueUrl: "a.fifo", MessageBody: "b" }, resource_arns: ["a"] },
        standard: { service: "SQS-SendMessage", parameters: { QueueUrl: "a", MessageBody: "b" }, resource_arns: ["a.fifo"] },
        grouped: {
          service: "SQS-SendMessage",
          parameters: { QueueUrl: "a.fifo", MessageBody: "b", MessageGroupId: "c" },
          resource_arns: ["a.fifo"],
        },
        nobody: { service: "SQS-PurgeQueue", parameters: { QueueUrl: "a" } },
        both: {
          service: "SQS-PurgeQueue",
          parameters: { QueueUrl: "a" },
          resource_arns: ["a"],
          existing_role: { arn: "role" },
        },
        hello: null,
      },
      integrations: {
        half: { request_parameters: { "overwrite:path": "/x" } },
        open: {
          timeout_milliseconds: 100.5,
          request_parameters: { "overwrite:header.Authorization": "x", "overwrite:header.x-team": "y" },
          response_parameters: { "2xx": { "overwrite:querystring.a": "b" } },
        },
      },
      lambdas: { wrong: BILLING, latest: `${BILLING}:$LATEST`, short: "arn:aws:lambda:us-east-1:1234:function:billing" },
      routes: {
        "POST /wrong": { public: "a form that everybody sends", target: "wrong" },
        "GET /items": { public: "a list without data", target: "items", throttling: { burst_limit: 1.5, rate_limit: 1 } },
      },
      http_backends: {
        here: { url: "https://localhost:8443" },
        host: { url: "https://127.0.0.1" },
        inner: { url: "https://10.1.2.3/x" },
        metadata: { url: "https://169.254.169.254/latest" },
        loopback: { url: "https://[::1]/" },
        named: { url: "https://orders.internal" },
        office: { url: "https://172.20.0.1" },
        bare: { url: "https://orders:8443/x" },
        carrier: { url: "https://100.64.0.1" },
        home: { url: "https://nas.home.arpa" },
        open: { url: "https://10.example.com" },
        public: { url: "https://172.64.0.1" },
      },
      stage: { throttling: { burst_limit: 2.5 } },
      stages: { next: { throttling: { burst_limit: 3.5 } } },
    },
    says: [
      '[function-arn] lambdas "latest", "short": not the ARN',
      '[integration-unreachable] http_backends "bare", "carrier", "here", "home", "host", "inner", "loopback", "metadata", "named", "office": API Gateway reaches',
      '[integration-timeout] integrations "open"',
      '[integration-parameters] integrations: "overwrite:header.Authorization": API Gateway reserves',
      '[integration-parameters] integrations: "overwrite:querystring.a" can\'t be changed',
      '[integration-parameters] integrations: response_parameters "2xx"',
      '[throttling-incomplete] routes "GET /items"',
      "[throttling-incomplete] stage.throttling",
      '[throttling-incomplete] stages "next"',

      '[target-service] services "nothing": none, "wrong": SQS-Send: HTTP APIs integrate no such action. Write one of AppConfig-GetConfiguration,',
      '[target-service] services "spelt": QueuUrl: the action takes no such parameters.',
      '[target-service] services "half": MessageBody: these parameters are missing.',
      '[target-service] services "queue": MessageGroupId is missing, and a FIFO queue refuses a message',
      '[target-service] services "both", "nobody": write resource_arns,',
      '[role-arn] services "both"',
      '[integration-parameters] integrations "half"',
      '[route-target] Targets of routes must be named in exactly one of functions, lambdas, http_backends and services,',
    ],
  },
  threats: {
    inputs: {
      pool: {
        tier: "PLUS",
        mfa: "off",
        threat_protection: "enforced",
        threat_responses: {
          compromised_credentials: ["SIGNIN"],
          low: { action: "ALLOW" },
          high: { action: "MFA_REQUIRED" },
          blocked_mail: { subject: "Blocked" },
          skipped_ip_ranges: ["0.0.0.0/0", "10.0.0.0"],
          blocked_ip_ranges: ["2001:db8::/32"],
        },
      },
    },
    says: [
      "[threat-notify-sender] pool.threat_responses low, high, blocked_mail:",
      "[input-value] pool.threat_responses.compromised_credentials: SIGNIN",
      "[input-value] pool.threat_responses low: action must be",
      "[threat-second-factor] pool.threat_responses high:",
      "[input-missing] pool.threat_responses blocked_mail: write subject, text and html",
      "[threat-addresses] pool.threat_responses: skipped_ip_ranges and blocked_ip_ranges take up to 200 ranges each, such as 192.0.2.0/24 or 2001:db8::/32, none on both lists and none of all addresses; not 0.0.0.0/0; not 10.0.0.0.",
    ],
  },
  idle: {
    inputs: { pool: { threat_responses: { blocked_ip_ranges: ["192.0.2.0/24"] } } },
    says: ["[input-unknown] pool.threat_responses: nothing acts on blocked_ip_ranges without"],
  },
  "no-redirects": {
    inputs: {
      scopes: { read: " ", write: "Write" },
      web_clients: {
        any: { callback_urls: ["https://*.example.com/callback"], scopes: ["write"] },
        file: { callback_urls: ["file:///callback"], scopes: ["write"] },
        login: { callback_urls: ["https://example.com/callback"], logout_urls: ["https://a:b@example.com"], scopes: ["write"] },
        app: { callback_urls: ["example-app://callback"], scopes: ["write"] },
      },
    },
    says: [
      '[client-callback-insecure] web_clients "any", "file", "login": callback',
      '[scope-name] scopes "read": no description',
    ],
    silent: ['"app"'],
  },
  "ids-of-a-vpc": {
    inputs: {
      functions: {
        blank: { package: "./blank.zip", vpc: { subnet_ids: [" "], security_group_ids: ["sg-1"] } },
        named: { package: "./named.zip", vpc: { subnet_ids: ["subnet-1"], security_group_ids: ["default"] } },
        none: { package: "./none.zip", vpc: { subnet_ids: [], security_group_ids: ["sg-1"] } },
      },
      vpc_links: { blank: { subnet_ids: [""] }, named: { subnet_ids: ["subnet-1"], security_group_ids: ["web"] } },
    },
    says: [
      '[input-value] functions "blank", "named": vpc holds what is no id,',
      '[input-missing] functions "none": vpc needs subnet_ids',
      '[input-value] vpc_links "blank", "named": what is no id.',
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
  // Lengths, counts and signs as AWS takes them; the longest that it takes is silent.
  lengths: {
    inputs: {
      tags: { "a!": "b", note: "n".repeat(257), left: null },
      stage: { description: "d".repeat(1025), variables: { table: "a b" } },
      stages: { next: { description: "d".repeat(1024), variables: { table: "t".repeat(513) } }, good: { variables: { table: "t".repeat(512) } } },
      alarms: {
        actions: Array.from({ length: 6 }, (_, at) => `arn:aws:sns:us-east-1:123456789012:topic-${String(at)}`),
        latency: { threshold: 0, period_minutes: 30, evaluation_periods: 49 },
        server_errors: { threshold: 0, period_minutes: 60, evaluation_periods: 168 },
      },
      functions: {
        spaced: { package: "./spaced.zip", handler: "in dex.handler", role_path: "team" },
        wide: {
          package: "./wide.zip",
          vpc: {
            subnet_ids: Array.from({ length: 17 }, (_, at) => `subnet-${String(at)}`),
            security_group_ids: ["sg-1"],
          },
          ephemeral_storage_size: 512.5,
          reserved_concurrent_executions: 1.5,
        },
        full: {
          package: "./full.zip",
          handler: "h".repeat(128),
          role_path: "/team/",
          vpc: {
            subnet_ids: Array.from({ length: 16 }, (_, at) => `subnet-${String(at)}`),
            security_group_ids: ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5"],
          },
        },
      },
      scopes: { read: "Read" },
      web_clients: {
        ["w".repeat(96)]: { callback_urls: ["https://example.com"], scopes: ["read"] },
        ["w".repeat(95)]: {
          callback_urls: ["https://example.com"],
          scopes: ["read"],
          write_attributes: ["email", "sub", "custom:plan", "custom:seats"],
        },
      },
      machine_clients: { "im/porter": { scopes: ["read"], secrets_manager: { name: "a secret" } } },
      accepted_client_ids: { other: "an id" },
      groups: { staff: { description: "d".repeat(2049), precedence: 1 }, late: { description: "Late", precedence: 2_147_483_648 } },
      identity_providers: {
        office: { kind: "saml", metadata_url: "https://a.example.com", identifiers: ["office.example.com", "i".repeat(41)] },
        branch: { kind: "saml", metadata_url: "https://b.example.com", identifiers: ["branch.example.com", "office.example.com"] },
        alone: { kind: "saml", metadata_url: "https://c.example.com", identifiers: ["alone.example.com"] },
      },
      pool: {
        tier: "PLUS",
        threat_protection: "enforced",
        email: { source_arn: "arn:aws:ses:us-east-1:123456789012:identity/a@example.com" },
        threat_responses: { blocked_mail: { subject: "s".repeat(141), text: "short", html: "h".repeat(20_000) } },
        messages: {
          verification: { subject: "s".repeat(141), message: "Your code is {####}" },
          code: { subject: "s".repeat(140), message: `{####}${"m".repeat(19_995)}` },
        },
        custom_attributes: {
          email: { type: "String" },
          "a b": { type: "String" },
          plan: { type: "String" },
          ...Object.fromEntries(Array.from({ length: 48 }, (_, at) => [`a${String(at)}`, { type: "String" }])),
        },
      },
    },
    says: [
      '[tag-key] tags "a!": AWS reserves',
      "[tag-key] tags: a value takes at most 256",
      '[stage-variable] stage, stages "next": the names',
      "[input-value] stage: description must be 1 to 1024 characters.",
      "[input-value] alarms.latency, alarms.actions: threshold",
      '[input-value] functions "spaced": handler',
      '[input-value] functions "spaced": role_path',
      '[input-value] functions "wide": vpc holds what is no id, or too many.',
      '[input-value] functions "wide": ephemeral_storage_size must be whole MB',
      '[input-value] functions "wide": reserved_concurrent_executions must be a whole number',
      `[client-name] "im/porter", "${"w".repeat(96)}": can't name an app client.`,
      `[input-value] web_clients "${"w".repeat(95)}": custom:seats, sub: the pool has no such attributes`,
      '[input-value] machine_clients "im/porter": can\'t name a secret.',
      '[audience-incomplete] accepted_client_ids "other": not the id of an app client',
      '[input-missing] groups "staff": description must be',
      '[group-precedence] groups "late"',
      '[input-value] identity_providers "office": write up to 50 identifiers',
      '[input-value] identity_providers "branch", "office": share an identifier',
      "[input-value] pool.messages.verification.subject, pool.messages.code.message, pool.threat_responses.blocked_mail.subject, pool.threat_responses.blocked_mail.text: a subject",
      '[schema-name] pool.custom_attributes "a b", "email":',
      "[input-value] pool.custom_attributes has 51 attributes",
    ],
    silent: ['"left"', "alarms.server_errors", '"full": handler', '"full": role_path', '"full": vpc', '"good"'],
  },
  // What AWS takes in one form only: the props refuse the same (constructs/props/names.ts, constructs/compute/node-function-shape.ts).
  forms: {
    inputs: {
      routes: {},
      scopes: { read: "Read" },
      functions: {
        // Known whole: what a policy allows is judged where all of it is known.
        "with-table": { image_uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/notes:1" },
        pictured: { image_uri: "docker.io/library/nginx:latest", kms_key_arn: "alias/functions", log_kms_key_arn: KEY },
        allowed: {
          package: "x.zip",
          tags: { "aws:team": "a", "cost!": "b", owner: "o".repeat(257), team: "Käse" },
          policy_statements: [
            { actions: ["s3:GetObject"], resources: ["my-bucket", "arn:aws:s3:::notes/*"], conditions: { StringEqual: { "aws:SourceVpc": ["vpc-1"] } } },
            { actions: ["s3:GetObject"], resources: ["*"], conditions: { "ForAnyValue:StringLikeIfExists": { "aws:PrincipalTag/a": ["b"] } } },
          ],
        },
        mounted: {
          package: "x.zip",
          tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`t${String(at)}`, "v"])),
          vpc: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] },
          file_system: {
            arn: "fs-0123456789",
            access_point_arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1",
            local_mount_path: "/mnt/x",
          },
        },
      },
      web_clients: { long: { callback_urls: [`https://example.com/${"a".repeat(1005)}`, `https://example.com/${"a".repeat(1004)}`] } },
      machine_clients: {
        importer: { scopes: ["read"], secrets_manager: { name: "importer", kms_key_id: "arn:aws:kms:secrets" } },
        exporter: { scopes: ["read"], secrets_manager: { name: "exporter", kms_key_id: "alias/secrets" } },
      },
      rotating_machine_clients: { biller: { scopes: ["read"], current: "a", kms_key_id: "a key" } },
      lambda_authorizers: { partner: { log_kms_key_arn: "key" } },
      triggers: { custom_email_sender: { arn: BILLING }, kms_key_arn: "alias/codes" },
      access_log: { kms_key_arn: "arn:aws:kms:us-east-1:123456789012:alias/logs" },
      custom_domain: {
        domain_name: "api.example.com",
        certificate_arn: "arn:aws:acm:us-east-1:123456789012:1",
        hosted_zone: { id: "example.com" },
        ownership_verification_certificate_arn: "example.com",
      },
      sign_in_domain: { domain: "auth.example.com", certificate_arn: "arn:aws:acm:us-east-1:certificate/1" },
      pool: {
        email: { source_arn: "arn:aws:ses:us-east-1:identity/a@example.com", from: "a@b@example.com", reply_to: "Help <help@example.com>" },
        sms: { sns_region: "Frankfurt" },
        sign_in_policy: { passkeys: { relying_party_id: "https://auth.example.com" } },
      },
    },
    says: [
      '[input-value] functions "mounted".file_system.arn must be arn:aws:elasticfilesystem:REGION:ACCOUNT:file-system/fs-ID; functions "pictured".image_uri must be an image of Amazon ECR, ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG or …@sha256:….',
      '[kms-key] functions "pictured".kms_key_arn must be arn:aws:kms:REGION:ACCOUNT:key/KEY_ID: an alias or a bare id won\'t do; lambda_authorizers "partner".log_kms_key_arn must be',
      '[input-value] functions "allowed": my-bucket: not a resource of policy_statements.',
      '[input-value] functions "allowed": StringEqual: IAM has no such operator',
      '[tag-key] functions "allowed": "aws:team"; "allowed": "cost!": AWS reserves tags',
      '[tag-key] functions "allowed": "owner": a tag\'s value takes at most 256',
      '[tag-key] functions "mounted": more than 50 tags',
      '[input-value] web_clients "long": a URL takes at most 1024 characters.',
      '[input-value] machine_clients "importer".secrets_manager.kms_key_id must be a key\'s id or ARN, or alias/NAME; rotating_machine_clients "biller".kms_key_id must be',
      "[kms-key] triggers.kms_key_arn must be arn:aws:kms:",
      "[kms-key] access_log.kms_key_arn must be arn:aws:kms:",
      "[api-domain-certificate] custom_domain.certificate_arn",
      "[input-value] custom_domain.hosted_zone.id must be the id of a hosted zone, e.g. Z0123456789ABCDEFGHIJ; custom_domain.ownership_verification_certificate_arn must be arn:aws:acm:",
      "[domain-certificate-region] sign_in_domain.certificate_arn",
      "[input-value] pool.email.from must be an address, or Name <address>; pool.email.source_arn must be arn:aws:ses:REGION:ACCOUNT:identity/ADDRESS_OR_DOMAIN; pool.sign_in_policy.passkeys.relying_party_id must be a host name in lowercase letters and without a scheme, e.g. auth.example.com; pool.sms.sns_region must be a region, e.g. eu-central-1.",
    ],
    silent: ['"pictured".log_kms_key_arn', '"exporter"', '"team"', "ForAnyValue", "arn:aws:s3:::notes", "access_point_arn must", "reply_to must"],
  },
  "misspelt-trigger": {
    inputs: { triggers: { pre_signup: { arn: BILLING } }, stages: { next: { throtling: {} } } },
    says: ["triggers has no pre_signup", 'stages["next"] has no throtling'],
  },
};
