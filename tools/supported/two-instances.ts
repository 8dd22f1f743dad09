import { join } from "node:path";
import { apply, firstPlan, init, LostAnswer, secondPlan, type Workplace } from "../../local/terraform/apply";
import { startEmulator } from "../../local/emulator/emulator";
import { emulatedAwsEnvironment } from "../../process/terraform";
import type { Outcome } from "./result";
import { copyModule } from "./sources";

/** The HCL root that is applied: two instances of the module. */
const ROOT_NAME = "hcl-two-instances";

/**
 * Applies the HCL root with two instances to the embedded AWS and plans again.
 * @param place its folder is empty; its environment says where providers come from
 * @param python the interpreter that the embedded AWS is installed for
 */
export async function twoInstances(place: Workplace, python: string, attempt = 1): Promise<Outcome> {
  const base = join(place.folder, `attempt-${String(attempt)}`);
  const root = copyModule(base)[ROOT_NAME];
  if (root === undefined) throw new Error(`examples/${ROOT_NAME} is not there.`);
  const emulator = await startEmulator({ python, folder: join(base, "aws") });
  const work = async (): Promise<Outcome> => {
    const here = {
      ...place,
      folder: root,
      env: { ...emulatedAwsEnvironment(emulator.url, "us-east-1"), ...place.env },
    };
    await init(here);
    const counts = await apply(here, await firstPlan(here), () => undefined);
    const left = (await secondPlan(here)).sorted.changes;
    const failures = [
      ...(counts.add > 0 && counts.change === 0 && counts.destroy === 0
        ? []
        : [
            `The first apply added ${String(counts.add)}, changed ${String(counts.change)} and destroyed ${String(counts.destroy)}.`,
          ]),
      ...left.map(
        ({ address, action, attributes }) => `The second plan: ${action} ${address} (${attributes.join(", ")})`,
      ),
    ];
    return { passed: failures.length === 0 ? 1 : 0, failures };
  };
  try {
    return await Promise.race([work(), emulator.died]);
  } catch (error) {
    if (!(error instanceof LostAnswer) || attempt > 1) throw error;
  } finally {
    await emulator.stop();
  }
  // The embedded AWS lost an answer: nothing is wrong with the root, which is applied afresh.
  return twoInstances(place, python, attempt + 1);
}
