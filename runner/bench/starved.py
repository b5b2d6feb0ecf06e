#!/usr/bin/env python3
"""Shows whether a generator that is starved is called unhealthy, and one that is not never is.

    runner/bench/starved.py [--runs 10] [--seconds 10] [--kinds idle,quota,beside] [--classpath CLASSPATH]

A server answers each request after 5 ms. Throng drives it with 300 arrivals per second: with the machine to itself (idle), with a
tenth of one processor (quota: a control group where one can be made, else stopped and continued by signals), and on one processor
that it shares with busy loops of a higher priority (beside). Prints how many runs of each kind were called unhealthy, and why.
Everything is on loopback. Idle runs need a machine that is.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import throttled
from accuracy import Server

WARMUP = 6
RATE = 300
LOOPS = 4


def beside(pid):
    """Busy loops on the processor that the generator is confined to."""
    subprocess.run(["taskset", "-a", "-p", "-c", "0", str(pid)], check=True, stdout=subprocess.DEVNULL)
    for thread in os.listdir(f"/proc/{pid}/task"):
        os.setpriority(os.PRIO_PROCESS, int(thread), 10)
    return [subprocess.Popen(["taskset", "-c", "0", sys.executable, "-c", "while True: pass"]) for _ in range(LOOPS)]


def run(kind, classpath, seconds):
    server = Server(0.005)
    with tempfile.TemporaryDirectory() as folder:
        test, result = pathlib.Path(folder, "t.yaml"), pathlib.Path(folder, "r.json")
        test.write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: starved}}
spec:
  target: http://127.0.0.1:{server.port}
  scenario:
    users:
    - name: Caller
      tasks: [{{get: /}}]
  stages:
  - {{duration: {WARMUP + seconds}s, from: {RATE}/s, rate: {RATE}/s, maxUsers: 600}}
  warmup: {WARMUP}s
""")
        process = throttled.launch(classpath, "kernel", ["run", str(test), "--headless", "--json", str(result)])
        loops, quota = [], None
        try:
            while server.first is None and process.poll() is None:
                time.sleep(0.01)
            time.sleep(WARMUP / 2)
            if kind == "quota":
                throttled.SHARE = 0.1
                quota = throttled.Quota(process.pid)
            if kind == "beside":
                loops = beside(process.pid)
            process.wait(timeout=10 * seconds + 120)
        finally:
            for loop in loops:
                loop.kill()
                loop.wait()
            if quota:
                quota.close()
            server.close()
        return json.loads(result.read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--kinds", default="idle,quota,beside")
    parser.add_argument("--classpath")
    options = parser.parse_args()
    for kind in options.kinds.split(","):
        unhealthy, why = 0, collections.Counter()
        for number in range(options.runs):
            health = run(kind, options.classpath, options.seconds)["health"]
            unhealthy += bool(health["reasons"])
            why.update(" ".join(word for word in reason.split(":")[0].split() if not word[0].isdigit())
                       for reason in health["reasons"])
            print(f"{kind} {number + 1}: {'; '.join(health['reasons']) or 'healthy'}", flush=True)
        print(f"{kind}: {unhealthy} of {options.runs} unhealthy", *(f"{count} x {reason}" for reason, count in why.most_common()),
              sep="; ", flush=True)


if __name__ == "__main__":
    main()
