#!/usr/bin/env python3
"""Calls of gRPC, messages over WebSocket and requests of HTTP/2 per second of a generator's processor time, beside other generators.

    runner/bench/protocol_peers.py --classpath CLASSPATH [--turns 3] [--seconds 10] [--warmup 10] [--peers grpc-java,ghz,k6,artillery]
        [--together] [--k6 COMMAND] [--ghz COMMAND] [--artillery FOLDER]

The server counts, on one core; the generator is on the other one. Generators take turns: the window is so many seconds of its
processor time, after a warm-up of as many more. With --together Throng and one peer run at the same time on the same core, each
against a server of its own, and the window is the same for both: what else the machine does changes both alike.

gRPC: unary calls against grpc-java's server, 10 connections with 10 calls at a time on each: grpc-java's own client in a loop, ghz. k6 has a connection per
user, so that Throng stands beside it with a hundred connections too. WebSocket: an echo of npm's ws, 100 connections, each sends a message, waits for it
to come back and takes a value out of it: k6, and Artillery's runner and engine when FOLDER has @artilleryio/int-core in node_modules. HTTP/2: over TLS, as k6
has no other, against nginx, 50 connections with a request at a time. k6 and ghz are taken when they are on the PATH. CLASSPATH is the runner's; JAVA_HOME says which Java.
"""
import argparse
import contextlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request

from observe import free_port, launcher
from protocols import PROTO, Server

HERE = pathlib.Path(__file__).resolve().parent / "peers"
TICKS = os.sysconf("SC_CLK_TCK")
JAVA = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")


