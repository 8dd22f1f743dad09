#!/usr/bin/env node
import { main } from "./run";
import { processHost } from "./host";

// exitCode, not exit(): a pipe may still have to take the rest of the output.
void main(process.argv.slice(2), processHost()).then((code) => {
  process.exitCode = code;
});
