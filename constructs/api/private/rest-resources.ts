import type { Construct } from "constructs";
import { ApiGatewayResource, type ApiGatewayRestApi } from "../../bindings";
import { RouteKey } from "../route-key";

/** The resource tree of a REST API, which has one resource for each part of a path. Addresses: `aws_api_gateway_resource.items_by_id`. */
export class RestResources {
  private readonly made = new Map<string, ApiGatewayResource>();

  constructor(
    private readonly scope: Construct,
    private readonly api: ApiGatewayRestApi,
  ) {}

  /** The id of the resource of a path; `/` is the root. */
  idOf(path: string): string {
    if (path === "/" || path === "") return this.api.rootResourceId;
    const found = this.made.get(path);
    if (found !== undefined) return found.id;
    const cut = path.lastIndexOf("/");
    const parentId = this.idOf(path.slice(0, cut));
    // `GET /items/{id}` is `get_items_by_id`; a resource has no method.
    const name = new RouteKey(`GET ${path}`).addressName.slice("get_".length);
    const resource = new ApiGatewayResource(this.scope, name, {
      restApiId: this.api.id,
      parentId,
      pathPart: path.slice(cut + 1),
    });
    this.made.set(path, resource);
    return resource.id;
  }
}
