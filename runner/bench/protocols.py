#!/usr/bin/env python3
"""Compares what Throng reports of HTTP/2, gRPC, WebSocket and server-sent events with what was on the wire.

    runner/bench/protocols.py [--runs 3] [--delays 5,50] [--kinds http2,grpc,websocket,events] [--classpath CLASSPATH]

As accuracy.py does for HTTP/1.1: fixed delays; then a server that freezes for two seconds in the middle of twenty seconds of
a hundred calls per second. The truth is when requests and answers were on the loopback interface, by the kernel's stamps of the
packets, so that a busy machine changes both alike; the server's own record stands beside it. The server is node's, with the
grpc-js and ws of npm, which are installed below target/ when they are not there. Prints medians over the runs and whether they
are within the bounds that docs/measuring.md promises. Everything is on loopback; needs root.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from observe import launcher
from wire import Wire

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent / "protocols"
MODULES = ROOT / "runner" / "target" / "bench-protocols"
PROTO = HERE / "talk.proto"

STEPS = {
    "http2": "{get: /}",
    "grpc": "{name: call, grpc: {call: bench.Talk/Say, message: {text: hi}}}",
    "events": "{name: feed, get: /, stream: {until: \"[DONE]\"}}",
}
EXTRA = {"http2": "http: {version: \"2\"}", "grpc": f"grpc: {{protos: [{PROTO}]}}", "websocket": "", "events": ""}


def installed():
    """Node's modules, from the registry the first time."""
    if not (MODULES / "node_modules" / "ws").exists():
        MODULES.mkdir(parents=True, exist_ok=True)
        (MODULES / "package.json").write_text((HERE / "package.json").read_text())
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"], cwd=MODULES, check=True)
    return MODULES / "node_modules"


class Server:
    """The node process; its figures are asked for line by line."""

    def __init__(self, delay, freeze=None, at="127.0.0.1", ports=None):
        command = ["node", HERE / "server.js", str(delay), *map(str, freeze or (0, 0)), at]
        command += [",".join(map(str, ports))] if ports else []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={"NODE_PATH": str(installed()), "PATH": "/usr/local/bin:/usr/bin:/bin"})
        self.ports = json.loads(self.process.stdout.readline())

    def figures(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.kill()
        self.process.wait()


def scenario(kind, port, tasks, load):
    return f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: {kind}}}
spec:
  target: http://127.0.0.1:{port}
  {EXTRA[kind]}
  scenario:
    users:
    - name: Caller
      wait: {{constant: 50ms}}
      tasks: {tasks}
{load}
"""


def percentile(values, p):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * p / 100))] / 1e6


def run(kind, server, tasks, load, classpath, timeout=180):
    """The result, and the exchanges as the wire saw them."""
    wire = Wire(kind, server.ports[kind])
    with tempfile.TemporaryDirectory() as folder:
        test, result = pathlib.Path(folder, "t.yaml"), pathlib.Path(folder, "r.json")
        test.write_text(scenario(kind, server.ports[kind], tasks, load))
        done = subprocess.run(launcher(classpath) + ["run", str(test), "--headless", "--quiet", "--json", str(result)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout)
        if not result.exists():
            sys.exit(done.stdout)
        return json.loads(result.read_text()), wire.close()


def row(kind, result, which):
    """Of what the protocol is about: calls, messages, first events."""
    if kind == "events":
        metric = next(timing for name, timing in result["timings"].items() if name.endswith("first event"))
        return metric["percentiles"], metric["max"]
    name = {"http2": "GET", "grpc": "GRPC", "websocket": "MESSAGE"}[kind]
    found = next(r for r in result["names"] if r["key"]["method"] == name)
    return found[which]["percentiles"], found[which]["max"]


def fixed(kind, delay, runs, classpath):
    pairs = {"50": [], "99": []}
    seconds = 8 if delay < 100 else 15
    for _ in range(runs):
        server = Server(delay)
        if kind == "websocket":
            tasks = ("[{steps: [{name: open, websocket: {connect: /}, when: \"${iteration == 1}\"},"
                     " {name: say, websocket: {send: {text: hi}, await: 10s}}]}]")
        else:
            tasks = f"[{STEPS[kind]}]"
        result, exchanges = run(kind, server, tasks, f"  users: 10\n  spawnRate: 10\n  runTime: {seconds}s\n", classpath)
        recorded = server.figures()["took"][kind]
        server.close()
        ours, _ = row(kind, result, "service")
        took = [answered - asked for asked, answered in exchanges]
        for p, values in pairs.items():
            values.append((ours[p], percentile(took, int(p)), recorded["p" + p]))
    ok = True
    for p, values in pairs.items():
        ours, truth, recorded = (statistics.median(x) for x in zip(*values))
        share = 0.02 if p == "50" else 0.10
        bound = max(1.0, share * truth) if delay < 10 or p == "50" else share * truth
        within = abs(ours - truth) <= bound
        ok &= within
        print(f"{kind:9}  {delay:4.0f} ms  p{p}  throng {ours:8.2f} ms  wire {truth:8.2f} ms  server {recorded:8.2f} ms  "
              f"bound {bound:5.2f} ms  {len(took)} exchanges  {'ok' if within else 'OUTSIDE'}", flush=True)
    return ok


def delays(exchanges):
    """From when each of a hundred calls per second was to be asked until its answer."""
    begun = min(asked - number * 10_000_000 for number, (asked, _) in enumerate(exchanges))  # the least late of them
    return [answered - (begun + number * 10_000_000) for number, (_, answered) in enumerate(exchanges)]


def frozen(kind, runs, classpath):
    figures = []
    for _ in range(runs):
        server = Server(1, freeze=(9, 2))
        if kind == "websocket":
            tasks = ("[{steps: [{name: open, websocket: {connect: /}},"
                     " {name: say, websocket: {send: {text: hi, rate: 100/s, for: 20s}, await: 10s}}, {stop: user}]}]")
            load = "  users: 1\n  runTime: 25s\n"
        else:
            tasks = f"[{STEPS[kind]}]"
            load = ("  stages:\n  - {duration: 1ms, rate: 100/s, maxUsers: 400}\n"
                    "  - {duration: 20s, rate: 100/s, maxUsers: 400}\n")
        result, exchanges = run(kind, server, tasks, load, classpath)
        server.close()
        percentiles, most = row(kind, result, "response")
        truth = delays(exchanges)
        figures.append(((percentiles["95"], percentile(truth, 95), 1000), (percentiles["99"], percentile(truth, 99), 1800),
                        (most, percentile(truth, 100), 2000)))
    ok = True
    for name, values in zip(("p95", "p99", "max"), zip(*figures)):
        ours, truth, ideal = (statistics.median(x) for x in zip(*values))
        within = abs(ours - truth) <= 0.05 * truth
        ok &= within
        print(f"{kind:9}  freeze   {name}  throng {ours:8.1f} ms  wire {truth:8.1f} ms  ideal {ideal:6.0f} ms  "
              f"{'ok' if within else 'OUTSIDE'}", flush=True)
    return ok


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--delays", default="5,50,500", help="milliseconds")
    parser.add_argument("--kinds", default="http2,grpc,websocket,events")
    parser.add_argument("--classpath", help="of the runner's classes; the launcher when absent")
    said = parser.parse_args()
    ok = True
    for kind in said.kinds.split(","):
        for delay in filter(None, said.delays.split(",")):
            ok &= fixed(kind, float(delay), said.runs, said.classpath)
        ok &= frozen(kind, said.runs, said.classpath)
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
