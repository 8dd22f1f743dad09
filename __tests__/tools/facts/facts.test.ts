import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { strToU8, zipSync } from "fflate";
import { readOn } from "../../../posture/aws/fact";
import { main } from "../../../tools/facts";
import { outdatedFacts, contradictedFacts } from "../../../tools/facts/check";
import { compareDigests } from "../../../tools/facts/compare";
import { digestModel, digestOf } from "../../../tools/facts/digest";
import type { Digest } from "../../../tools/facts/digest";
import { readModels } from "../../../tools/facts/models";
import type { ServiceModel } from "../../../tools/facts/models";
import { readWheel } from "../../../tools/facts/obtain";
import { RELIED_ON } from "../../../tools/facts/relied-on";
import { temporaryFolder } from "../../support/folder";
import { fakeModels, fakeWheel } from "./wheel";

const folder = temporaryFolder("facts");
const string = (more: object = {}) => ({ type: "string", ...more });

const COGNITO: ServiceModel = {
  operations: { CreateUserPool: {}, DeleteUserPool: {} },
  shapes: {
    CreateUserPoolRequest: {
      type: "structure",
      required: ["PoolName"],
      members: { PoolName: { shape: "Name" }, UserPoolTier: { shape: "Tier" }, Tags: { shape: "Tags" } },
    },
    Name: string({ min: 1, max: 128, pattern: "[\\w]+" }),
    Tier: string({ enum: ["LITE", "PLUS"] }),
    Tags: { type: "map", key: { shape: "Name" }, value: { shape: "Self" } },
    Self: { type: "structure", members: { Again: { shape: "Self" } } },
    NobodyAsks: string(),
  },
};

const digest = (model: ServiceModel): Digest => digestOf("1.0.0", fakeModels({ "cognito-idp": model }));
const before = digest(COGNITO);

function changed(change: Partial<ServiceModel["shapes"]>, operations = COGNITO.operations): Digest {
  const shapes = { ...COGNITO.shapes, ...change } as ServiceModel["shapes"];
  return digest({ operations, shapes });
}

describe("the digest", () => {
  test("holds what the roots hold, to the end, and nothing else", () => {
    expect(digestModel(COGNITO, ["CreateUserPoolRequest"])).toEqual({
      operations: ["CreateUserPool", "DeleteUserPool"],
      shapes: {
        CreateUserPoolRequest: "PoolName! Name, Tags Tags, UserPoolTier Tier",
        Name: "string 1..128 /[\\w]+/",
        Self: "Again Self",
        Tags: "map<Name: Self>",
        Tier: "LITE | PLUS",
      },
    });
  });

  test("that is committed names every root, of a version of botocore", () => {
    const kept = JSON.parse(readFileSync(path.join(__dirname, "../../../tools/facts/digest.json"), "utf8")) as Digest;
    expect(kept.botocore).toMatch(/^\d+\.\d+/);
    for (const [service, roots] of Object.entries(RELIED_ON))
      expect(Object.keys(kept.models[service]?.shapes ?? {})).toEqual(expect.arrayContaining([...roots]));
  });
});

describe("what is new, gone or changed", () => {
  const request = COGNITO.shapes["CreateUserPoolRequest"];
  const members = request?.members ?? {};

  test.each<[string, Digest, object[]]>([
    ["nothing", before, []],
    [
      "an operation",
      changed({}, { ...COGNITO.operations, CreateTerms: {} }),
      [{ is: "new", what: "operation: CreateTerms" }],
    ],
    ["an operation less", changed({}, { CreateUserPool: {} }), [{ is: "gone", what: "operation: DeleteUserPool" }]],
    [
      "a value",
      changed({ Tier: string({ enum: ["LITE", "PLUS", "MAX"] }) }),
      [{ is: "new", what: "value of Tier: MAX" }],
    ],
    [
      "a member, and what it holds",
      changed({
        CreateUserPoolRequest: { ...request, type: "structure", members: { ...members, Key: { shape: "KeyType" } } },
        KeyType: string(),
      }),
      [
        { is: "new", what: "member of CreateUserPoolRequest: Key KeyType" },
        { is: "new", what: "shape KeyType", after: "string" },
      ],
    ],
    [
      "a limit",
      changed({ Name: string({ min: 1, max: 256, pattern: "[\\w]+" }) }),
      [{ is: "changed", what: "shape Name", before: "string 1..128 /[\\w]+/", after: "string 1..256 /[\\w]+/" }],
    ],
    [
      "a member that must be given now",
      changed({ CreateUserPoolRequest: { ...request, type: "structure", members, required: ["PoolName", "Tags"] } }),
      [
        { is: "new", what: "member of CreateUserPoolRequest: Tags! Tags" },
        { is: "gone", what: "member of CreateUserPoolRequest: Tags Tags" },
      ],
    ],
  ])("%s", (_, after, expected) => {
    expect(compareDigests(before, after)).toMatchObject(expected);
    expect(compareDigests(before, after)).toHaveLength(expected.length);
  });

  test("a root that is gone, and a service beside", () => {
    const shapes = Object.fromEntries(
      Object.entries(COGNITO.shapes).filter(([name]) => name !== "CreateUserPoolRequest"),
    );
    const found = compareDigests(before, digest({ operations: COGNITO.operations, shapes }));
    expect(found).toContainEqual(expect.objectContaining({ is: "gone", what: "shape CreateUserPoolRequest" }));
    const beside = digestOf("1", fakeModels({ "cognito-idp": COGNITO, "lambda-next": COGNITO }));
    expect(compareDigests(before, beside)).toEqual([{ service: "", is: "new", what: "service: lambda-next" }]);
  });
});

