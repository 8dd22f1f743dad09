"use strict";
// Stands for the Lambda runtime: loads the bundle in a process of its own and calls its handler once a message.
const { handler } = require(process.argv[2]);

process.on("message", async ({ id, events }) => {
  const answers = await Promise.all(
    events.map(async (event) => {
      const start = process.cpuUsage();
      const outcome = await Promise.resolve()
        .then(() => handler(event))
        .then(
          (answer) => ({ answer }),
          (error) => ({ thrown: String(error) }),
        );
      const { user, system } = process.cpuUsage(start);
      return { ...outcome, milliseconds: (user + system) / 1000 };
    }),
  );
  process.send({ id, answers });
});
process.send({ ready: true });
