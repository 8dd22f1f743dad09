import { entryIn, noEntryText } from "../../../../posture/explain/log/pasted";

const ENTRY = '{"requestId":"a","status":"401","message":"Unauthorized"}';

test.each([
  ["the entry alone", `  ${ENTRY}\n`],
  ["a byte order mark before it", `\ufeff${ENTRY}`],
  ["aws logs tail --format short", `2026-11-22T20:00:00 ${ENTRY}`],
  ["aws logs tail", `2026-11-22T20:00:00.000000+00:00 stream ${ENTRY}`],
  ["Lambda's text format", `2026-11-22T20:00:00.000Z\t8b1a\tINFO\t${ENTRY}`],
  ["Logs Insights", JSON.stringify({ "@timestamp": "2026-11-22 20:00:00.000", "@message": ENTRY })],
  ["filter-log-events", JSON.stringify({ logStreamName: "s", timestamp: 1, message: ENTRY, ingestionTime: 2 })],
  ["Lambda's JSON format", JSON.stringify({ timestamp: "t", level: "INFO", message: JSON.parse(ENTRY) as object })],
])("the entry is found in %s", (_, text) => expect(entryIn(text)).toBe(ENTRY));

test.each([
  "GET /items/{id} 401",
  "a {",
  ENTRY.slice(0, 20),
  '{"timestamp":"t","message":"Unauthorized","status":"401"}',
])("%s is left as it is", (text) => expect(entryIn(text)).toBe(text));

test.each([
  ['{"access_token":"planted","expires_in":3600}', "the value of access_token"],
  ['{"level":"info","message":"request denied","reason":"session_expired"}', "its reason is session_expired"],
  [`${ENTRY}\n${ENTRY}`, "These are 2 lines."],
  ["nonsense", "neither a token nor an entry"],
])("of %s it is told what it is", (text, told) => {
  expect(noEntryText(text)).toContain(told);
  expect(noEntryText(text)).not.toContain("planted");
});
