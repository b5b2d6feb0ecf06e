#!/usr/bin/env python3
"""Compares real runs against a server whose delay is known: equal ones, and ones of a server that is a tenth slower.

    runner/bench/pairs.py [--pairs 20] [--seconds 12] [--delay 30] [--classpath CLASSPATH]

Each run drives 100 arrivals per second; each is compared with the equal run before it, once against the same server and once
against one whose every answer takes 10 % longer. Prints how many equal pairs were called a regression, and how many slower
ones. Everything is on loopback.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from accuracy import Server
from observe import launcher

WARMUP = 4


def run(folder, name, delay, seconds, classpath, baseline=None):
    server = Server(delay / 1000)
    test, result = folder / "t.yaml", folder / f"{name}.json"
    test.write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: pairs}}
spec:
  target: http://127.0.0.1:{server.port}
  scenario:
    users:
    - name: Caller
      tasks: [{{get: /}}]
  rate: 100/s
  runTime: {WARMUP + seconds}s
  warmup: {WARMUP}s
""")
    command = launcher(classpath) + ["run", str(test), "--headless", "--quiet", "--json", str(result)]
    subprocess.run(command + (["--baseline", str(baseline)] if baseline else []),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds + 120)
    server.close()
    return result, json.loads(result.read_text())


def say(what, number, result):
    response, comparison = result["total"]["response"]["percentiles"], result["comparison"]
    refused = comparison["refused"]
    called = [f"{row['metric']}{' of ' + row['name'] if row['name'] else ''}" for row in comparison["rows"] if not row["passed"]]
    print(f"{what} {number}: p50 {response['50']:.1f} ms, p95 {response['95']:.1f} ms: "
          f"{'not compared: ' + refused[0] if refused else 'regression in ' + ', '.join(called) if called else 'none'}", flush=True)
    return None if refused else bool(called)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=12)
    parser.add_argument("--delay", type=float, default=30, help="milliseconds")
    parser.add_argument("--classpath", help="of the runner; else the throng command of this repository")
    given = parser.parse_args()
    equal, slower = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        last, _ = run(folder, "first", given.delay, given.seconds, given.classpath)
        for number in range(1, given.pairs + 1):
            _, worse = run(folder, "slower", given.delay * 1.1, given.seconds, given.classpath, last)
            slower.append(say("10 % slower", number, worse))
            now, same = run(folder, f"equal{number}", given.delay, given.seconds, given.classpath, last)
            equal.append(say("equal", number, same))
            last = now
    print(f"equal: {equal.count(True)} of {given.pairs} called a regression, {equal.count(None)} not compared; "
          f"10 % slower: {slower.count(True)} called, {slower.count(None)} not compared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
