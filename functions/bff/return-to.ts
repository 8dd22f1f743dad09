/**
 * Where to go after signing in: a path of this site, else `/`. Whatever a browser would read as another site (`//host`, `/\host`, a scheme,
 * hidden control characters) is dropped.
 */
export function returnTo(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || wanted.length > 2048 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return "/";
  try {
    const url = new URL(wanted, origin);
    // Dot segments may leave two slashes in front: /.//host
    if (url.origin !== origin || url.pathname.startsWith("//")) return "/";
    return url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}
