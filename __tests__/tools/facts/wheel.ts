import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import type { ServiceModel } from "../../../tools/facts/models";
import { RELIED_ON } from "../../../tools/facts/relied-on";

const EMPTY = { type: "structure", members: {} } as const;

/** Models of every service that is relied on, with an empty shape for each root; `change` goes over one service. */
export function fakeModels(change: Readonly<Record<string, ServiceModel>> = {}): ReadonlyMap<string, ServiceModel> {
  const plain = Object.entries(RELIED_ON).map(([service, roots]): [string, ServiceModel] => [
    service,
    { operations: { Ping: {} }, shapes: Object.fromEntries(roots.map((name) => [name, EMPTY])) },
  ]);
  return new Map([...plain, ...Object.entries(change)]);
}

/** A wheel as botocore's is laid out, with the models in it; older versions of an API lie beside the newest. */
export function fakeWheel(models: ReadonlyMap<string, ServiceModel>): Uint8Array {
  const pack = (model: unknown): Uint8Array => new Uint8Array(gzipSync(JSON.stringify(model)));
  const files: Record<string, Uint8Array> = { "botocore/data/ec2/2016-11-15/service-2.json.gz": strToU8("not read") };
  for (const [service, model] of models) {
    files[`botocore/data/${service}/2016-04-18/service-2.json.gz`] = pack(model);
    files[`botocore/data/${service}/2014-01-01/service-2.json.gz`] = pack({ operations: { Old: {} }, shapes: {} });
    files[`botocore/data/${service}/2016-04-18/paginators-1.json.gz`] = strToU8("not read");
  }
  return zipSync(files);
}
