import { JwtNotBeforeError } from "aws-jwt-verify/error";
import { checkRegistered, checkTimes } from "../../../functions/authorizer/claims";

const NOW = 1_800_000_000;

test("the very second of exp is too late, the moment before is not", () => {
  expect(() => checkTimes({ exp: NOW }, 0, NOW)).toThrow("expired");
  expect(() => checkTimes({ exp: NOW }, 0, NOW - 0.001)).not.toThrow();
  expect(() => checkTimes({ exp: NOW }, 5, NOW + 4.999)).not.toThrow();
  expect(() => checkTimes({ exp: NOW }, 5, NOW + 5)).toThrow("expired");
});

test("iat may be now or within the tolerance, not beyond", () => {
  const exp = NOW + 600;
  expect(() => checkTimes({ exp, iat: NOW }, 0, NOW)).not.toThrow();
  expect(() => checkTimes({ exp, iat: NOW + 5 }, 5, NOW)).not.toThrow();
  expect(() => checkTimes({ exp, iat: NOW + 6 }, 5, NOW)).toThrow("not_yet_valid");
});

test("nbf may be now, not a second later", () => {
  jest.spyOn(Date, "now").mockReturnValue(NOW * 1000);
  const checks = { issuer: "i", audience: null, clockToleranceSeconds: 0 };
  expect(() => checkRegistered({ iss: "i", exp: NOW + 1, nbf: NOW }, checks)).not.toThrow();
  expect(() => checkRegistered({ iss: "i", exp: NOW + 9, nbf: NOW + 1 }, checks)).toThrow(JwtNotBeforeError);
  jest.restoreAllMocks();
});
