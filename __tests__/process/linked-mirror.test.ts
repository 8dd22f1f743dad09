import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLinkedMirror } from "../../process/linked-mirror";
import { mirrorsIn, realFolders } from "../../process/mirrors";
import { hostOf } from "../../process/providers";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder("linked-mirror");
const [THEIRS, OURS] = ["theirs.example.com", "ours.example.com"];
const PROVIDERS = ["hashicorp/aws", "hashicorp/archive"];

/** A mirror with these files in a folder of its own. */
function mirror(name: string, ...files: string[]) {
  const place = join(folder(), name);
  for (const file of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), file);
  }
  return mirrorsIn(place, realFolders);
}

test("what only another registry's mirror holds is linked, zipped or not", () => {
  const [zip, plugin] = [
    "terraform-provider-aws_5.101.0_linux_amd64.zip",
    "5.100.0/linux_amd64/terraform-provider-aws",
  ];
  const found = mirror("theirs", `${THEIRS}/hashicorp/aws/${plugin}`, `${THEIRS}/hashicorp/aws/${zip}`);
  const links = join(folder(), "links");
  const mirrors = withLinkedMirror(found, OURS, PROVIDERS, links);
  expect(mirrors).toEqual([{ folder: links, host: OURS, providers: ["hashicorp/aws"], linked: found }]);
  for (const file of [plugin, zip])
    expect(readFileSync(join(links, OURS, "hashicorp/aws", file), "utf8")).toBe(`${THEIRS}/hashicorp/aws/${file}`);
  // Terraform would take it for a mirror, too.
  expect(mirrorsIn(links, realFolders)).toEqual([{ folder: links, host: OURS, providers: ["hashicorp/aws"] }]);
});

test("a mirror of the registry itself comes before another's", () => {
  const both = [
    ...mirror("one", `${THEIRS}/hashicorp/aws/5.100.0/linux_amd64/a`, `${THEIRS}/acme/tool/1.0.0/linux_amd64/a`),
    ...mirror("two", `${OURS}/hashicorp/aws/5.99.0/linux_amd64/a`),
  ];
  const links = join(folder(), "none");
  expect(withLinkedMirror(both, OURS, PROVIDERS, links)).toEqual([both[1]]);
  expect(existsSync(links)).toBe(false);
});

test.each([
  ["Providers required by configuration:\n.\n└── provider[a.example.com/hashicorp/aws]\n", "a.example.com"],
  ["└── provider[b.example.com:8443/hashicorp/aws] >= 5.100.0\n", "b.example.com:8443"],
  ["└── provider[a.example.com/hashicorp/archive]\n", undefined],
  ["", undefined],
])("the host that `terraform providers` names: %j", (output, host) => {
  expect(hostOf(output)).toBe(host);
});
