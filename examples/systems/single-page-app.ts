import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "cognito-http-api";

const app = new App();
const stack = new ApiStack(app, "single-page-app");
new AwsProvider(stack, "aws", { region: "us-east-1" });

new SecuredApi(stack, "Default", {
  project: "shop",
  packaging: "prebuilt",
  domain: "shop.example",
  groups: { staff: { description: "Staff", precedence: 1 }, customers: { description: "Customers", precedence: 10 } },
  scopes: { read: "Read", write: "Write" },
  webClients: { spa: { callbackUrls: ["https://shop.example/callback"], scopes: ["read", "write"] } },
  machineClients: { smoke: { scopes: ["read"] } },
  lambdaAuthorizers: { staff: {} },
  functions: { catalogue: "functions/catalogue", orders: "functions/orders", back: "functions/back" },
  customDomain: { domainName: "api.shop.example", certificateArn: process.env["CERTIFICATE_ARN"] ?? "" },
  routes: {
    "GET /health": { public: "the load balancer asks it", target: "catalogue" },
    "GET /products": { public: "the catalogue is open to everybody", target: "catalogue" },
    "GET /products/{id}": { public: "the catalogue is open to everybody", target: "catalogue" },
    "GET /me": { scopes: ["read"], target: "orders" },
    "GET /orders": { scopes: ["read"], target: "orders" },
    "GET /orders/{id}": { scopes: ["read"], target: "orders" },
    "POST /orders": { scopes: ["write"], target: "orders" },
    "DELETE /orders/{id}": { scopes: ["write"], target: "orders" },
    "GET /staff/orders": { authorizer: "staff", requires: { groups: ["staff"] }, target: "back" },
    "PUT /staff/orders/{id}": { authorizer: "staff", requires: { groups: ["staff"] }, target: "back" },
    "POST /staff/products": { authorizer: "staff", requires: { groups: ["staff"] }, target: "back" },
    "DELETE /staff/products/{id}": { authorizer: "staff", requires: { groups: ["staff"] }, target: "back" },
  },
});
app.synth();
