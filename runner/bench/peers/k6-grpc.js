// Unary calls of gRPC as fast as they go, in k6's own terms: each of its users has a connection. Driven by protocol_peers.py.
import grpc from "k6/net/grpc";

const client = new grpc.Client();
client.load([__ENV.PEER_PROTOS], "talk.proto");
let connected = false;

export default function () {
  if (!connected) {
    client.connect(__ENV.PEER_TARGET, { plaintext: true });
    connected = true;
  }
  client.invoke("bench.Talk/Say", { text: "hi" });
}
