import { Construct } from "constructs";
import { Apigatewayv2ApiMapping } from "../../bindings";
import { requireChecks } from "../../stack/run-rules";
import { Section } from "../../stack/section";
import type { Stage } from "../stage";
import { checkDomainName, checkMappingKey } from "./domain-checks";

/** A custom domain that is managed elsewhere, where several APIs answer below paths of their own. */
export interface ExistingApiDomainOptions {
  readonly existing: true;
  /** `api.example.com`, in the API's region and account. */
  readonly domainName: string;
  /** The API answers below this path, which the routes don't see: `orders`. @default at the root */
  readonly mappingKey?: string;
}

export interface ExistingApiDomainProps extends ExistingApiDomainOptions {
  /** The stage that answers under the domain. */
  readonly stage: Stage;
}

/** The mapping of an API on a domain that is managed elsewhere. Address: `aws_apigatewayv2_api_mapping.ID`. */
export class ExistingApiDomain extends Construct {
  readonly domainName: string;
  readonly mappingKey: string | undefined;
  /** `https://NAME/PATH`, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ExistingApiDomainProps) {
    super(scope, id);
    requireChecks(this, props);
    const { domainName, mappingKey, stage } = props;
    [this.domainName, this.mappingKey] = [domainName, mappingKey];
    checkDomainName(domainName, this.node.path);
    checkMappingKey(mappingKey, { path: this.node.path, prop: "mappingKey" });
    new Apigatewayv2ApiMapping(new Section(this, "mapping"), "Resource", {
      apiId: stage.api.apiId,
      domainName,
      stage: stage.resource.id,
      apiMappingKey: mappingKey,
    });
    this.url = mappingKey === undefined ? `https://${domainName}` : `https://${domainName}/${mappingKey}`;
  }
}
