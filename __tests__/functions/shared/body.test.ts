import * as fc from "fast-check";
import { jsonBody, MAX_BODY_BYTES } from "../../../functions/shared/body";
import { HttpError } from "../../../functions/shared/errors";
import { type Call, publicEvent, sending } from "../events";

const read = (call: Call, maxBytes?: number) => jsonBody(publicEvent(call), maxBytes === undefined ? {} : { maxBytes });
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const refused = (status: number, code: string, message?: string) =>
  expect.objectContaining({ status, code, ...(message === undefined ? {} : { message }) }) as HttpError;

describe("a JSON body", () => {
  test("is read as text and as base64", () => {
    expect(read(sending({ title: "ä" }))).toEqual({ title: "ä" });
    expect(read(sending(0, { body: base64('{"title":"ä"}'), base64: true }))).toEqual({ title: "ä" });
  });

  test.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json; charset=utf8",
    'application/json; charset="utf8"',
    "",
    " application/json ; charset=utf-8",
    "application/json; boundary=x; charset=utf-8",
    "application/merge-patch+json",
  ])("may be declared as %s", (type) => {
    expect(read(sending({}, { headers: { "content-type": type } }))).toEqual({});
  });

  test("may be declared in a header of any case", () => {
    expect(read({ body: "{}", headers: { "Content-Type": "application/json" } })).toEqual({});
  });

  test.each(["text/plain", "application/json; charset=utf-7"])(
    "declared a second time, in another spelling, as %s is a 415: a server may read either",
    (other) => {
      for (const headers of [
        { "content-type": "application/json", "Content-Type": other },
        { "content-type": other, "Content-Type": "application/json" },
      ])
        expect(() => read({ body: "{}", headers })).toThrow(refused(415, "unsupported_media_type"));
    },
  );

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "xapplication/json", "json"])(
    "declared as %j is a 415",
    (type) => {
      const call = sending({}, { headers: { "content-type": type } });
      const told = "The content-type must be application/json";
      expect(() => read(call)).toThrow(refused(415, "unsupported_media_type", told));
    },
  );

  test("may come without a content-type", () => expect(read({ body: "{}" })).toEqual({}));

  test("may come without any body, or under any type, where the handler says so", () => {
    const options = { whenMissing: { a: 1 }, anyType: true };
    expect(jsonBody(publicEvent({ method: "POST" }), options)).toEqual({ a: 1 });
    expect(jsonBody(publicEvent(sending(0, { body: "" })), options)).toEqual({ a: 1 });
    const form = { body: base64("{}"), base64: true, headers: { "content-type": "application/x-www-form-urlencoded" } };
    expect(jsonBody(publicEvent(form), options)).toEqual({});
    const latin = { body: "{}", headers: { "content-type": "text/plain; charset=latin1" } };
    expect(() => jsonBody(publicEvent(latin), options)).toThrow(refused(415, "unsupported_media_type"));
  });

  test("may begin with a byte order mark", () => {
    expect(read(sending(0, { body: "\ufeff{}" }))).toEqual({});
    expect(read(sending(0, { body: base64("\ufeff{}"), base64: true }))).toEqual({});
  });

  test("in another charset or compressed is a 415", () => {
    const latin = sending({}, { headers: { "content-type": "application/json; charset=latin1" } });
    expect(() => read(latin)).toThrow(refused(415, "unsupported_media_type"));
    for (const charset of ["xutf-8", "utf-80", '"utf-8', "utf-16", "latin1charset=utf-8"]) {
      const other = sending({}, { headers: { "content-type": `application/json; charset=${charset}` } });
      expect(() => read(other)).toThrow(refused(415, "unsupported_media_type", "The charset must be utf-8"));
    }
    const packed = sending({}, { headers: { "content-encoding": "gzip" } });
    const told = "A content-encoding is not supported; send the body as it is";
    expect(() => read(packed)).toThrow(refused(415, "unsupported_media_type", told));
    for (const encoding of ["identity", " IDENTITY ", ""])
      expect(read(sending({}, { headers: { "content-encoding": encoding } }))).toEqual({});
  });

  test("that is missing or empty is a 400", () => {
    expect(() => read({ method: "POST" })).toThrow(refused(400, "missing_body", "A JSON body is required"));
    expect(() => read(sending({}, { body: "" }))).toThrow(refused(400, "missing_body"));
  });

  test.each(["{", "{'a':1}", "undefined", '{"a":1}x', "\u0000", "[".repeat(60_000), "\ufeff\ufeff{}"])(
    "%.20j is a 400",
    (body) => {
      expect(() => read(sending(0, { body }))).toThrow(refused(400, "invalid_json", "The body is not valid JSON"));
    },
  );

  test.each(["[]", "null", '"text"', "7", "true"])("%s is a 400: an object is asked for", (body) => {
    expect(() => read(sending(0, { body }))).toThrow(refused(400, "invalid_json", "The body must be a JSON object"));
  });

  test("in broken base64 or broken UTF-8 is a 400", () => {
    const broken = refused(400, "bad_request", "The body is not valid base64");
    expect(() => read(sending(0, { body: "e30", base64: true }))).toThrow(broken);
    expect(() => read(sending(0, { body: "{}!=", base64: true }))).toThrow(refused(400, "bad_request"));
    const bytes = base64(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    const unreadable = refused(400, "invalid_json", "The body is not valid UTF-8");
    expect(() => read(sending(0, { body: bytes, base64: true }))).toThrow(unreadable);
    const marks = sending(0, { body: base64("\ufeff\ufeff{}"), base64: true });
    expect(() => read(marks)).toThrow(refused(400, "invalid_json", "The body is not valid JSON"));
  });

  test("is counted in bytes, before it is parsed", () => {
    const fits = `{"a":"${"ä".repeat((MAX_BODY_BYTES - 8) / 2)}"}`;
    expect(Buffer.byteLength(fits)).toBe(MAX_BODY_BYTES);
    for (const asBase64 of [false, true]) {
      const send = (text: string) => sending(0, { body: asBase64 ? base64(text) : text, base64: asBase64 });
      expect(read(send(fits))).toHaveProperty("a");
      expect(() => read(send(`${fits} `))).toThrow(refused(413, "body_too_large"));
      expect(() => read(send("x".repeat(5)), 4)).toThrow(
        refused(413, "body_too_large", "The body is longer than 4 bytes"),
      );
    }
  });

  test("leaves every other object alone, whatever its keys", () => {
    read(sending(0, { body: '{"__proto__":{"title":"x"},"constructor":{"prototype":{"title":"x"}}}' }));
    expect(({} as Record<string, unknown>)["title"]).toBeUndefined();
  });

  test("of any text or bytes is an object or a clear 4xx", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.base64String());
    fc.assert(
      fc.property(text, fc.boolean(), fc.constantFrom("application/json", "text/plain"), (body, asBase64, type) => {
        try {
          const value = read({ body, base64: asBase64, headers: { "content-type": type } });
          expect(typeof value).toBe("object");
        } catch (error) {
          expect(error).toBeInstanceOf(HttpError);
          expect([400, 413, 415]).toContain((error as HttpError).status);
        }
      }),
    );
  });

  test("comes back as it was sent", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(read(sending(0, { body: base64(text), base64: true })))).toBe(text);
      }),
    );
  });
});
