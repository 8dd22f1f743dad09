import type { Construct } from "constructs";
import { HttpApi, type HttpApiProps } from "../../constructs/api/http-api";
import { JwtAuthorizer } from "../../constructs/api/authorizers/jwt-authorizer";

export const httpApi = (scope: Construct, props: Partial<HttpApiProps> = {}): HttpApi =>
  new HttpApi(scope, "api", { name: "notes-api", ...props });

export const jwtAuthorizer = (scope: Construct, api: HttpApi): JwtAuthorizer =>
  new JwtAuthorizer(scope, "jwt", { api, name: "jwt", issuer: "https://issuer.example.com", audience: ["client"] });

/** A target that needs no function. */
export const BACKEND = { url: "https://backend.example.com/v1", name: "backend" } as const;
