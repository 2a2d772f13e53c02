// A relay with a fault, for the twin of the check: broken-relay.js LISTEN TARGET FAULT
//   change: one bit of each piece behind the head of the answer     drop: no such piece is handed on
//   deaf: the end of the server's half is not handed on
const net = require('net');

const [listen, target, fault] = process.argv.slice(2);
const faults = {
  deaf: (bytes) => bytes,
  change: (bytes) => (bytes[bytes.length - 1] ^= 1, bytes),
  drop: () => Buffer.alloc(0),
};

net.createServer({ allowHalfOpen: true }, (client) => {
  const server = net.connect({ port: Number(target), host: '127.0.0.1', allowHalfOpen: true });
  let head = true;
  client.on('data', (bytes) => server.write(bytes)).on('end', () => server.end()).on('error', () => server.destroy());
  server.on('data', (bytes) => {
    client.write(head ? bytes : faults[fault](bytes));
    head = false;
  });
  server.on('end', () => fault === 'deaf' || client.end()).on('error', () => client.destroy());
}).listen(Number(listen), '127.0.0.1');
