import { join } from "node:path";
import { updateCode } from "../../../local/watch/function-code";
import { ROOT } from "../../support/project";
import { serving } from "../serving";

const source = { entry: join(ROOT, "functions", "hello"), runtime: "nodejs22.x" } as Parameters<typeof updateCode>[3];

test("a function gets its new code, with the map that names its sources", async () => {
  const { url, asked } = await serving(() => ({ status: 200, body: "" }));
  await updateCode(url, "eu-west-1", "a b", source);
  const [{ method, path, headers, body } = { method: "", path: "", headers: {}, body: "{}" }] = asked;
  expect({ method, path }).toEqual({ method: "PUT", path: "/2015-03-31/functions/a%20b/code" });
  expect(headers["authorization"]).toContain("/eu-west-1/lambda/aws4_request");
  const zip = Buffer.from((JSON.parse(body) as { ZipFile: string }).ZipFile, "base64").toString("latin1");
  expect(zip).toContain("index.js.map");
});

test("a refusal of the AWS emulator is told", async () => {
  const { url } = await serving(() => ({ status: 404, body: "no such function" }));
  await expect(updateCode(url, "eu-west-1", "a", source)).rejects.toThrow(
    "UpdateFunctionCode of a answered 404: no such function",
  );
});
