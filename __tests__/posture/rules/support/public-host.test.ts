import { notPublic } from "../../../../posture/rules/support/public-host";

test.each([
  ...["localhost", "app.localhost", "svc.local", "api.internal", "printer.home.arpa", "ip-10-0-0-1.ec2.internal"],
  ...["backend", "nothing.invalid", "api.internal."],
])("%s is in no public DNS", (host) => expect(notPublic(host)).toMatch(/public DNS doesn't have/));

test("a pattern is no host", () => expect(notPublic("*.example.com")).toBe("is a pattern, and no host"));

test.each([
  ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1"],
  ...["0.0.0.0", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fd00::1]", "[fe80::1]", "[::ffff:a00:5]"],
])("%s is no public address", (host) => expect(notPublic(host)).toBe("is no public address"));

test.each([
  "example.com",
  "172.32.0.1",
  "100.128.0.1",
  "8.8.8.8",
  "[2606:4700::1]",
  "localhost.example.com",
  "internal.io",
])("%s may be reached", (host) => expect(notPublic(host)).toBeUndefined());
