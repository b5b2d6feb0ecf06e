#!/usr/bin/env python3
"""The requests per CPU-second of two builds, driven at the same time on the same core: what else the machine does falls on both.

    runner/bench/beside.py BEFORE [AFTER] [--users 50] [--pairs 4] [--seconds 30]
                           [--jvm-before FLAGS] [--jvm-after FLAGS]

BEFORE and AFTER are folders with throng-runner.jar and lib/ (runner/target/app of a build; AFTER is this checkout's own).
Each build drives an nginx of its own on another core as fast as it goes; both are warm before the clock starts. Requests are
those that nginx counted, processor time is the kernel's record of the process. The same folder twice compares flags of the JVM:
--jvm-before=-Dthrong.clock=process shows what the kernel's stamps cost. Needs nginx, taskset, two cores, and
Java 25 as JAVA_HOME or on the PATH; everything is on loopback.
"""
import argparse
import contextlib
import os
import pathlib
import shlex
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
WARMUP = 15
FLAGS = ["--add-opens", "java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
         "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"]
NGINX = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000000;
  server {{
    listen 127.0.0.1:{port};
    location /status {{ stub_status; }}
    location / {{ return 200 "a small answer, of some sixty bytes in all, as an API gives it"; }}
  }}
}}
"""
TEST = """
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: beside}}
spec:
  target: http://127.0.0.1:{port}
  scenario: {{users: [{{name: Caller, tasks: [{{get: /}}]}}]}}
  users: {users}
  spawnRate: 1000
  runTime: {seconds}s
"""


class Side:
    """One of the two at a time: an nginx, and the process that drives it."""

    def __init__(self, folder, stack):
        folder.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder, self.stack = folder, stack
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, port=self.port))
        self.server = subprocess.Popen(["taskset", "-c", "0", "nginx", "-e", folder / "error.log", "-p", folder, "-c", configuration])
        stack.callback(stop, self.server)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise SystemExit(f"nginx did not start: {(folder / 'error.log').read_text()}")

    def start(self, app, flags, given):
        test = self.folder / "test.yaml"
        test.write_text(TEST.format(port=self.port, users=given.users, seconds=WARMUP + given.seconds + 4))
        path = os.pathsep.join(map(str, [app / "throng-runner.jar", *sorted((app / "lib").glob("*.jar"))]))
        java = pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        with open(self.folder / "run.log", "w") as log:
            self.process = subprocess.Popen(
                ["taskset", "-c", "1", java, *FLAGS, *shlex.split(flags), "-cp", path, "dev.throng.runner.Main", "run", test, "--headless", "--quiet"],
                stdout=log, stderr=log)
        self.stack.callback(stop, self.process)

    def now(self):
        """Requests that were answered, and CPU-seconds of the generator, both since it started."""
        if self.process.poll() is not None:
            raise SystemExit(f"a run ended with {self.process.returncode}: {(self.folder / 'run.log').read_text()[:1000]}")
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/status") as answer:
            requests = int(answer.read().split()[9])
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return requests, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def rates(sides, builds, given):
    for side, (app, flags) in zip(sides, builds):
        side.start(app, flags, given)
    time.sleep(WARMUP)
    began = [side.now() for side in sides]
    time.sleep(given.seconds)
    ended = [side.now() for side in sides]
    for side in sides:
        side.process.wait(60)  # with what it says of a generator at its limit, or with 0
    return [(last[0] - first[0]) / (last[1] - first[1]) for first, last in zip(began, ended)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path, nargs="?", default=ROOT / "runner" / "target" / "app")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--jvm-before", default="", help="flags for the JVM of BEFORE")
    parser.add_argument("--jvm-after", default="", help="flags for the JVM of AFTER")
    given = parser.parse_args()
    old, new = (given.before, given.jvm_before), (given.after, given.jvm_after)
    with contextlib.ExitStack() as stack:
        scratch, ratios = stack.enter_context(tempfile.TemporaryDirectory()), []
        sides = [Side(pathlib.Path(scratch, name), stack) for name in ("a", "b")]
        for pair in range(given.pairs):
            if pair % 2 == 0:
                before, after = rates(sides, (old, new), given)
            else:
                after, before = rates(sides, (new, old), given)
            ratios.append(after / before)
            print(f"{before:10,.0f} {after:10,.0f} requests per CPU-second, ratio {ratios[-1]:.3f}", flush=True)
        print(f"median of {given.pairs} pairs with {given.users} users: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
