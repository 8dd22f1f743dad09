import { MachineClient } from "../../../constructs";
import { catalogue, pool, scope } from "../parts";

// refused: Source has 0 element(s) but target requires 1
new MachineClient(scope, "machine", { pool, catalogue, name: "machine", scopes: [] });
