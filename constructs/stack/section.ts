import { Construct } from "constructs";

const SECTION = Symbol.for("cognito-http-api/Section");

/**
 * A scope that sorts the construct tree (routes, groups, clients, functions) and stays out of Terraform addresses, so that
 * a route is `aws_apigatewayv2_route.get_profile` and not `…routes_get_profile`.
 */
export class Section extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    Object.defineProperty(this, SECTION, { value: true });
  }

  static isSection(x: unknown): boolean {
    return typeof x === "object" && x !== null && SECTION in x;
  }
}
