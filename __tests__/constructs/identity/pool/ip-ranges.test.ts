import { checkAddressRanges } from "../../../../constructs/identity/pool/ip-ranges";
import { expectRefusal } from "../../../support/expect-error";

test("ranges of both families, at their bounds, each on one list", () => {
  expect(() =>
    checkAddressRanges(["192.0.2.0/24", "192.0.2.1/32"], ["2001:db8::/128", "10.0.0.0/1"], "p"),
  ).not.toThrow();
});

test.each(["192.0.2.1", "192.0.2.0/33", "2001:db8::/129", "192.0.2/24", "192.0.2.0/24/1", "192.0.2.0/x", "host/8", ""])(
  "%j is not CIDR notation",
  (range) => expectRefusal(() => checkAddressRanges([range], [], "p"), "threat-addresses", "p/skippedIpRanges", range),
);

test("everybody is refused, with what to write on that list", () => {
  expectRefusal(() => checkAddressRanges(["0.0.0.0/0"], [], "p"), "threat-addresses", 'threatProtection: "audit"');
  expectRefusal(
    () => checkAddressRanges([], ["::/0"], "p"),
    "threat-addresses",
    "p/blockedIpRanges",
    "Name the ranges",
  );
});

test("a range on both lists, and more than AWS accepts", () => {
  expectRefusal(() => checkAddressRanges(["192.0.2.0/24"], ["192.0.2.0/24"], "p"), "threat-addresses", "both lists");
  const many = Array.from({ length: 201 }, (_, at) => `10.0.0.${at}/32`);
  expectRefusal(() => checkAddressRanges(many, [], "p"), "threat-addresses", "201 ranges", "200");
  expect(() => checkAddressRanges(many.slice(1), [], "p")).not.toThrow();
});
