import { Construct } from "constructs";
import { Apigatewayv2VpcLink } from "../../bindings";
import { requireChecks } from "../../stack/run-rules";

export interface VpcLinkOptions {
  /** The subnets that get the link's network interfaces; they can't be changed later. */
  readonly subnetIds: readonly [string, ...string[]];
  /** @default the VPC's own */
  readonly securityGroupIds?: readonly string[];
}

export interface VpcLinkProps extends VpcLinkOptions {
  /** The link's name in AWS. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A way from HTTP APIs into a VPC. Address: `aws_apigatewayv2_vpc_link.ID`. */
export class VpcLink extends Construct {
  readonly resource: Apigatewayv2VpcLink;

  constructor(scope: Construct, id: string, props: VpcLinkProps) {
    super(scope, id);
    requireChecks(this, props);
    this.resource = new Apigatewayv2VpcLink(this, "Resource", {
      name: props.name,
      subnetIds: [...props.subnetIds],
      securityGroupIds: [...(props.securityGroupIds ?? [])],
      tags: props.tags,
    });
  }

  get id(): string {
    return this.resource.id;
  }
}
