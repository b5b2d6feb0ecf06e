// One GET as fast as it goes, in k6's own terms; driven by engine.py.
import http from "k6/http";

export default function () {
  http.get(__ENV.PEER_URL);
}
