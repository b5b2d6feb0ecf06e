// Answers each request of four protocols after a fixed delay, remembers how long each took by its own clock, and counts.
//
//   node server.js DELAY_MS [FREEZE_AFTER_S FREEZE_FOR_S] [AT] [PORTS] [LOG]
//
// Prints the ports as JSON when it listens, at AT or 127.0.0.1; each line that it reads is answered by its figures so far as JSON.
// It also answers what the samples in Java ask for: items of gRPC, the answers of a language model, a feed of ticks.
// LOG gets a byte for each request or handshake before it is answered, and LOG.messages one for each message over a WebSocket.
'use strict';
const fs = require('fs');
const http = require('http');
const http2 = require('http2');
const path = require('path');
const readline = require('readline');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const ws = require('ws');

const [delay, freezeAfter, freezeFor] = process.argv.slice(2, 5).map(Number);
const at = process.argv[5] || '127.0.0.1';
const ports = (process.argv[6] || '0,0,0,0').split(',').map(Number);
const took = {http2: [], grpc: [], websocket: [], events: []};
const counts = {http2: 0, grpc: 0, both: 0, messages: 0, sessions: 0, opened: 0, events: 0};
const log = process.argv[7];
const requests = log ? fs.openSync(log, 'a') : 0;
const messages = log ? fs.openSync(`${log}.messages`, 'a') : 0;
let first = 0;
let open = 0;
let most = 0;

function begun() {
  open++;
  most = Math.max(most, open);
}

function note(file) {
  if (file) fs.writeSync(file, '.');
}

/** Does something when the delay, and a freeze that it falls into, are over; a delay of 0 at once. */
function later(kind, answer) {
  const begun = performance.now();
  first = first || begun;
  const say = () => {
    answer();
    if (took[kind].length < 200000) took[kind].push(performance.now() - begun);
  };
  const thaw = () => {
    const left = first + (freezeAfter + freezeFor) * 1000 - performance.now();
    if (freezeFor > 0 && left > 0 && left < freezeFor * 1000) setTimeout(say, left);
    else say();
  };
  if (delay > 0) setTimeout(thaw, delay);
  else thaw();
}

const overHttp2 = http2.createServer({settings: {maxConcurrentStreams: 20000}});
overHttp2.on('session', (session) => session.on('error', () => {}));
overHttp2.on('stream', (stream) => {
  counts.http2++;
  begun();
  stream.on('close', () => open--);
  note(requests);
  stream.on('error', () => {});
  later('http2', () => {
    if (stream.destroyed) return;
    stream.respond({':status': 200, 'content-type': 'text/plain'});
    stream.end('ok');
  });
});

const talk = grpc.loadPackageDefinition(loader.loadSync(path.join(__dirname, 'talk.proto'))).bench.Talk;
const overGrpc = new grpc.Server({'grpc.max_concurrent_streams': 20000});
overGrpc.addService(talk.service, {
  Say(call, done) {
    counts.grpc++;
    note(requests);
    later('grpc', () => done(null, {text: call.request.text}));
  },
  Both(call) {
    counts.both++;
    begun();
    note(requests);
    call.on('data', (words) => call.write(words));
    call.on('end', () => setTimeout(() => {
      open--;
      call.end();
    }, delay));
    call.on('error', () => {});
  },
});

const items = grpc.loadPackageDefinition(loader.loadSync(path.join(__dirname, 'items.proto'))).demo.v1.Items;
const item = (id) => ({id, name: `Item ${id}`, price: id});
overGrpc.addService(items.service, {
  GetItem(call, done) {
    note(requests);
    const {id} = call.request;
    done(id > 0 ? null : {code: grpc.status.NOT_FOUND, details: `no item ${id}`}, item(id));
  },
  ListItems(call) {
    note(requests);
    call.on('error', () => {});
    for (let id = 1; id <= call.request.limit; id++) call.write(item(id));
    call.end();
  },
  AddItems(call, done) {
    note(requests);
    let count = 0;
    call.on('error', () => {});
    call.on('data', () => count++);
    call.on('end', () => done(null, {count}));
  },
});

const overWebSocket = new ws.WebSocketServer({host: at, port: ports[2], backlog: 4096});
overWebSocket.on('connection', (socket) => {
  counts.opened++;
  counts.sessions++;
  begun();
  note(requests);
  socket.on('error', () => {});
  socket.on('message', (data, binary) => {
    counts.messages++;
    note(messages);
    if (delay > 0 || freezeFor > 0) later('websocket', () => socket.send(data, {binary}));
    else socket.send(data, {binary});
  });
  socket.on('close', () => {
    counts.opened--;
    open--;
  });
});

/** An event every 50 ms until nobody reads them. */
function ticks(response) {
  const clock = setInterval(() => response.write('event: tick\ndata: {"n": 1}\n\n'), 50);
  response.on('close', () => clearInterval(clock));
}

/** Ten tokens, 20 ms apart. */
function speech(response) {
  let left = 10;
  const clock = setInterval(() => {
    if (left-- > 0) {
      response.write('data: {"choices": [{"delta": {"content": "word "}}]}\n\n');
      return;
    }
    clearInterval(clock);
    response.end('data: {"choices": [], "usage": {"completion_tokens": 10}}\n\ndata: [DONE]\n\n');
  }, 20);
  response.on('close', () => clearInterval(clock));
}

const events = http.createServer((request, response) => {
  counts.events++;
  note(requests);
  response.on('error', () => {});
  request.resume();
  later('events', () => {
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
    if (request.url.startsWith('/events')) return ticks(response);
    if (request.url.startsWith('/v1/')) return speech(response);
    response.end('data: {"n": 1}\n\ndata: [DONE]\n\n');
  });
});

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p / 100))] : 0;
}

const listening = [
  new Promise((done) => overHttp2.listen(ports[0], at, 4096, () => done(overHttp2.address().port))),
  new Promise((done) => overGrpc.bindAsync(`${at}:${ports[1]}`, grpc.ServerCredentials.createInsecure(), (error, port) => done(port))),
  new Promise((done) => (overWebSocket.address() ? done() : overWebSocket.on('listening', done)))
      .then(() => overWebSocket.address().port),
  new Promise((done) => events.listen(ports[3], at, 4096, () => done(events.address().port))),
];
Promise.all(listening).then(([h2, rpc, socket, sse]) =>
  console.log(JSON.stringify({http2: h2, grpc: rpc, websocket: socket, events: sse})));

readline.createInterface({input: process.stdin}).on('line', () => {
  const figures = {};
  for (const [kind, values] of Object.entries(took)) {
    figures[kind] = {p50: percentile(values, 50), p99: percentile(values, 99), max: percentile(values, 100)};
  }
  console.log(JSON.stringify({took: figures, counts, most, cpu: process.cpuUsage()}));
}).on('close', () => log || process.exit(0));
