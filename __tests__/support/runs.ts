/** How many cases a property is tried with; `FC_TIMES` is how many times as many, by night or for whoever looks further. */
export const runs = (usual: number): number => usual * Number(process.env["FC_TIMES"] ?? 1);
