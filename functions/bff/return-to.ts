/** Tells the app why nobody was signed in; see `DenialCode`. */
export const ERROR_PARAMETER = "sign_in_error";

/**
 * Where to go after signing in: a path of this site, else `/`. Whatever a browser would read as another site (`//host`, `/\host`, a scheme,
 * hidden control characters) is dropped, and so is the error of an earlier try.
 */
export function returnTo(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || wanted.length > 2048 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return "/";
  try {
    const url = new URL(wanted, origin);
    // Dot segments may leave two slashes in front: /.//host
    if (url.origin !== origin || url.pathname.startsWith("//")) return "/";
    if (url.searchParams.has(ERROR_PARAMETER)) url.searchParams.delete(ERROR_PARAMETER);
    return url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}

/** The page that somebody wanted to go to, told why they are not signed in. @param path made by `returnTo` */
export function withError(origin: string, path: string, code: string): string {
  const url = new URL(path, origin);
  url.searchParams.set(ERROR_PARAMETER, code);
  return url.href;
}
