import { tokenValidity, type TokenLifetimes } from "../../../../constructs/identity/clients/token-lifetimes";

test.each<[TokenLifetimes | undefined, [number, number, number]]>([
  [undefined, [60, 60, 30]],
  [{}, [60, 60, 30]],
  [{ accessTokenMinutes: 5 }, [5, 60, 30]],
  [{ idTokenMinutes: 1440 }, [60, 1440, 30]],
  [{ refreshTokenDays: 1 }, [60, 60, 1]],
])("%j, always with units: without them 60 minutes would be 60 hours", (lifetimes, [access, id, refresh]) =>
  expect(tokenValidity(lifetimes)).toEqual({
    accessTokenValidity: access,
    idTokenValidity: id,
    refreshTokenValidity: refresh,
    tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
  }),
);
