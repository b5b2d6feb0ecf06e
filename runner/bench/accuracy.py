#!/usr/bin/env python3
"""Compares what Throng reports with what a server of known delay saw itself.

    runner/bench/accuracy.py [--runs 5]

For delays of 5, 50 and 500 ms: the server's own record of each answer's time against the service time in the result; then
a server that freezes for two seconds in the middle of twenty seconds of a hundred arrivals per second. Prints the
medians over the runs and whether they are within the bounds that docs/measuring.md promises. Everything is on loopback.
"""
import argparse
import asyncio
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"


class Server:
    """Answers every request after a fixed delay, and remembers how long each took by its own clock."""

    def __init__(self, delay, freeze=None):
        self.delay, self.freeze, self.first, self.took = delay, freeze, None, []
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True)
        self.thread.start()
        self.ready.wait()

    async def serve(self):
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.client, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        async with server:
            await self.stop.wait()

    async def client(self, reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                begun = time.perf_counter()
                self.first = self.first or begun
                await asyncio.sleep(self.delay)
                await self.thaw()
                writer.write(ANSWER)
                self.took.append(time.perf_counter() - begun)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def thaw(self):
        if self.freeze:
            after, length = self.freeze
            left = self.first + after + length - time.perf_counter()
            if 0 < left < length:
                await asyncio.sleep(left)

    def close(self):
        self.loop.call_soon_threadsafe(self.stop.set)


def run(server, load):
    with tempfile.TemporaryDirectory() as folder:
        test, result = pathlib.Path(folder, "t.yaml"), pathlib.Path(folder, "r.json")
        test.write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: accuracy}}
spec:
  target: http://127.0.0.1:{server.port}
  scenario:
    users:
    - name: Caller
      wait: {{constant: 50ms}}
      tasks: [{{get: /}}]
{load}
""")
        done = subprocess.run([ROOT / "throng", "run", test, "--headless", "--quiet", "--json", result],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=180)
        if not result.exists():
            sys.exit(done.stdout)
        return json.loads(result.read_text())["total"]


def percentile(values, p):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * p / 100))] * 1000


def fixed(delay, runs):
    p50s, p99s = [], []
    for _ in range(runs):
        server = Server(delay)
        seconds = 8 if delay < 0.1 else 15
        total = run(server, f"  users: 10\n  spawnRate: 10\n  runTime: {seconds}s\n")
        server.close()
        p50s.append((total["service"]["percentiles"]["50"], percentile(server.took, 50)))
        p99s.append((total["service"]["percentiles"]["99"], percentile(server.took, 99)))
    ok = True
    for name, pairs, share in (("p50", p50s, 0.02), ("p99", p99s, 0.10)):
        ours, theirs = (statistics.median(x) for x in zip(*pairs))
        bound = max(1.0, share * theirs) if delay < 0.01 or name == "p50" else share * theirs
        within = abs(ours - theirs) <= bound
        ok &= within
        print(f"{delay * 1000:5.0f} ms  {name}  throng {ours:8.2f} ms  server {theirs:8.2f} ms  "
              f"bound {bound:5.2f} ms  {'ok' if within else 'OUTSIDE'}")
    return ok


def frozen(runs):
    figures = []
    for _ in range(runs):
        server = Server(0.001, freeze=(9, 2))
        total = run(server, "  stages:\n  - {duration: 1ms, rate: 100/s, maxUsers: 400}\n"
                            "  - {duration: 20s, rate: 100/s, maxUsers: 400}\n")
        server.close()
        figures.append((total["response"]["percentiles"]["95"], total["response"]["percentiles"]["99"], total["response"]["max"]))
    ok = True
    for name, values, truth, share in zip(("p95", "p99", "max"), zip(*figures), (1000, 1800, 2000), (0.05, 0.05, 0.05)):
        ours = statistics.median(values)
        within = abs(ours - truth) <= share * truth
        ok &= within
        print(f"freeze    {name}  throng {ours:8.1f} ms  truth  {truth:8.1f} ms  {'ok' if within else 'OUTSIDE'}")
    return ok


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    checks = [fixed(delay, runs) for delay in (0.005, 0.05, 0.5)] + [frozen(runs)]
    sys.exit(0 if all(checks) else 1)


if __name__ == "__main__":
    main()
