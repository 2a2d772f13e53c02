// A WebSocket server of npm's ws that sends every message back as the kind that it was: echo.js PORT
const { WebSocketServer } = require('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]) });
server.on('connection', (socket) => {
  socket.on('error', () => {}); // what the suite sends is wrong on purpose
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
