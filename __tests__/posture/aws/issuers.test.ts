import { homeOf, issuerOfPool, parseIssuer } from "../../../posture/aws/issuers";

const POOL = "eu-central-1_AbCdEfGhI";

test.each([
  [{}, `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`],
  [{ type: "UPDATED" }, `https://issuer-cognito-idp.eu-central-1.amazonaws.com/${POOL}`],
  [{ region: "us-west-2" }, `https://cognito-idp.us-west-2.amazonaws.com/${POOL}`],
  // An updated issuer is the same for the pool and its replicas.
  [{ type: "UPDATED", region: "us-west-2" }, `https://issuer-cognito-idp.eu-central-1.amazonaws.com/${POOL}`],
] as const)("the issuer of a pool, %j", (options, expected) => {
  expect(issuerOfPool(POOL, options)).toBe(expected);
  expect(parseIssuer(expected)).toMatchObject({ poolId: POOL, home: "eu-central-1" });
});

test("in the European Sovereign Cloud, hosts end otherwise", () => {
  const issuer = "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbCdEfGhI";
  expect(issuerOfPool("eusc-de-east-1_AbCdEfGhI")).toBe(issuer);
  expect(parseIssuer(issuer)).toMatchObject({ region: "eusc-de-east-1", replica: false });
  expect(parseIssuer(issuer.replace(".eu/", ".com/"))).toBeUndefined();
});

test("in China, hosts end otherwise", () => {
  const issuer = "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI";
  expect(issuerOfPool("cn-north-1_AbCdEfGhI")).toBe(issuer);
  expect(parseIssuer(issuer)).toMatchObject({ region: "cn-north-1", replica: false });
  expect(parseIssuer(issuer.replace(".com.cn", ".com"))).toBeUndefined();
});

test.each([
  [`https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`, "ORIGINAL", false],
  [`https://cognito-idp.eu-central-1.amazonaws.com/${POOL}/`, "ORIGINAL", false],
  [`https://cognito-idp.us-west-2.amazonaws.com/${POOL}`, "ORIGINAL", true],
  [`https://issuer-cognito-idp.eu-central-1.amazonaws.com/${POOL}`, "UPDATED", false],
])("%s is %s, of a replica: %s", (issuer, type, replica) => {
  expect(parseIssuer(issuer)).toMatchObject({ type, replica });
});

test.each([
  "https://login.example.com/",
  `http://cognito-idp.eu-central-1.amazonaws.com/${POOL}`,
  `https://issuer-cognito-idp.us-west-2.amazonaws.com/${POOL}`,
  `https://cognito-idp.eu-central-1.amazonaws.com.evil.example/${POOL}`,
  `https://evil-cognito-idp.eu-central-1.amazonaws.com/${POOL}`,
  "https://cognito-idp.eu-central-1.amazonaws.com/",
  `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}?x`,
])("%s is no pool's issuer", (issuer) => {
  expect(parseIssuer(issuer)).toBeUndefined();
});

test("a pool's id says where it lives", () => {
  expect(homeOf("us-gov-west-1_Ab1")).toBe("us-gov-west-1");
});
