import { MachineClient } from "../../../constructs";
import { catalogue, pool, scope } from "../parts";

// refused: Type '"openid"' is not assignable to type '"read" | "write"'
new MachineClient<"read" | "write">(scope, "machine", { pool, catalogue, name: "machine", scopes: ["openid"] });
