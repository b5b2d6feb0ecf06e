#!/usr/bin/env python3
"""Many at a time: what Throng counts and what the server counts are the same.

    runner/bench/protocol_counts.py [--streams 10000] [--calls 10000] [--sessions 1000] [--classpath CLASSPATH]

So many requests of HTTP/2 at once, over a hundredth of as many connections; so many calls of gRPC of which both sides stream, at
once; so many WebSockets at once, with three messages each. The server is node's (see protocols.py). Prints both counts, the most
that were under way at a time, failures, and the processor time of both.
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

from observe import launcher
from protocols import PROTO, Server

TASKS = {
    "http2": "{get: /, timeout: 120s}",
    "grpc": "{name: both, timeout: 120s, grpc: {call: bench.Talk/Both, messages: [{text: a}, {text: b}, {text: c}], awaitAnswers: true}}",
    "websocket": "{steps: [{name: open, websocket: {connect: /}, timeout: 120s}, {pause: 10s},"
                 " {name: say, websocket: {send: {text: hi}, await: 60s}}, {name: say, websocket: {send: {text: hi}, await: 60s}},"
                 " {name: say, websocket: {send: {text: hi}, await: 60s}}, {name: bye, websocket: {close: 1000}, timeout: 60s}]}",
}
EXTRA = {"http2": "http: {version: \"2\", streams: 100}",
         "grpc": f"grpc: {{protos: [{PROTO}]}}\n  http: {{version: \"2\", streams: 100}}", "websocket": ""}


def run(kind, number, delay, classpath):
    server = Server(delay)
    with tempfile.TemporaryDirectory() as folder:
        test, result = pathlib.Path(folder, "t.yaml"), pathlib.Path(folder, "r.json")
        test.write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: counts}}
spec:
  target: http://127.0.0.1:{server.ports[kind]}
  {EXTRA[kind]}
  users: {number}
  spawnRate: {number}
  iterations: {number}
  scenario:
    users: [{{name: U, tasks: [{TASKS[kind]}]}}]
""")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(launcher(classpath) + ["run", str(test), "--headless", "--quiet", "--json", str(result)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=500)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not result.exists():
            sys.exit(done.stdout)
        told = json.loads(result.read_text())
    seen = server.figures()
    server.close()
    names = {row["key"]["name"]: row["requests"] for row in told["names"]}
    if kind == "websocket":
        pairs = {"sessions": (names["open"], seen["counts"]["sessions"]), "messages": (names["say"], seen["counts"]["messages"]),
                 "closed": (names["bye"], seen["counts"]["sessions"] - seen["counts"]["opened"])}
    else:
        pairs = {"requests": (told["total"]["requests"], seen["counts"]["both" if kind == "grpc" else "http2"])}
    ok = all(a == b for a, b in pairs.values()) and told["total"]["failures"] == 0
    said = ", ".join(f"{what} {ours} = {theirs}" if ours == theirs else f"{what} {ours} NOT {theirs}" for what, (ours, theirs) in pairs.items())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{'ok  ' if ok else 'FAIL'} {kind}: {number} at once: {said}; {told['total']['failures']} failures; server saw "
          f"{seen['most']} at a time; {cpu:.1f} CPU-s, server {sum(seen['cpu'][k] for k in ('user', 'system')) / 1e6:.1f}", flush=True)
    for failure in told["failures"][:5]:
        print(f"     {failure['occurrences']} times {failure['kind']}: {failure['message']}", flush=True)
    return ok


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=10000)
    parser.add_argument("--calls", type=int, default=10000)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--classpath", help="of the runner's classes; the launcher when absent")
    said = parser.parse_args()
    numbers = {"http2": said.streams, "grpc": said.calls, "websocket": said.sessions}
    delays = {"http2": 20000, "grpc": 20000, "websocket": 0}
    ok = [run(kind, number, delays[kind], said.classpath) for kind, number in numbers.items() if number]
    sys.exit(0 if all(ok) else 1)


if __name__ == "__main__":
    main()
