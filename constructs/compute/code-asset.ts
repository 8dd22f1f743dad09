import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import type { ISynthesisSession } from "cdktf";
import type { Construct } from "constructs";

/**
 * A file or a flat folder, copied below the stack's `assets` at synth. cdktf removes the whole folder of an asset before it copies, where another synth of
 * the same stack may just be writing; its name says what it holds, so only other versions have to go.
 */
export class CodeAsset extends TerraformAsset {
  /** @param source absolute path of the file or folder */
  constructor(
    scope: Construct,
    id: string,
    private readonly source: string,
    type: AssetType.FILE | AssetType.DIRECTORY,
  ) {
    super(scope, id, { path: source, type });
  }

  /** Called in place of cdktf's own, which is private. */
  protected copy({ manifest }: ISynthesisSession): void {
    const stack = path.dirname(manifest.forStack(TerraformStack.of(this)).synthesizedStackPath);
    const target = path.join(manifest.outdir, stack, this.path);
    const isFolder = this.type === AssetType.DIRECTORY;
    const version = path.resolve(isFolder ? target : path.dirname(target));
    mkdirSync(version, { recursive: true });
    const versions = path.dirname(version);
    for (const name of readdirSync(versions))
      if (name !== path.basename(version))
        rmSync(path.join(versions, name), { recursive: true, force: true, maxRetries: 3 });
    if (!isFolder) return copyFileSync(this.source, target);
    for (const name of readdirSync(this.source)) copyFileSync(path.join(this.source, name), path.join(version, name));
  }

  static {
    Object.defineProperty(this.prototype, "_onSynthesize", { value: this.prototype.copy });
  }
}
