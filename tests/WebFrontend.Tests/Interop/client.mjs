// Talks to the test host with the package "ws" and prints one JSON object of what it saw.
// Usage: node client.mjs ws://host:port/ws
import WebSocket from 'ws';

const base = process.argv[2];
const seen = {};

function open(query = '') {
  const socket = new WebSocket(base + query, { rejectUnauthorized: false });
  const messages = [];
  const waiting = [];
  const pings = [];
  socket.on('message', data => {
    const text = data.toString();
    const next = waiting.shift();
    if (next) next(text);
    else messages.push(text);
  });
  socket.on('ping', data => pings.push(data.toString()));
  socket.on('error', () => {});
  const closed = new Promise(resolve => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
  const opened = new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const receive = () => messages.length ? Promise.resolve(messages.shift()) : new Promise(resolve => waiting.push(resolve));
  return { socket, receive, closed, opened, pings };
}

async function conversation(name, run, query) {
  const client = open(query);
  await client.opened;
  seen[name] = await run(client);
  client.socket.terminate();
}

await conversation('extensions', async c => c.socket.extensions);

await conversation('echo', async c => {
  const lengths = [];
  for (const length of [0, 1, 125, 126, 65000]) {
    c.socket.send('é'.repeat(length / 2) + '☃');
    lengths.push((await c.receive()) === 'é'.repeat(length / 2) + '☃');
  }
  return lengths;
});

await conversation('binary', async c => {
  c.socket.send(Buffer.from('as text'), { binary: true });
  return c.receive();
});

await conversation('fragments', async c => {
  const bytes = Buffer.from('in ☃ pieces');
  for (let i = 0; i < bytes.length; i++) {
    c.socket.send(bytes.subarray(i, i + 1), { binary: false, fin: i === bytes.length - 1 });
    // A control frame between two fragments.
    if (i === 4) c.socket.ping('between');
  }
  return c.receive();
});

await conversation('pong', c => new Promise(resolve => {
  c.socket.on('pong', data => resolve(data.toString('hex')));
  c.socket.ping(Buffer.from([0, 1, 2, 255]));
}));

// The stack answers pings of the server by itself, in order.
await conversation('serverPings', async c => {
  c.socket.send('ping:10');
  return { told: await c.receive(), seen: c.pings.join(',') };
});

await conversation('burst', async c => {
  c.socket.send('burst:2000');
  for (let i = 0; i < 2000; i++) {
    if (await c.receive() !== `burst ${i}`) return `wrong at ${i}`;
  }
  return 'in order';
});

for (const [name, request] of [['abort', 'abort'], ['close', 'close'], ['closeWithCode', 'close:4001']]) {
  await conversation(name, async c => {
    c.socket.send(request);
    return (await c.closed).code;
  });
}

await conversation('clientClose', async c => {
  c.socket.close(4321, 'done');
  return (await c.closed).code;
});

await conversation('clientCloseWithoutCode', async c => {
  c.socket.close();
  return (await c.closed).code;
});

console.log(JSON.stringify(seen));
process.exit(0);
