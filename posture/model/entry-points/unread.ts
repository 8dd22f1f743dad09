import { templateAt, templateOf } from "../../terraform/cloudformation";
import type { Resource } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import { entryPoint } from "./common";
import type { EntryPoint } from "./entry-point";
import type { Sources } from "./sources";

/** Types of CloudFormation that let callers in, or say who gets in. */
const DECIDES =
  /^AWS::(?:ApiGateway::(?:RestApi|Method|Authorizer|DomainNameV2|BasePathMappingV2)|ApiGatewayV2::(?:Api|ApiGatewayManagedOverrides|Authorizer|Route|RoutingRule)|AppSync::(?:Api|GraphQLApi|ChannelNamespace)|BedrockAgentCore::(?:Gateway|GatewayTarget|Runtime|RuntimeEndpoint)|CloudFront::(?:Distribution|DistributionTenant)|Cognito::(?:IdentityPool|IdentityPoolRoleAttachment)|ElasticLoadBalancingV2::(?:Listener|ListenerRule)|IAM::(?:Group|GroupPolicy|ManagedPolicy|Policy|Role|RolePolicy|User|UserPolicy|UserToGroupAddition)|Lambda::(?:Permission|Url)|LambdaWeb::\w+|Serverless::(?:Api|Application|Function|GraphQLApi|HttpApi)|VpcLattice::(?:AuthPolicy|Listener|ResourcePolicy|Rule|Service)|WAFv2::(?:WebACL|WebACLAssociation))$/;

/** The same as the Cloud Control provider calls them: `awscc_apigateway_rest_api`. Compared without underscores, which follow capitals. */
function decides(type: string): boolean {
  const wanted = type
    .replace(/^awscc_/, "")
    .replaceAll("_", "")
    .toLowerCase();
  return NAMES.has(wanted);
}

const NAMES = new Set(
  [...DECIDES.source.matchAll(/(\w+)::\(\?:([^)]*)\)/g)].flatMap(([, service = "", types = ""]) =>
    types.split("|").map((type) => `${service}${type}`.toLowerCase()),
  ),
);

/**
 * What lets callers in, or says who gets in, by resources that posture doesn't read: templates of CloudFormation, and types
 * of the Cloud Control provider without a reader. Each is named, so that what isn't read isn't passed over.
 */
export function unreadEntryPoints({ index }: Sources): EntryPoint[] {
  return index.resources.flatMap((resource) => {
    if (resource.mode === "data") return [];
    const why = unreadOf(resource, index.at(resource.address) !== resource);
    if (why === undefined) return [];
    return [
      entryPoint(resource, {
        kind: "service",
        name: resource.address,
        group: "resources that posture doesn't read",
        hosts: [],
        authorization: { kind: "unknown", why },
        target: { kind: "unknown", why: "posture doesn't read it" },
      }),
    ];
  });
}

function unreadOf(resource: Resource, isRead: boolean): string | undefined {
  const { type, attributes } = resource;
  if (/^(?:aws|awscc)_cloudformation_stack(?:_set)?$/.test(type)) return inTemplate(resource);
  if (type === "aws_serverlessapplicationrepository_cloudformation_stack")
    return "the application's template isn't in this input";
  if (type === "aws_cloudcontrolapi_resource") {
    const name = valueOr(attributes.text("type_name"), "a type that isn't known") ?? "";
    return DECIDES.test(name) ? `${name} isn't read` : undefined;
  }
  if (!type.startsWith("awscc_") || isRead || !decides(type)) return undefined;
  return `who gets in by ${type} isn't read`;
}

function inTemplate({ attributes }: Resource): string | undefined {
  const template = templateAt(attributes);
  if ("unread" in template) return template.unread;
  const { resources, hidden } = templateOf(template.data);
  const found = [
    ...resources.flatMap(({ name, type }) =>
      DECIDES.test(type) || /^AWS::CloudFormation::Stack|::MODULE$/.test(type) ? [`${type} ${name}`] : [],
    ),
    ...hidden,
  ];
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  return `its template holds ${first}${more.length > 0 ? ` and ${more.length} more` : ""}, which posture doesn't read`;
}
