import type { Audience, Listing } from "../model/index";
import { separated, type Sides } from "./by-reference";
import type { Comparison } from "./comparison";

/** The audiences of an authorizer on both sides: a client whose id comes at apply may be the one that is written as text. */
export const audiencesOf = (comparison: Comparison, lists: Sides<Listing<Audience>>): Sides<Listing<Audience>> =>
  separated(comparison, lists, {
    made: (item) =>
      item.kind === "client" && !item.client.resource.attributes.text("id").known
        ? (comparison.becomes(item.client) ?? item.client).address
        : undefined,
    // No client has a URL for its id.
    written: (item) => (item.kind === "client" || item.id.includes("://") ? undefined : item.id),
  });