describe("facts", () => {
  const fact = readOn("2026-01-15");
  const place = (shape: string) => ({ service: "cognito-idp", shape }) as const;
  const models = fakeModels({ "cognito-idp": COGNITO });

  test.each([
    [{ least: 1, most: 128 }, "Name", undefined],
    [{ least: 1, most: 64 }, "Name", "1 to 64; Name says 1 to 128"],
    [128, "Name", undefined],
    [99, "Name", "it is 99; Name says at most 128"],
    [["PLUS", "LITE"], "Tier", undefined],
    [["PLUS"], "Tier", "Tier says LITE, PLUS; the fact says PLUS"],
    [["LITE"], "Gone", "no longer has Gone"],
  ])("%j against %s", (value, shape, why) => {
    const found = contradictedFacts({ it: fact(value, "page https://x", place(shape)) }, models);
    expect(found).toEqual(why === undefined ? [] : [{ fact: "it", why: expect.stringContaining(why) as string }]);
  });

  test("are named when nobody has read them for a year", () => {
    const facts = { it: fact(1, "Page https://docs.example/page") };
    expect(outdatedFacts(facts, "2027-01-15")).toEqual([]);
    expect(outdatedFacts(facts, "2027-01-16")).toEqual([
      { fact: "it", why: "read on 2026-01-15; read it again: Page https://docs.example/page" },
    ]);
  });
});

describe("a wheel", () => {
  test("gives the newest model of each service that matters", () => {
    const models = readModels(fakeWheel(fakeModels({ "cognito-idp": COGNITO })));
    expect([...models.keys()].sort()).toEqual(Object.keys(RELIED_ON).sort());
    expect(models.get("cognito-idp")).toEqual(COGNITO);
  });

  test("that is none is refused", () => {
    expect(() => readModels(zipSync({ "README.md": strToU8("hello") }))).toThrow("no models");
    expect(() => readWheel("requests-2.0-py3-none-any.whl")).toThrow("is no wheel of botocore");
  });
});

describe("npm run facts", () => {
  const run = async (...args: string[]) => {
    let out = "";
    const file = path.join(folder(), "digest.json");
    const code = await main(args, (text) => (out += text), file);
    return { code, out, kept: JSON.parse(readFileSync(file, "utf8")) as Digest };
  };

  test("prints what is new, and keeps the digest when told to", async () => {
    writeFileSync(path.join(folder(), "digest.json"), JSON.stringify(before));
    const wheel = path.join(folder(), "botocore-9.9.9-py3-none-any.whl");
    writeFileSync(wheel, fakeWheel(fakeModels({ "cognito-idp": { ...COGNITO, operations: { CreateTerms: {} } } })));
    const first = await run("--wheel", wheel, "--today", "2026-12-01");
    expect(first.code).toBe(5);
    expect(first.out).toContain("Held against botocore 9.9.9 (the digest is of 1.0.0):");
    expect(first.out).toMatch(/## cognito-idp\n\n- new: operation: CreateTerms\n- gone: operation: CreateUserPool\n/);
    expect(first.out).toContain("- `USER_POOL.tiers`: cognito-idp no longer has UserPoolTierType");
    expect(first.kept.botocore).toBe("1.0.0");
    expect((await run("--wheel", wheel, "--update")).kept.botocore).toBe("9.9.9");
    const later = await run("--wheel", wheel, "--today", "2029-01-01");
    expect(later.out).toContain("## Facts older than a year");
    expect(later.out).not.toContain("## cognito-idp");
  });

  test("explains itself", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("--update") as string });
  });
});