def cpu(pid):
    """Of the process and its children that have not ended, in seconds."""
    spent = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            waiting += map(int, pathlib.Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
        spent += (int(fields[11]) + int(fields[12])) / TICKS
    return spent


class Echo:
    """grpc-java's server."""

    def __init__(self, classpath):
        self.process = subprocess.Popen(["taskset", "-c", "0", JAVA, "-cp", classpath, str(HERE / "GrpcEcho.java")],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def count(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.kill()
        self.process.wait()


class WebSocketEcho:
    def __init__(self):
        self.server = Server(0)
        os.sched_setaffinity(self.server.process.pid, {0})
        self.port = self.server.ports["websocket"]

    def count(self):
        return self.server.figures()["counts"]["messages"]

    def close(self):
        self.server.close()


class Nginx:
    """One worker of nginx with HTTP/2 over TLS, that counts its requests."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.port, self.counting = free_port(), free_port()
        here = pathlib.Path(self.folder.name)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", here / "key",
                        "-out", here / "cert"], check=True, stderr=subprocess.DEVNULL)
        (here / "nginx.conf").write_text(f"""
daemon off; worker_processes 1; pid {here}/pid; error_log {here}/error;
events {{ worker_connections 2000; }}
http {{
  access_log off; keepalive_requests 1000000000; ssl_certificate {here}/cert; ssl_certificate_key {here}/key;
  server {{ listen 127.0.0.1:{self.port} ssl http2; location / {{ default_type application/json; return 200 '{{"name": "a small document"}}'; }} }}
  server {{ listen 127.0.0.1:{self.counting}; location / {{ stub_status; }} }}
}}
""")
        self.process = subprocess.Popen(["taskset", "-c", "0", shutil.which("nginx") or "/usr/sbin/nginx", "-c", here / "nginx.conf"],
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.count()
                break
            except OSError:
                time.sleep(0.05)
        else:
            said = (here / "error").read_text()
            self.close()
            raise Ended(f"nginx did not start: {said}")

    def count(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.counting}/") as answer:
            return int(re.search(r"\n (\d+) (\d+) (\d+)", answer.read().decode()).group(3))

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def until(generator, spent):
    """It has had so much of the processor: seconds on a clock say little where others want it too."""
    patience = time.monotonic() + 400
    while cpu(generator.pid) < spent and generator.poll() is None and time.monotonic() < patience:
        time.sleep(0.1)


class Ended(Exception):
    """A generator that gave no figure, with its last words."""


class Generator:
    """A command on the other core; its figures count from when it is warm."""

    def __init__(self, command, server, environment):
        self.command, self.server, self.said = command, server, tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(["taskset", "-c", "1", *map(str, command)], stdout=self.said, stderr=subprocess.STDOUT,
                                        env={**os.environ, **environment})
        self.pid, self.poll = self.process.pid, self.process.poll

    def begin(self):
        self.spent, self.counted = cpu(self.pid), self.server.count()

    def end(self):
        """How many per second of its processor time, since it began."""
        spent, count = cpu(self.pid) - self.spent, self.server.count() - self.counted
        if self.poll() is not None or count <= 0 or spent <= 0:
            self.said.seek(0)
            raise Ended(f"{self.command[0]} has ended, or nothing came: " + self.said.read()[-2000:])
        return count / spent

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.said.close()


def started(stack, peer):
    """A generator and the server of its own, both closed with the stack."""
    server = peer.server()
    stack.callback(server.close)
    generator = Generator(peer.command(server.port), server, peer.environment(server.port))
    stack.callback(generator.close)
    return generator


def turn(peer, warmup, seconds):
    """One generator by itself."""
    with contextlib.ExitStack() as stack:
        generator = started(stack, peer)
        until(generator, warmup)
        generator.begin()
        until(generator, generator.spent + seconds)
        return generator.end()


def together(peers, warmup, seconds):
    """All at the same time on the same core, each with a server of its own."""
    with contextlib.ExitStack() as stack:
        generators = [started(stack, peer) for peer in peers]
        for generator in generators:
            until(generator, warmup)
        for generator in generators:
            generator.begin()
        time.sleep(seconds)
        return [generator.end() for generator in generators]


class Peer:
    """How a generator is started against a server at a port, and what it is compared with."""

    def __init__(self, server, command, environment=lambda port: {}, beside="throng"):
        self.server, self.command, self.environment, self.beside = server, command, environment, beside


def throng(folder, name, classpath, text):
    def command(port):
        test = pathlib.Path(folder, f"{name}.yaml")
        test.write_text("apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata: {name: peers}\nspec:\n" + text.replace("PORT", str(port)))
        return launcher(classpath) + ["run", str(test), "--headless", "--quiet"]
    return command


def k6(said, script, users):
    return lambda port: [said.k6, "run", "-q", "--vus", users, "--duration", "1200s", "--no-usage-report", "--insecure-skip-tls-verify", HERE / script]


def grpc(folder, said):
    def server():
        return Echo(said.classpath)

    def ours(name, http):
        return Peer(server, throng(folder, name, said.classpath, f"""
  target: http://127.0.0.1:PORT
  grpc: {{protos: [{PROTO}]}}
  {http}
  users: 100
  spawnRate: 100
  runTime: 1200s
  scenario: {{users: [{{name: U, tasks: [{{name: say, grpc: {{call: bench.Talk/Say, message: {{text: hi}}}}}}]}}]}}
"""))
    return {
        "throng": ours("throng", 'http: {version: "2", streams: 10}'),
        "throng-100": ours("throng-100", ""),
        "grpc-java": Peer(server, lambda port: [JAVA, "-cp", said.classpath, HERE / "GrpcLoop.java", port, "10", "10"]),
        "ghz": Peer(server, lambda port: [said.ghz, "--insecure", "--proto", PROTO, "--call", "bench.Talk.Say", "-d", '{"text":"hi"}', "--connections", "10",
                                          "-c", "100", "--cpus", "1", "-z", "1200s", f"127.0.0.1:{port}"]),
        "k6": Peer(server, k6(said, "k6-grpc.js", "100"), lambda port: {"PEER_TARGET": f"127.0.0.1:{port}", "PEER_PROTOS": str(PROTO.parent)},
                   beside="throng-100"),
    }


def websocket(folder, said):
    return {
        "throng": Peer(WebSocketEcho, throng(folder, "throng", said.classpath, """
  target: http://127.0.0.1:PORT
  users: 100
  spawnRate: 100
  runTime: 1200s
  scenario:
    users:
    - name: U
      onStart: [{name: open, websocket: {connect: /}}]
      tasks: [{steps: [{name: say, websocket: {send: {json: {"n": 1}}, await: 10s}, capture: {number: {json: $.n}}}]}]
""")),
        "artillery": Peer(WebSocketEcho, lambda port: ["node", HERE / "artillery.js", port, "100"],
                          lambda port: {"NODE_PATH": f"{said.artillery}/node_modules"}),
        "k6": Peer(WebSocketEcho, k6(said, "k6-websocket.js", "100"), lambda port: {"PEER_URL": f"ws://127.0.0.1:{port}/"}),
    }


def http2(folder, said):
    return {
        "throng": Peer(Nginx, throng(folder, "throng", said.classpath, """
  target: https://127.0.0.1:PORT
  http: {version: "2", tls: {insecureSkipVerify: true}}
  users: 50
  spawnRate: 100
  runTime: 1200s
  scenario: {users: [{name: U, tasks: [{get: /json}]}]}
""")),
        "k6": Peer(Nginx, k6(said, "k6.js", "50"), lambda port: {"PEER_URL": f"https://127.0.0.1:{port}/json"}),
    }


KINDS = {"grpc": grpc, "websocket": websocket, "http2": http2}


def wanted(known, said):
    """Those that are asked for and can be had, and what they are compared with."""
    there = {"grpc-java": True, "ghz": shutil.which(said.ghz), "k6": shutil.which(said.k6), "artillery": said.artillery}
    names = [name for name in known if name in said.peers.split(",") and there[name]]
    return [(known[name].beside, name) for name in names]


def measured(known, pairs, said, kind):
    """Of each pair the figures of both sides, turn by turn."""
    figures = {pair: [] for pair in pairs}
    for number in range(said.turns):
        alone = {}
        for ours, theirs in pairs:
            try:
                if said.together:
                    both = together([known[ours], known[theirs]], said.warmup, said.seconds)
                else:
                    for name in (ours, theirs):
                        alone[name] = alone.get(name) or turn(known[name], said.warmup, said.seconds)
                    both = [alone[ours], alone[theirs]]
            except Ended as why:
                print(f"{kind} turn {number + 1}: {ours}, {theirs}: {why}", flush=True)
                continue
            figures[ours, theirs].append(both)
            print(f"{kind} turn {number + 1}: {ours} {both[0]:,.0f}, {theirs} {both[1]:,.0f} per CPU-second, load {os.getloadavg()[0]:.0f}", flush=True)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--peers", default="grpc-java,ghz,k6,artillery")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--warmup", type=int, default=10)
    parser.add_argument("--together", action="store_true", help="both of a pair at the same time on the same core")
    parser.add_argument("--k6", default="k6", help="its command")
    parser.add_argument("--ghz", default="ghz", help="its command")
    parser.add_argument("--artillery", help="folder in which it is installed by npm")
    said = parser.parse_args()
    for kind in said.kinds.split(","):
        with tempfile.TemporaryDirectory() as folder:
            known = KINDS[kind](folder, said)
            for (ours, theirs), both in measured(known, wanted(known, said), said, kind).items():
                if not both:
                    print(f"{kind}: no figure of {ours} beside {theirs}", flush=True)
                    continue
                mine, others = (statistics.median(side) for side in zip(*both))
                ratios = [a / b for a, b in both]
                print(f"{kind}: {ours} {mine:,.0f}, {theirs} {others:,.0f} per CPU-second, medians; {statistics.median(ratios):.2f} times as many "
                      f"({min(ratios):.2f} to {max(ratios):.2f})", flush=True)


if __name__ == "__main__":
    main()
