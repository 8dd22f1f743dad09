import { blocks } from "./blocks";
import {
  broadened,
  certificate,
  replacedValue,
  flag,
  limit,
  members,
  narrowed,
  ownership,
  other,
  presence,
  protective,
  ranked,
  unknown,
  breaking,
  neutral,
} from "./setting";
import { countries, expiry, oldestTls, defaultAction, routeSelection } from "./custom";
import { authenticationMethods, fields } from "./graphql";
import { ipAddresses } from "./ip-sets";
import { actions, listenerConditions, priority } from "./listeners";
import { namesAndHosts } from "./names";
import { webAclRules } from "./requests";
import type { SettingsOf } from "./settings-of";

const LISTENER = {
  settings: [
    certificate("certificate_arn"),
    ranked("mutual_authentication.mode", ["off", "passthrough", "verify"], "off", {
      up: narrowed("The mutual TLS mode of {at} is {is} (was: {was})."),
      down: broadened("The mutual TLS mode of {at} is {is} (was: {was})."),
    }),
    replacedValue(
      "mutual_authentication.trust_store_arn",
      unknown("{at} has the trust store {is} (was: {was}): which client certificates it accepts was not compared."),
    ),
    oldestTls("ssl_policy"),
    actions("default_action"),
    ranked("protocol", ["HTTP", "HTTPS"], "HTTP", {
      up: protective("{at} uses HTTPS."),
      down: broadened("{at} uses plain HTTP (was: HTTPS): tokens are sent unencrypted."),
    }),
  ],
};
const RULE = { settings: [actions("action"), listenerConditions(), priority()] };
const BALANCER = {
  settings: [
    flag("internal", false, {
      on: narrowed("{at} is internal: only its VPC and connected networks reach it."),
      off: broadened("{at} is internet-facing."),
    }),
    flag("enable_waf_fail_open", false, {
      on: broadened("{at} forwards requests while AWS WAF can't be reached (fail open)."),
      off: protective("{at} refuses requests while AWS WAF can't be reached."),
    }),
    flag("drop_invalid_header_fields", false, {
      on: protective("{at} drops invalid header fields."),
      off: broadened("{at} forwards invalid header fields."),
    }),
    flag("access_logs.enabled", false, {
      on: protective("{at} logs who calls it."),
      off: broadened("{at} no longer logs who calls it."),
    }),
    replacedValue("access_logs.bucket", neutral("The access log of {at} goes to {is} (was: {was}).")),
  ],
};

const NEVER: Parameters<typeof blocks>[2] = { added: () => undefined, removed: () => undefined };

const functionsOn = (path: string, argument: string) =>
  blocks(
    path,
    ["event_type"],
    {
      added: unknown("{at} runs a function on each {item}: what its code refuses isn't part of this input."),
      removed: unknown(
        "{at} no longer runs a function on each {item}: what its code refused isn't part of this input.",
      ),
      called: (event) => event.replace("-", " "),
    },
    [other(argument, unknown("{at} runs {is} (was: {was}): what its code refuses isn't part of this input."))],
  );

/** How a distribution treats requests of one path. */
const BEHAVIOUR = [
  functionsOn("function_association", "function_arn"),
  functionsOn("lambda_function_association", "lambda_arn"),
  ranked("viewer_protocol_policy", ["allow-all", "redirect-to-https", "https-only"], "allow-all", {
    up: protective("The viewer protocol policy of {at} is {is} (was: {was})."),
    down: broadened("The viewer protocol policy of {at} is {is} (was: {was})."),
  }),
  members("allowed_methods", {
    added: broadened("{at} accepts {item} requests."),
    removed: narrowed("{at} no longer accepts {item} requests."),
  }),
  limit(["trusted_key_groups", "trusted_signers"], {
    opened: broadened("{at} no longer requires a signed URL or cookie."),
    closed: narrowed("{at} requires a signed URL or cookie."),
    added: broadened("{at} accepts URLs and cookies that {item} signed."),
    removed: narrowed("{at} no longer accepts URLs and cookies that {item} signed."),
  }),
];

