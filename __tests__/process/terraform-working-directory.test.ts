import { localCommand } from "../../process/terraform-working-directory";

test.each([
  ["/home/me/cognito-http-api", "npm run -s local --"],
  ["/home/me/shop/node_modules/cognito-http-api", "npx cognito-http-api local"],
  ["/home/me/shop/node_modules/cognito-http-api/dist", "npx cognito-http-api local"],
  ["/home/me/shop/node_modules/@shop/api/dist", "npx @shop/api local"],
  ["/shop/node_modules/.pnpm/x@1/node_modules/cognito-http-api", "npx cognito-http-api local"],
  ["C:\\shop\\node_modules\\cognito-http-api\\dist", "npx cognito-http-api local"],
])("from %s a local run is started by %s", (root, command) => expect(localCommand(root)).toBe(command));
