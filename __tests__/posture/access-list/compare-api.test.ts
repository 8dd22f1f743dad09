import { accessListOf, type DeclaredApi } from "../../../posture/access-list";
import { readSynth } from "../../../posture/model/read";
import { over, stackOf, type Resources } from "../rules/support";
import { compared } from "./whole";

const api = (change: Resources[string][string]): Resources => over("aws_apigatewayv2_api", "api", change);
const CORS = api({
  cors_configuration: [{ allow_origins: ["https://app.example"], allow_headers: ["authorization"] }],
});
const LIST = accessListOf(readSynth(stackOf(CORS)));
const differences = (change: Resources, declared: Partial<DeclaredApi> = {}): string[] =>
  compared(readSynth(stackOf(change)), {
    ...LIST,
    apis: LIST.apis?.map((one) => ({ ...one, ...declared })) ?? [],
  }).map(({ code, certain, effect }) => `${code}${certain ? "" : "?"}: ${effect}`);

test("what is written from a stack holds of it", () => {
  expect(LIST.apis).toEqual([
    { api: "aws_apigatewayv2_api.api", origins: ["https://app.example"], executeApiEndpoint: true },
  ]);
  expect(differences(CORS)).toEqual([]);
});

test.each<[string, Resources, RegExp[]]>([
  [
    "a foreign origin",
    api({ cors_configuration: [{ allow_origins: ["*"] }] }),
    [/^access-origins: Browsers refuse the answers to pages of https:\/\/app\.example\. Pages of \* may call it/],
  ],
  ["no CORS", api({ cors_configuration: undefined }), [/^access-origins: Browsers refuse/]],
  [
    "origins that aren't known",
    api({ cors_configuration: [{ allow_origins: "${var.origins}" }] }),
    [/^access-origins\?/],
  ],
  [
    "no execute-api address",
    { ...api({ ...CORS["aws_apigatewayv2_api"]?.["api"], disable_execute_api_endpoint: true }) },
    [/^access-address: Callers of that address get 404/],
  ],
  [
    "another protocol",
    { ...api({ ...CORS["aws_apigatewayv2_api"]?.["api"], protocol_type: "WEBSOCKET" }) },
    [/^access-authorization: Everybody gets in/, /^access-address: Its routes answer no HTTP request/],
  ],
])("%s is a difference", (_name, change, expected) => {
  expect(differences(change)).toEqual(expected.map((text) => expect.stringMatching(text)));
});

test("an address that shall be closed and answers is a difference", () => {
  expect(differences(CORS, { executeApiEndpoint: false })).toEqual([
    expect.stringMatching(/^access-address: Callers bypass the custom domain/),
  ]);
});
