import { decodeToken, type Denial } from "../../../posture/claims";

const part = (value: string | Buffer): string => Buffer.from(value).toString("base64url");
const token = (claims: string | Buffer): string => `${part('{"alg":"RS256"}')}.${part(claims)}.${part("signature")}`;

function detailOf(text: string): string | undefined {
  try {
    decodeToken(text);
    return undefined;
  } catch (error) {
    return `${(error as Denial).reason}: ${(error as Denial).detail ?? ""}`;
  }
}

test("a replacement character that was sent is text like any other; bytes that are no UTF-8 are refused", () => {
  expect(decodeToken(token('{"name":"\ufffd"}')).claims).toEqual({ name: "\ufffd" });
  const broken = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(detailOf(token(broken))).toBe("malformed: the claims part is not UTF-8");
});

test.each([
  ["x", "malformed: fewer than three parts between dots"],
  ["..", "malformed: the header is not canonical base64url"],
  [`${token("{}")}=`, "malformed: the signature is not canonical base64url"],
  [token("[]"), "malformed: the claims part is not a JSON object"],
  [token("{"), "malformed: the claims part is not JSON"],
  ["x".repeat(16_385), "too_large: longer than 16384 characters"],
])("says what is wrong, and quotes nothing", (text, detail) => expect(detailOf(text)).toBe(detail));
