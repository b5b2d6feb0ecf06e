// Artillery's own runner and WebSocket engine (npm's @artilleryio/int-core): so many users, each of which sends a message and waits for
// what comes back, again and again. Arguments: port, users.
'use strict';
const core = require('@artilleryio/int-core');

const [port, users] = process.argv.slice(2).map(Number);
const script = {
  config: {target: `ws://127.0.0.1:${port}/`, phases: [{duration: 2, arrivalCount: users}]},
  scenarios: [{
    engine: 'ws',
    flow: [{loop: [{send: {payload: '{"n":1}', capture: {json: '$.n', as: 'n'}}}], count: 1000000000}],
  }],
};

(async () => {
  await core.updateGlobalObject();
  const events = await core.runner.runner(script, null, {});
  events.on('stats', () => {});
  events.run({});
})();
