import type { ErrorEntry } from "../error-entry";

/** Routes, authorizers, the stage, domains and monitoring. */
export const API_ERRORS = {
  "alarm-log-field": [
    "An alarm counts authorizer errors in an access log whose format doesn't show them",
    'accessLog: { format: { requestId: "$context.requestId" } }, alarms: {}',
    'Add authorizerError: "$context.authorizer.error" to the format, or set alarms.authorizerErrors: false',
  ],
  "alarm-without-log": [
    "An alarm on authorizer errors needs the access log, where they are counted",
    "accessLog: false, alarms: {}",
    "Keep the access log, or set alarms.authorizerErrors: false",
  ],
  "api-domain": [
    "The name of the custom domain is not a host name",
    'customDomain: { domainName: "https://api.example.com" }',
    'domainName: "api.example.com"; an internationalized name in its ASCII form (xn--…)',
  ],
  "api-domain-certificate": [
    "A custom domain needs a certificate of ACM in the API's region",
    'customDomain: { domainName: "api.example.com" }',
    "Add certificateArn",
  ],
  "api-domain-path": [
    "The path of a mapping has a slash at an end, or a character that AWS refuses",
    'customDomain: { mappingKey: "/v1" }',
    'mappingKey: "v1"',
  ],
  "api-keys": [
    "The consumers of apiKeys have something else than SHA-256 hashes, or too many of them",
    'apiKeys({ acme: ["my-key"] })',
    'The hash: printf %s "$KEY" | sha256sum',
  ],
  "distribution-certificate": [
    "The distribution's domain needs a certificate of ACM in us-east-1, and a certificate needs the domain",
    'distribution: { domainName: "api.example.com" }',
    "Add certificateArn, of a certificate in us-east-1",
  ],
  "distribution-mutual-tls": [
    "CloudFront would be refused by the API's domain, which asks for client certificates",
    "customDomain: { mutualTls: { … } }, distribution: {}",
    "Leave out mutualTls, or the distribution",
  ],
  "distribution-origin": [
    "The distribution's domain is the one that it sends requests to",
    'customDomain: { domainName: "api.example.com" }, distribution: { domainName: "api.example.com" }',
    "Give the API another domain, or none",
  ],
  "distribution-region": [
    "AWS keeps the web ACLs of CloudFront in us-east-1",
    'distribution: {} in a stack whose provider is in "eu-central-1"',
    'provider: new AwsProvider(stack, "us_east_1", { alias: "us_east_1", region: "us-east-1" })',
  ],
  "origin-header": [
    "The header of the origin is not named in lowercase, or its values aren't SHA-256 hashes",
    'originHeader: { name: "X-Origin", sha256: ["secret"] }',
    'Lowercase, and the hash: printf %s "$VALUE" | sha256sum',
  ],
  "web-acl-arn": [
    "CloudFront takes web ACLs with the scope CLOUDFRONT, which are in us-east-1",
    'distribution: { webAcl: { arn: "arn:aws:wafv2:eu-central-1:…:regional/webacl/…" } }',
    "arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID",
  ],
  "web-acl-empty": [
    "A web ACL without rules lets every request pass",
    "distribution: { webAcl: { managedRuleGroups: {} } }",
    "A rule group, or a rateLimit",
  ],
  "web-acl-rate": [
    "A web ACL limits 10 to 2,000,000,000 requests of one address in five minutes",
    "distribution: { webAcl: { rateLimit: 5 } }",
    "rateLimit: 2000",
  ],
  "quota-audience": [
    "A JWT authorizer takes 50 audiences",
    "jwtAuthorizers: { partner: { audience: [ /* 51 */ ] } }",
    "A second authorizer for the same issuer",
  ],
  "target-listener": [
    "A VPC link leads to something else than a load balancer's listener or a Cloud Map service",
    'target: { listenerArn: "internal-lb", vpcLink: "internal", name: "orders" }',
    "arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/ID",
  ],
  "authorizer-cache-path": [
    "A cached IAM policy names one path, and the route takes many",
    'responseType: "policy", resultTtlInSeconds: 300 on GET /items/{id}',
    'resultTtlInSeconds: 0, or responseType: "simple"',
  ],
  "authorizer-cache-shared": [
    "One cached result would serve routes that require different things",
    "cachePerRoute: false with requires on a route",
    "Leave cachePerRoute out, or set resultTtlInSeconds: 0",
  ],
  "authorizer-ttl-range": [
    "The time for which an authorizer's result is cached is 0 to 3600 seconds",
    "resultTtlInSeconds: 86400",
    "resultTtlInSeconds: 3600",
  ],
  "authorizer-config-size": [
    "Issuers and requirements of a Lambda authorizer don't fit into its environment",
    "Requirements on some 50 routes",
    "A second authorizer for some of the routes",
  ],
  "authorizer-of-another-api": [
    "A route names an authorizer of another API",
    "new Route(…, { api: a, authorization: { authorizer: authorizerOfB } })",
    "An authorizer made for this API",
  ],
  "authorizer-issuers": [
    "The bundled authorizer has no issuer to trust",
    "new LambdaAuthorizer(…, { api, name })",
    "issuers: [issuers.auth0({ domain, audience })]",
  ],
  "authorizer-name-duplicate": [
    "Two authorizers of one API have the same name",
    "jwtAuthorizers: { staff: … }, lambdaAuthorizers: { staff: … }",
    "A name of its own for each",
  ],
  "authorizer-own-function": [
    "Issuers or requirements are given to a function that doesn't read them",
    "lambdaAuthorizers: { key: { function: …, issuers: […] } }",
    "Leave function out, or configure yours by its environment",
  ],
  "cors-credentials-wildcard": [
    "Credentials with the origin *, which AWS refuses and which would hand every page the user's session",
    'cors: { allowOrigins: ["*"], allowCredentials: true }',
    'allowOrigins: ["https://app.example.com"]',
  ],
  "cors-max-age": ["maxAgeSeconds is −1 to 86400", "cors: { maxAgeSeconds: 100000 }", "maxAgeSeconds: 86400"],
  "cors-origin": [
    "An origin is scheme, host and port; browsers send no path",
    'allowOrigins: ["https://app.example.com/"]',
    'allowOrigins: ["https://app.example.com"]',
  ],
  "grant-name": [
    "A grant to a role whose name only Terraform knows has no name",
    'api.grantInvoke(variable.stringValue, ["GET /report"])',
    'api.grantInvoke(role, ["GET /report"], "reports_invoke")',
  ],
  "grant-route-default": [
    "$default has no path, so a permission for it is one for the whole stage",
    'api.grantInvoke(role, ["$default"])',
    "Routes with keys of their own",
  ],
  "grant-route-unknown": [
    "A grant names a route that the API doesn't have",
    'api.grantInvoke(role, ["GET /reprot"])',
    "The key as it stands in routes",
  ],
  "grant-route-unsigned": [
    "A grant names a route that doesn't ask IAM, so it changes nothing",
    'api.grantInvoke(role, ["GET /items"]) where the route requires scopes',
    "iam: true on the route",
  ],
  "grant-too-wide": [
    "IAM's * takes slashes too, so a permission for one route covers another",
    "A grant for GET /items/{id} beside GET /items/{id}/history, both iam: true",
    "Name both routes, or change a path",
  ],
  "authorizer-identity-source": [
    "An identity source is a header or a query parameter",
    'identitySource: "Authorization"',
    'identitySource: "$request.header.Authorization"',
  ],
  "issuer-shape": [
    "An issuer must be what the tokens' iss says, to the letter: https, no query, no fragment",
    'issuers.generic({ issuer: "example.com", … })',
    'issuer: "https://example.com/"',
  ],
  "log-format-size": ["The access log's format may take 3 KB", "A format of 60 long fields", "Fewer or shorter fields"],
  "log-group-existing": [
    "The log group is managed elsewhere, so this stack can't say anything about it",
    "accessLog: { existingLogGroupArn, retentionInDays: 7 }",
    "Leave the other options out",
  ],
  "log-group-name": [
    "CloudWatch refuses the name of the log group",
    'accessLog: { logGroupName: "my logs" }',
    'logGroupName: "/aws/vendedlogs/my-logs"',
  ],
  "log-request-id": [
    "AWS requires requestId in the access log's format",
    'format: { path: "$context.path" }',
    'format: { requestId: "$context.requestId", path: "$context.path" }',
  ],
  "log-retention": ["CloudWatch doesn't know this period", "retentionInDays: 31", "retentionInDays: 30"],
  "log-variable-unknown": [
    'API Gateway has no such $context variable and would log "-"',
    'format: { who: "$context.identity.user" }',
    "A name of CONTEXT_VARIABLES",
  ],
  "integration-parameters": [
    "API Gateway can't change that in a request or an answer",
    'requestParameters: { path: "/v2" }',
    '"overwrite:path": "/v2"',
  ],
  "integration-timeout": [
    "An HTTP API waits 50 to 30000 milliseconds for an integration",
    "timeoutMilliseconds: 60000",
    "timeoutMilliseconds: 30000, and the work done after the answer",
  ],
  "resource-identifier": [
    "A resource identifier is an absolute URI without fragment (RFC 8707)",
    'resourceIdentifiers: ["api.example.com"]',
    'resourceIdentifiers: ["https://api.example.com"]',
  ],
  "mcp-route": [
    "The address, issuers or tools of an MCP server can't be used",
    'resource: "http://api.example.com/mcp"',
    "What the message says",
  ],
  "mtls-bypass": [
    "The default endpoint stays open beside a domain with mutual TLS",
    "customDomain: { mutualTls }, disableExecuteApiEndpoint: false",
    "Leave disableExecuteApiEndpoint out",
  ],
  "rest-routes": ["AWS deploys no REST API without a method", "new PrivateRestApi(…, { routes: {} })", "A route"],
  "stage-name": ["AWS refuses the name of a stage, or another stage has it", 'stage: { name: "v 1" }', 'name: "v1"'],
  "route-ambiguous": [
    "A route says two things about its callers, of which one opens what the other closes",
    '{ scopes: ["read"], public: "…" }',
    "One of them",
  ],
  "route-without-scopes": [
    "A route lets every token in, ID tokens included, and gives no reason",
    'authenticated: ""',
    'authenticated: "the handler shows the caller\'s own claims only"',
  ],
  "route-authorizer": [
    "A route names an authorizer that isn't declared",
    'authorizer: "stff"',
    "One of jwtAuthorizers or lambdaAuthorizers",
  ],
  "route-key-shape": [
    "API Gateway refuses the route key",
    '"get items"',
    '"GET /items", "ANY /files/{proxy+}" or "$default"',
  ],
  "route-open": [
    "A route doesn't say who may call it; it would be open to everybody",
    '"GET /items": { target: "items" }',
    'scopes, authenticated: "reason", an authorizer, iam: true, or public: "reason"',
  ],
  "route-open-overlap": [
    "A route of a private API that is open inside the VPC covers one whose callers must sign",
    '"GET /a/{id}": { allowFromVpcEndpoint: "…" }, "GET /a/{id}/b": { iam: true }',
    "Paths of which one doesn't begin the other",
  ],
  "route-public-reason": [
    "A public route gives no reason",
    'public: ""',
    'public: "health check of the load balancer"',
  ],
  "route-requires-group": [
    "A route requires a group that nobody declared, so no token carries it",
    'requires: { groups: ["admn"] }',
    "A group of groups, or the full name in the authorizer's own issuers",
  ],
  "route-requires-ignored": [
    "Requirements on a route without a Lambda authorizer, which nothing would check",
    '{ scopes: ["read"], requires: { groups: ["admin"] } }',
    "authorizer: one of lambdaAuthorizers",
  ],
  "quota-scopes": ["A route takes 10 scopes", "scopes: [ /* 11 */ ]", "A broader scope that stands for several"],
  "route-scopes-ignored": [
    "AWS refuses scopes on a route with a Lambda authorizer",
    '{ authorizer: "staff", scopes: ["read"] }',
    'requires: { scopes: ["read"] }',
  ],
  "route-address-duplicate": [
    "Two routes would have the same Terraform address",
    "GET /a-b and GET /a/b",
    "Another path for one of them",
  ],
  "route-target": ["A route's target names a function that isn't declared", 'target: "itms"', "One of functions"],
  "scope-unobtainable": [
    "A route requires a token of the pool, and no client can obtain one",
    'scopes: ["read"] in an API without clients',
    "A web client or a machine client",
  ],
  "stage-undeclared": [
    "A mapping of the domain names a stage that isn't declared",
    'customDomain: { mappings: { beta: "bta" } }',
    "A name of stages",
  ],
  "stage-variable": [
    "API Gateway refuses the name or the value of a stage variable",
    'variables: { "my var": "a b" }',
    "Names of A-Z, a-z, 0-9 and _, values of those and -._~:/?#&=,",
  ],
  "stage-limit": [
    "A limit is no number of requests",
    "throttling: { burstLimit: NaN, rateLimit: 10 }",
    "throttling: { burstLimit: 20, rateLimit: 10 }",
  ],
  "target-name": [
    "Two targets have one name, so one's routes would lead to the other",
    'target: { name: "billing", … } twice with different functions',
    "A name of its own for each",
  ],
  "target-service": [
    "API Gateway knows no such action of a service, or lacks a parameter or a role for it",
    'target: { service: "SQS-Send", parameters: {}, name: "queue" }',
    'service: "SQS-SendMessage", parameters: { QueueUrl, MessageBody: "$request.body" }, resourceArns: [queue.arn]',
  ],
  "target-url": [
    "The caller's token travels to the backend, so it has to be https",
    'target: { url: "http://…", name: "old" }',
    "https://…, or a function that calls it",
  ],
  truststore: [
    "Mutual TLS needs PEM certificates of authorities, or an object in S3",
    'mutualTls: { truststoreUri: "truststore.pem" }',
    's3://BUCKET/KEY, or certificates: readFileSync("ca.pem", "utf8")',
  ],
  "vpc-endpoint": ["A private API needs VPC endpoints", 'vpcEndpointIds: ["vpc-1"]', '["vpce-0a1b2c3d"]'],
  "vpc-link": [
    "A target names a VPC link that isn't declared",
    'target: { listenerArn, vpcLink: "intrnal", name }',
    "A name of vpcLinks, or { id } of one that is managed elsewhere",
  ],
  "audience-incomplete": [
    "An authorizer without an audience accepts no token, or every application's",
    "jwtAuthorizers: { partner: { issuer, audience: [] } }",
    'audience: ["https://api.example.com"]',
  ],
} as const satisfies Record<string, ErrorEntry>;
