// A message, its answer and a value out of that, again and again, in k6's own terms: each of its users has a WebSocket. Driven by protocol_peers.py.
import { WebSocket } from "k6/websockets";

export default function () {
  const socket = new WebSocket(__ENV.PEER_URL);
  const say = () => socket.send('{"n":1}');
  socket.onopen = say;
  socket.onmessage = (message) => {
    if (JSON.parse(message.data).n === 1) say();
  };
}
