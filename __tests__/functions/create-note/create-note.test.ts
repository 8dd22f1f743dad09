import * as fc from "fast-check";
import { handler } from "../../../functions/create-note";
import { createNote, MAX_CONTENT, MAX_TITLE } from "../../../functions/create-note/create-note";
import { bodyOf, iamEvent, jwtEvent, lambdaEvent, publicEvent, sending, SUB, USER_ARN } from "../events";

const auth = { username: "demo@example.com", scopes: ["notes-api/read", "notes-api/write"] };

describe("POST /notes", () => {
  test("answers with the note", () => {
    const sent = { title: "First note", content: "created from API Gateway + Lambda" };
    expect(createNote(jwtEvent(sending(sent)), 1712400000000)).toEqual({
      status: 201,
      body: { message: "Note created", note: { id: "note-1712400000000", ...sent, ownerSub: SUB }, auth },
    });
  });

  test("has a title and content for a note without them", () => {
    const note = { id: "note-1", title: "Untitled", content: "", ownerSub: SUB };
    const calls = [
      ...[{}, { title: null, content: null }, { other: 1 }].map((sent) => sending(sent)),
      { method: "POST", path: "/notes" },
      { method: "POST", path: "/notes", body: "{}" },
      sending(0, { body: "" }),
      sending(0, { body: "\ufeff{}" }),
      sending({}, { headers: { "content-type": "application/json; charset=utf8" } }),
      sending({}, { headers: { "content-type": "text/plain" } }),
      sending(0, {
        body: Buffer.from("{}").toString("base64"),
        base64: true,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    ];
    for (const call of calls) {
      expect(createNote(jwtEvent(call), 1)).toEqual({ status: 201, body: { message: "Note created", note, auth } });
    }
  });

  test("names the note by the time", async () => {
    const before = Date.now();
    const answer = await handler(jwtEvent(sending({})));
    expect(answer).toMatchObject({ statusCode: 201, headers: { "content-type": "application/json" } });
    const { note } = bodyOf(answer) as { note: { id: string } };
    const [, time] = /^note-(\d+)$/.exec(note.id) ?? [];
    expect(Number(time)).toBeGreaterThanOrEqual(before);
    expect(Number(time)).toBeLessThanOrEqual(Date.now());
  });

  test("belongs to whoever the authorizer names", () => {
    expect(createNote(lambdaEvent(sending({})), 1).body).toMatchObject({ note: { ownerSub: "auth0|user123" } });
    expect(createNote(iamEvent(sending({})), 1).body).toMatchObject({ note: { ownerSub: USER_ARN } });
  });

  test.each<[string, number, string, Parameters<typeof jwtEvent>[0]]>([
    ["bad JSON", 400, "invalid_json", sending(0, { body: "{" })],
    ["a list", 400, "invalid_json", sending([])],
    ["a title that is a number", 400, "invalid_field", sending({ title: 7 })],
    ["a title that is too long", 400, "invalid_field", sending({ title: "x".repeat(MAX_TITLE + 1) })],
    ["content that is too long", 400, "invalid_field", sending({ content: "x".repeat(MAX_CONTENT + 1) })],
    [
      "another charset",
      415,
      "unsupported_media_type",
      sending({}, { headers: { "content-type": "application/json; charset=latin1" } }),
    ],
    ["a body that is too long", 413, "body_too_large", sending({ content: "x".repeat(70_000) })],
  ])("refuses %s with a %i", async (_name, status, code, call) => {
    const answer = await handler(jwtEvent(call));
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer)).toMatchObject({ code, error: expect.any(String) as string });
  });

  test("looks at the caller before the body", async () => {
    expect((await handler(publicEvent(sending(0, { body: "{" })))).statusCode).toBe(401);
  });

  test("is never a 500, whatever is sent", async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      fc.record({ title: fc.anything() }).map((v) => safeJson(v)),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.boolean(), async (text, base64) => {
        const { statusCode } = await handler(jwtEvent(sending(0, { body: text, base64 })));
        expect([201, 400, 413]).toContain(statusCode);
      }),
    );
  });
});

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "{";
  }
}
