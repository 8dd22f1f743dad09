import { wideness } from "../../../../posture/rules/support/url-pattern";

test.each([
  ["*", true],
  ["https://*", true],
  ["https://*/*", true],
  ["https://*:443/client.json", true],
  ["https://*.com/client.json", true],
  // Without the dot, evilexample.com matches too.
  ["https://*example.com/client.json", true],
  ["https://app.example.com*", true],
  ["https://app.*/client.json", true],
  ["https://example.com/*", false],
  ["https://example.com:8443/agents/*", false],
  ["https://*.agents.example.com", false],
  ["https://agents-*.example.co.uk/*", false],
  // Hosts of a service below which anybody may have one, or a path.
  ["https://*.github.io/*", true],
  ["https://agents-*.vercel.app/*", true],
  ["https://*.S3.amazonaws.com/client.json", true],
  ["https://*.amazonaws.com/*", true],
  ["https://*.co.uk/*", true],
  ["https://*.acme.github.io/*", false],
  ["https://acme.github.io/*", false],
  ["https://raw.githubusercontent.com/*", true],
  ["https://raw.githubusercontent.com/acme*/main.json", true],
  ["https://raw.githubusercontent.com/acme/agents/*", false],
  ["https://cdn.jsdelivr.net/gh/*", true],
  // What stands before an @ is no host.
  ["https://app.example.com@*/client.json", true],
  ["https://app.example.com@*.github.io/", true],
  ["https://*@app.example.com/client.json", true],
  ["https://user@app.example.com/client.json", false],
  ["https://app.example.com:*/client.json", true],
  ["http://app.example.com/client.json", true],
  ["http*://app.example.com/client.json", false],
])("%s is wide, or not https: %s", (pattern, isWide) => {
  expect(wideness(pattern) !== undefined).toBe(isWide);
});
