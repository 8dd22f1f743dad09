// Preloaded into a measured process: says at its end how much memory it had at most.
process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS));
});
