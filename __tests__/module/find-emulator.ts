import { silent } from "../../process/progress";
import { emulatorPython } from "../../local/emulator/python";

// Run by `emulator.ts` in a process of its own, because tests are declared synchronously. Prints the interpreter, or why there is none, as JSON.

emulatorPython(silent)
  .then((python) => ({ python }))
  .catch((error: unknown) => ({ refused: error instanceof Error ? error.message : String(error) }))
  .then((found) => console.log(JSON.stringify(found)));
