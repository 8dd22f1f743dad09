import { getDomain } from "tldts";

/** Why a pattern is wider than what one organization publishes, and what to write instead. */
export interface WidePattern {
  readonly why: string;
  readonly remedy: string;
}

/**
 * Hosts on which anybody publishes below a path of their own, with the number of segments that name whose it is. The public
 * suffix list doesn't hold them, because each host is one organization's. Read 2026-11-22 in the services' own documentation.
 */
const SHARED_BY_PATH: readonly (readonly [host: RegExp, segments: number])[] = [
  [/^(?:raw|gist)\.githubusercontent\.com$|^(?:gist\.)?github\.com$|^gitlab\.com$|^bitbucket\.org$|^codeberg\.org$/, 1],
  [/^unpkg\.com$|^huggingface\.co$|^pastebin\.com$/, 1],
  [/^storage\.(?:cloud\.google|googleapis)\.com$|^s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/, 1],
  [/^(?:cdn|fastly|gcore)\.jsdelivr\.net$|^sites\.google\.com$|^(?:www|dl)\.dropbox(?:usercontent)?\.com$/, 2],
  [/^firebasestorage\.googleapis\.com$/, 3],
];

/**
 * Domains of one organization with its customers' hosts somewhere below: those hosts' parents are in the public suffix list,
 * not the domain itself. Read 2026-11-22 in the private part of that list.
 */
const SHARED_BELOW =
  /^(?:amazonaws\.com(?:\.cn)?|aws\.dev|on\.aws|run\.app|windows\.net|azure\.com|azure\.net|googleapis\.com|googleusercontent\.com|oraclecloud\.com|digitaloceanspaces\.com|fastly\.net|akamai\.net)$/;

/**
 * Whether documents of strangers may stand at URLs that the pattern matches; a `*` stands for any text.
 * Who owns a domain: https://publicsuffix.org/list/ with its private part, as tldts packs it.
 */
export function wideness(pattern: string): WidePattern | undefined {
  const { scheme, userinfo, host, port, path } = partsOf(pattern);
  if (userinfo.includes("*") || (host.includes("*") && !isOwned(host)))
    return {
      why: "matches hosts that anyone can use: whoever publishes a metadata document there becomes a client of the pool",
      remedy:
        'Name the hosts, e.g. "https://app.example.com/*", or the subdomains of one domain of yours, "https://*.example.com/*".',
    };
  const segments = SHARED_BY_PATH.find(([shared]) => shared.test(host))?.[1] ?? 0;
  const owner = path.split("/").slice(1, 1 + segments);
  if (segments > 0 && (path.startsWith("*") || owner.some((segment) => segment.includes("*"))))
    return {
      why: `leaves open whose path of ${host} it is: whoever publishes a metadata document there becomes a client of the pool`,
      remedy: `Name the path that is yours in full, e.g. "https://${host}/${"yours/".repeat(segments)}*", or publish on a host of your own.`,
    };
  if (port.includes("*"))
    return {
      why: `matches every port of ${host}: any program on that host that answers with a metadata document becomes a client of the pool`,
      remedy: "Leave the port out, or name it.",
    };
  if (scheme === "http")
    return {
      why: "is not an https address, and Amazon Cognito fetches metadata documents from https addresses only",
      remedy: "Write https://.",
    };
  return undefined;
}

/** Are all hosts that match one organization's? */
function isOwned(host: string): boolean {
  // What follows the label of the last wildcard: without a dot, *example.com is also evilexample.com.
  const named = host.replace(/^.*\*[^.]*\.?/, "");
  if (named === "" || SHARED_BELOW.test(named)) return false;
  return ["x", "x.x", "x.x.x"].every((label) => {
    const owner = getDomain(`${label}.${named}`, { allowPrivateDomains: true });
    return owner !== null && (named === owner || named.endsWith(`.${owner}`));
  });
}

/** As browsers read it: the host ends at the first of `/?#\`, and what stands before an `@` is no host. */
function partsOf(pattern: string): Readonly<Record<"scheme" | "userinfo" | "host" | "port" | "path", string>> {
  const [, scheme = "", authority = "", path = ""] =
    /^(?:([a-z*+.-]*):\/\/)?([^/?#\\]*)(.*)$/is.exec(pattern.trim()) ?? [];
  const at = authority.lastIndexOf("@");
  const [, host = "", port = ""] = /^(.*?)(?::([^:\]]*))?$/s.exec(authority.slice(at + 1)) ?? [];
  return {
    scheme: scheme.toLowerCase(),
    userinfo: authority.slice(0, Math.max(at, 0)),
    host: host.toLowerCase().replace(/\.$/, ""),
    port,
    path,
  };
}