/** Load balancers, CloudFront, AppSync, and what stands before them. */
export const EDGES: SettingsOf = {
  code: "edge-setting",
  title: "A setting of a domain, a load balancer, a firewall, a distribution or a GraphQL API changes who gets in",
  source:
    "Elastic Load Balancing: Listeners for Application Load Balancers https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
  types: {
    aws_apigatewayv2_domain_name: {
      settings: [
        certificate("domain_name_configuration.certificate_arn"),
        ownership("domain_name_configuration.ownership_verification_certificate_arn"),
        other(
          "mutual_tls_authentication.truststore_version",
          unknown(
            "The truststore version of {at} is {is} (was: {was}): which client certificates it accepts was not compared.",
          ),
          "the newest",
        ),
      ],
    },
    aws_apigatewayv2_api: {
      settings: [routeSelection("route_selection_expression")],
    },
    aws_acm_certificate: {
      settings: [
        members("domain_name", {
          added: neutral("{at} has the domain name {item}."),
          removed: neutral("{at} no longer has the domain name {item}."),
        }),
        members("subject_alternative_names", {
          added: neutral("{at} has the subject alternative name {item}."),
          removed: neutral("{at} no longer has the subject alternative name {item}."),
        }),
      ],
    },
    aws_lb: BALANCER,
    aws_alb: BALANCER,
    aws_lb_listener: LISTENER,
    aws_alb_listener: LISTENER,
    aws_lb_listener_rule: RULE,
    aws_alb_listener_rule: RULE,
    aws_wafv2_web_acl: {
      settings: [
        defaultAction("default_action", {
          allow: broadened("The default action of {at} is allow (was: block)."),
          block: narrowed("The default action of {at} is block (was: allow)."),
        }),
        webAclRules("rule"),
      ],
    },
    aws_wafv2_ip_set: { settings: [ipAddresses("addresses")] },
    aws_route53_record: namesAndHosts(),
    aws_cloudfront_distribution: {
      settings: [
        blocks("default_cache_behavior", [], NEVER, BEHAVIOUR),
        blocks(
          "ordered_cache_behavior",
          ["path_pattern"],
          {
            added: unknown("{at} has the {item}: what that means for access was not analysed."),
            removed: unknown("{at} no longer has the {item}: what that means for access was not analysed."),
            called: (path) => `cache behavior ${path}`,
          },
          BEHAVIOUR,
        ),
        flag("enabled", true, {
          on: broadened("{at} is enabled: it answers."),
          off: breaking("{at} is disabled: its callers fail."),
        }),
        members("aliases", {
          added: broadened("{at} answers under {item}."),
          removed: breaking("{at} no longer answers under {item}."),
        }),
        countries("restrictions.geo_restriction"),
        ranked(
          "viewer_certificate.minimum_protocol_version",
          [
            "SSLv3",
            "TLSv1",
            "TLSv1_2016",
            "TLSv1.1_2016",
            "TLSv1.2_2018",
            "TLSv1.2_2019",
            "TLSv1.2_2021",
            "TLSv1.2_2025",
            "TLSv1.3_2025",
          ],
          "TLSv1",
          {
            up: protective("The security policy of {at} is {is} (was: {was})."),
            down: broadened("The security policy of {at} is {is} (was: {was}), which accepts weaker connections."),
          },
        ),
        blocks("origin", ["domain_name", "origin_id"], {
          added: broadened("{at} has the origin {item}: that host may get callers' requests."),
          removed: neutral("{at} no longer has the origin {item}."),
        }),
        presence("web_acl_id", {
          there: protective("A web ACL filters requests to {at}."),
          gone: broadened("No web ACL filters requests to {at} now."),
          changed: unknown("Another web ACL filters requests to {at}: what it lets through was not compared."),
        }),
      ],
    },
    aws_cloudfront_origin_access_control: {
      settings: [
        ranked("signing_behavior", ["never", "no-override", "always"], "always", {
          up: protective("The signing behavior of {at} is {is} (was: {was})."),
          down: broadened(
            "The signing behavior of {at} is {is} (was: {was}): the origin can't tell unsigned requests from others.",
          ),
        }),
      ],
    },
    aws_appsync_graphql_api: {
      settings: [
        members("openid_connect_config.issuer", {
          added: broadened("{at} accepts tokens of {item}."),
          removed: breaking("{at} no longer accepts tokens of {item}."),
        }),
        ranked("user_pool_config.default_action", ["DENY", "ALLOW"], "ALLOW", {
          up: broadened("{at} allows every user of its pool what no directive of its schema restricts."),
          down: narrowed("{at} denies users of its pool what no directive of its schema allows."),
        }),
        ranked("log_config.field_log_level", ["NONE", "ERROR", "INFO", "DEBUG", "ALL"], "NONE", {
          up: protective("The field log level of {at} is {is} (was: {was})."),
          down: broadened("The field log level of {at} is {is} (was: {was})."),
        }),
        authenticationMethods("authentication_type", "additional_authentication_provider", {
          added: broadened("{at} lets in callers by {item}."),
          removed: breaking("{at} no longer lets in callers by {item}."),
        }),
        fields("schema"),
        ranked("introspection_config", ["ENABLED", "DISABLED"], "ENABLED", {
          up: protective("{at} no longer answers introspection queries."),
          down: broadened("{at} answers introspection queries."),
        }),
        ranked("visibility", ["GLOBAL", "PRIVATE"], "GLOBAL", {
          up: narrowed("{at} is private: only VPC endpoints reach it."),
          down: broadened("{at} is internet-facing."),
        }),
      ],
    },
    aws_appsync_api_key: {
      added: broadened("{at} is new: whoever has the key may call the GraphQL API, where it accepts keys."),
      removed: breaking("{at} is removed: callers that send it are refused."),
      settings: [expiry("expires")],
    },
  },
};
