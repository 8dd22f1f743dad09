import { join } from "node:path";
import { readExamples } from "../../../local/terraform/examples";
import { ROOT } from "../../../process/terraform-working-directory";
import { curlLine, shellQuote } from "../../../local/output/curl-examples";
import { route } from "../support";

test("a curl line reads its token from a file and can be pasted", () => {
  const items = route("POST /items", { examples: readExamples(join(ROOT, "functions", "items")) });
  const line = curlLine("http://127.0.0.1:1", items, { token: "a b/user.token" });
  expect(line).toBe(
    `curl -s -X POST -H "authorization: Bearer $(cat 'a b/user.token')" -H 'content-type: application/json' -d '{"name":"An item"}' http://127.0.0.1:1/_aws/execute-api/abc/items`,
  );
  expect(shellQuote("it's")).toBe(`'it'\\''s'`);
});

test("the header of a distribution is read from a file", () => {
  const line = curlLine("http://127.0.0.1:1", route("GET /staff"), undefined, "a b/origin.header");
  expect(line).toBe("curl -s -H @'a b/origin.header' http://127.0.0.1:1/_aws/execute-api/abc/staff");
});

test("a signed curl line reads its credentials from a file", () => {
  const line = curlLine("http://127.0.0.1:1", route("GET /signed"), { signer: "signer.curl", region: "us-east-1" });
  expect(line).toBe(
    "curl -s --aws-sigv4 aws:amz:us-east-1:execute-api -K signer.curl http://127.0.0.1:1/_aws/execute-api/abc/signed",
  );
});
