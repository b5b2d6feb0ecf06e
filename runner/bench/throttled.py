#!/usr/bin/env python3
"""Shows what a generator that is kept from its processor makes of a server whose times are known.

    runner/bench/throttled.py [--seconds 15] [--classpath CLASSPATH]

A server answers each request after 5 ms and keeps its own record: from the kernel's stamp of the request's arrival to the answer's
send, so that its own waits are in it. Throng drives it with 200 arrivals per second while its
processes may use 20 % of one processor: in a control group with a quota where one can be made, else stopped and continued
by signals. Once its responses are timed by its own clock, once by the kernel's. Prints the service times of both beside
the server's record. Everything is on loopback.
"""
import argparse
import asyncio
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

from accuracy import ANSWER, ROOT, Server

PERIOD = 0.1
SHARE = 0.2
WARMUP = 8
SO_TIMESTAMPNS = getattr(socket, "SO_TIMESTAMPNS", 35)
GROUPS = (("/sys/fs/cgroup/cpu", "cpu.cfs_quota_us"), ("/sys/fs/cgroup", "cpu.max"))


class StampedServer(Server):
    """Answers as a Server does; its record of a request begins when the kernel got it."""

    async def serve(self):
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
            listener.setblocking(False)
            listener.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)  # of what comes before it is accepted, too
            self.port = listener.getsockname()[1]
            self.loop.add_reader(listener, self.accept, listener)
            self.ready.set()
            await self.stop.wait()
            self.loop.remove_reader(listener)

    def accept(self, listener):
        client, _ = listener.accept()
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.loop.add_reader(client, self.read, client)

    def read(self, client):
        try:
            request, extra, _, _ = client.recvmsg(65536, 256)
        except ConnectionError:
            request = b""
        if not request:
            self.loop.remove_reader(client)
            client.close()
            return
        assert request.endswith(b"\r\n\r\n") and request.count(b"\r\n\r\n") == 1, "one whole request at a time"
        self.first = self.first or time.perf_counter()
        stamps = [struct.unpack("qq", data) for level, kind, data in extra if kind == SO_TIMESTAMPNS]
        arrived = stamps[0][0] * 10**9 + stamps[0][1] if stamps else time.time_ns()
        self.loop.call_later(self.delay, self.answer, client, arrived)

    def answer(self, client, arrived):
        took = time.time_ns() - arrived
        try:
            client.send(ANSWER)
        except OSError:
            return
        self.took.append(took / 1e9)


class Quota:
    """Keeps a process at its share of one processor."""

    def __init__(self, pid):
        self.pid, self.group, self.over = pid, None, False
        for root, name in GROUPS:
            if os.path.exists(os.path.join(root, "cgroup.procs")):
                try:
                    self.make(pathlib.Path(root, f"throng-bench-{pid}"), name)
                    return
                except OSError:
                    self.close()
        threading.Thread(target=self.pulse, daemon=True).start()

    def make(self, group, name):
        group.mkdir()
        self.group = group
        micros = int(PERIOD * SHARE * 1e6)
        (group / name).write_text(f"{micros} {int(PERIOD * 1e6)}" if name == "cpu.max" else str(micros))
        (group / "cgroup.procs").write_text(str(self.pid))

    def pulse(self):
        while not self.over:
            self.send(signal.SIGSTOP)
            time.sleep(PERIOD * (1 - SHARE))
            self.send(signal.SIGCONT)
            time.sleep(PERIOD * SHARE)

    def send(self, what):
        try:
            os.kill(self.pid, what)
        except ProcessLookupError:
            self.over = True

    def by(self):
        return "a control group" if self.group else "signals"

    def close(self):
        self.over = True
        if self.group:
            self.group.rmdir()
            self.group = None


def launch(classpath, clock, arguments):
    if classpath:
        java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
        command = [java, "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                   "--sun-misc-unsafe-memory-access=allow", "-cp", classpath, "dev.throng.runner.Main"]
    else:
        command = [str(ROOT / "throng")]
    environment = dict(os.environ, JAVA_TOOL_OPTIONS=f"-Dthrong.clock={clock} -XX:ActiveProcessorCount=1")
    return subprocess.Popen(command + arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            preexec_fn=lambda: os.nice(-os.nice(0)))


def run(classpath, clock, seconds):
    server = StampedServer(0.005)
    with tempfile.TemporaryDirectory() as folder:
        test, result = pathlib.Path(folder, "t.yaml"), pathlib.Path(folder, "r.json")
        test.write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: throttled}}
spec:
  target: http://127.0.0.1:{server.port}
  scenario:
    users:
    - name: Caller
      tasks: [{{get: /}}]
  stages:
  - {{duration: 1s, rate: 200/s, maxUsers: 400}}
  - {{duration: {WARMUP + seconds - 1}s, rate: 200/s, maxUsers: 400}}
  warmup: {WARMUP}s
""")
        process = launch(classpath, clock, ["run", str(test), "--headless", "--json", str(result)])
        while server.first is None and process.poll() is None:
            time.sleep(0.01)
        time.sleep(WARMUP / 2)  # loading classes at a fifth of a processor would take the whole run
        quota = Quota(process.pid)
        before = len(server.took)
        time.sleep(WARMUP / 2)
        judged = len(server.took)
        process.wait(timeout=seconds + 60)
        how = quota.by()
        quota.close()
        server.close()
        return json.loads(result.read_text()), sorted(server.took[judged:]), how


def at(sorted_values, percent):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))] * 1000


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=15)
    options.add_argument("--classpath", help="of the runner; else the throng command of this repository")
    given = options.parse_args()
    print("clock     service p50     p95     p99 ms   server p50     p95     p99 ms   p99 off by   response p99   stamped")
    try:
        os.nice(-10)  # the server's own waits are not the question
    except PermissionError:
        print("(the server has no precedence: needs root)")
    worst = 0
    for clock in ("process", "kernel"):
        result, took, how = run(given.classpath, clock, given.seconds)
        service, response = (result["total"][kind]["percentiles"] for kind in ("service", "response"))
        stamped = result["counters"].get("KERNEL_STAMPED", 0)
        off = service["99"] / at(took, 99) - 1
        worst = off
        print(f"{clock:8}  {service['50']:11.2f} {service['95']:7.2f} {service['99']:7.2f}   "
              f"{at(took, 50):12.2f} {at(took, 95):7.2f} {at(took, 99):7.2f}   {off:+11.1%} {response['99']:14.1f} "
              f"{stamped:9}   held by {how}", flush=True)
    return 0 if abs(worst) <= 0.1 else 1


if __name__ == "__main__":
    sys.exit(main())
