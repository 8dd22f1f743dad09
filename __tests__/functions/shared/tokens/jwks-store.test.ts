import {
  COLD_FAILURE_PAUSE,
  JwksStore,
  KEEP_FOR,
  REFRESH_AFTER,
  UNKNOWN_KEY_PAUSE,
} from "../../../../functions/shared/tokens/jwks-store";
import { jwk, KID, rsa } from "../../authorizer/support/tokens";

const URI = "https://issuer.example.com/keys";
const pair = rsa();
const documentOf = (...kids: string[]): Buffer =>
  Buffer.from(JSON.stringify({ keys: kids.map((kid) => jwk(pair.publicKey, { kid })) }));

let now = 0;
beforeEach(() => {
  now = Date.parse("2026-01-01");
  jest.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

test("keys are fresh for an hour, then asked for again", async () => {
  const read = jest.fn(async () => documentOf(KID));
  const store = new JwksStore(read);
  expect(store.fresh(URI, KID)).toBeUndefined();
  await store.find(URI, KID);
  now += REFRESH_AFTER - 1;
  expect(store.fresh(URI, KID)?.kid).toBe(KID);
  now += 1;
  expect(store.fresh(URI, KID)).toBeUndefined();
  await store.find(URI, KID);
  expect(read).toHaveBeenCalledTimes(2);
});

test("a key that was withdrawn is gone after the hour", async () => {
  const read = jest.fn().mockResolvedValueOnce(documentOf(KID)).mockResolvedValueOnce(documentOf("key-2"));
  const store = new JwksStore(read);
  await store.find(URI, KID);
  now += REFRESH_AFTER;
  await expect(store.find(URI, KID)).rejects.toMatchObject({ reason: "unknown_key" });
});

test("keys that can't be read again serve for two hours, with a request every ten seconds at most", async () => {
  const read = jest.fn().mockResolvedValueOnce(documentOf(KID)).mockRejectedValue(new Error("JWKS answered 503"));
  const store = new JwksStore(read);
  await store.find(URI, KID);
  now += REFRESH_AFTER;
  for (let call = 0; call < 5; call++) expect((await store.find(URI, KID)).kid).toBe(KID);
  expect(read).toHaveBeenCalledTimes(2);
  now += UNKNOWN_KEY_PAUSE;
  expect((await store.find(URI, KID)).kid).toBe(KID);
  expect(read).toHaveBeenCalledTimes(3);
  now += KEEP_FOR - REFRESH_AFTER;
  await expect(store.find(URI, KID)).rejects.toMatchObject({ reason: "keys_unavailable", detail: "JWKS answered 503" });
});

test("a failed first request is tried again after two seconds", async () => {
  const read = jest.fn().mockRejectedValueOnce(new Error("JWKS broke off")).mockResolvedValue(documentOf(KID));
  const store = new JwksStore(read);
  await expect(store.find(URI, KID)).rejects.toMatchObject({ reason: "keys_unavailable" });
  now += COLD_FAILURE_PAUSE - 1;
  const paused = { reason: "keys_unavailable", detail: "paused after an earlier attempt" };
  await expect(store.find(URI, KID)).rejects.toMatchObject(paused);
  expect(read).toHaveBeenCalledTimes(1);
  now += 1;
  expect((await store.find(URI, KID)).kid).toBe(KID);
});

test("an unknown kid is asked for again after ten seconds", async () => {
  const read = jest.fn(async () => documentOf(KID));
  const store = new JwksStore(read);
  for (let call = 0; call < 5; call++)
    await expect(store.find(URI, "key-2")).rejects.toMatchObject({
      reason: "unknown_key",
      ...(call === 0 ? { claim: "kid" } : { detail: "paused after an earlier attempt" }),
    });
  expect(read).toHaveBeenCalledTimes(1);
  now += UNKNOWN_KEY_PAUSE;
  await expect(store.find(URI, "key-2")).rejects.toMatchObject({ reason: "unknown_key" });
  expect(read).toHaveBeenCalledTimes(2);
});

test("addresses are apart: the trouble of one is not the other's", async () => {
  const read = jest.fn(async (uri: string) =>
    uri === URI ? documentOf(KID) : Promise.reject(new Error("JWKS is down")),
  );
  const store = new JwksStore(read);
  await expect(store.find("https://down.example.com", KID)).rejects.toMatchObject({ reason: "keys_unavailable" });
  expect((await store.find(URI, KID)).kid).toBe(KID);
  expect(store.fresh("https://down.example.com", KID)).toBeUndefined();
});

test("a clock that is put back makes no key serve longer, and no pause last", async () => {
  let there = false;
  const read = jest.fn(async () => (there ? documentOf(KID) : Promise.reject(new Error("gone"))));
  const store = new JwksStore(read);
  now += 24 * REFRESH_AFTER;
  await expect(store.find(URI, KID)).rejects.toMatchObject({ code: "keys_unavailable" });
  there = true;
  now -= 24 * REFRESH_AFTER;
  expect((await store.find(URI, KID)).kid).toBe(KID);
  now -= REFRESH_AFTER;
  expect(store.fresh(URI, KID)).toBeUndefined();
  now += 1;
  expect(store.fresh(URI, KID)?.kid).toBe(KID);
});
