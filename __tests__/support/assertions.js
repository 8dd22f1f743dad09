const { readFileSync } = require("node:fs");

/** Properties, and claims about every resource, throw by themselves. */
const THROWS = /\bfc\.(assert|property)|\b(testReaders|everyResource)\(/;

// A test whose loop has nothing to go through, or that returns before it looks, would pass for ever.
const { testPath } = expect.getState();
if (!THROWS.test(readFileSync(testPath, "utf8"))) beforeEach(() => expect.hasAssertions());
