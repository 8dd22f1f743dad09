import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { RELATED_SERVICES } from "./relied-on";

/** What of a shape is read here; botocore's models hold more. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface ServiceModel {
  readonly operations: Readonly<Record<string, unknown>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const MODEL = /^botocore\/data\/([a-z0-9-]+)\/(\d{4}-\d{2}-\d{2})\/service-2\.json\.gz$/;

/**
 * The newest model of each service of a kind that matters here, from a wheel of botocore.
 * @throws Error when the file is no wheel, or holds no such model
 */
export function readModels(wheel: Uint8Array): ReadonlyMap<string, ServiceModel> {
  const newest = new Map<string, { readonly version: string; readonly data: Uint8Array }>();
  const files = unzipSync(wheel, { filter: ({ name }) => RELATED_SERVICES.test(MODEL.exec(name)?.[1] ?? "") });
  for (const [name, data] of Object.entries(files)) {
    const [, service = "", version = ""] = MODEL.exec(name) ?? [];
    if (version > (newest.get(service)?.version ?? "")) newest.set(service, { version, data });
  }
  if (newest.size === 0) throw new Error("The file holds no models of botocore.");
  return new Map(
    [...newest].map(([service, { data }]) => [service, JSON.parse(gunzipSync(data).toString("utf8")) as ServiceModel]),
  );
}
