#!/usr/bin/env python3
"""Calls of gRPC and messages over WebSocket per second of a generator's processor time, beside other generators, in turns.

    runner/bench/protocol_peers.py --classpath CLASSPATH [--turns 3] [--seconds 10] [--warmup 10] [--artillery FOLDER]

The server counts, on one core; the generator is on the other one. The window is so many seconds of its processor time, after a
warm-up of as many more. gRPC: grpc-java's own client in a loop against grpc-java's server, 10 connections with 10 calls at a time on each. WebSocket:
an echo of npm's ws, 100 connections, each sends a message, waits for it to come back and takes a value out of it; beside
Artillery's runner and engine when FOLDER has @artilleryio/int-core in node_modules. CLASSPATH is the runner's; JAVA_HOME says which Java.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from observe import launcher
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


def until(generator, spent):
    """It has had so much of the processor: seconds on a clock say little where others want it too."""
    patience = time.monotonic() + 400
    while cpu(generator.pid) < spent and generator.poll() is None and time.monotonic() < patience:
        time.sleep(0.1)


def turn(command, server, warmup, seconds):
    generator = subprocess.Popen(["taskset", "-c", "1", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        until(generator, warmup)
        spent, count = cpu(generator.pid), server.count()
        until(generator, spent + seconds)
        spent, count = cpu(generator.pid) - spent, server.count() - count
        if generator.poll() is not None or not count:
            generator.kill()
            raise SystemExit(f"{command[0]} has ended, or nothing came: " + generator.stderr.read()[-2000:])
        return count / spent
    finally:
        generator.terminate()
        try:
            generator.wait(10)
        except subprocess.TimeoutExpired:
            generator.kill()
            generator.wait()


def throng(folder, classpath, text):
    test = pathlib.Path(folder, "t.yaml")
    test.write_text("apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata: {name: peers}\nspec:\n" + text)
    return launcher(classpath) + ["run", str(test), "--headless", "--quiet"]


def grpc(folder, said, seconds):
    server = Echo(said.classpath)
    ours = throng(folder, said.classpath, f"""
  target: http://127.0.0.1:{server.port}
  grpc: {{protos: [{PROTO}]}}
  http: {{version: "2", streams: 10}}
  users: 100
  spawnRate: 100
  runTime: {seconds}s
  scenario: {{users: [{{name: U, tasks: [{{name: say, grpc: {{call: bench.Talk/Say, message: {{text: hi}}}}}}]}}]}}
""")
    return server, {"throng": ours, "grpc-java": [JAVA, "-cp", said.classpath, str(HERE / "GrpcLoop.java"), str(server.port), "10", "10"]}


def websocket(folder, said, seconds):
    server = WebSocketEcho()
    commands = {"throng": throng(folder, said.classpath, f"""
  target: http://127.0.0.1:{server.port}
  users: 100
  spawnRate: 100
  runTime: {seconds}s
  scenario:
    users:
    - name: U
      onStart: [{{name: open, websocket: {{connect: /}}}}]
      tasks: [{{steps: [{{name: say, websocket: {{send: {{json: {{"n": 1}}}}, await: 10s}}, capture: {{number: {{json: $.n}}}}}}]}}]
""")}
    if said.artillery:
        commands["artillery"] = ["env", f"NODE_PATH={said.artillery}/node_modules", "node", str(HERE / "artillery.js"), str(server.port), "100"]
    return server, commands


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--kinds", default="grpc,websocket")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--warmup", type=int, default=10)
    parser.add_argument("--artillery", help="folder in which it is installed by npm")
    said = parser.parse_args()
    for kind in said.kinds.split(","):
        with tempfile.TemporaryDirectory() as folder:
            server, commands = {"grpc": grpc, "websocket": websocket}[kind](folder, said, 1200)
            figures = {name: [] for name in commands}
            for number in range(said.turns):
                for name, command in commands.items():
                    each = turn(command, server, said.warmup, said.seconds)
                    figures[name].append(each)
                    print(f"{kind} turn {number + 1}: {name:10} {each:10,.0f} per CPU-second, "
                          f"load {os.getloadavg()[0]:.0f}", flush=True)
            server.close()
            ours = figures["throng"]
            for name, theirs in figures.items():
                ratio = statistics.median(a / b for a, b in zip(ours, theirs))
                print(f"{kind}: {name:10} median {statistics.median(theirs):10,.0f} per CPU-second; throng's is {ratio:.2f} times as many",
                      flush=True)


if __name__ == "__main__":
    main()
