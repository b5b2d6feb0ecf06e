#!/usr/bin/env python3
"""Measures locustfiles on Throng beside Locust itself: requests per CPU-second, accuracy, memory, start.

    runner/bench/interpreted.py [throughput] [accuracy] [memory] [start] [soak] [--locust COMMAND] [--throng COMMAND]
                                [--pairs 3] [--seconds 15] [--warm 40]

throughput  the same locustfile, 30 users without waits, against nginx, each generator on one processor and nginx on another:
            requests that nginx counted per CPU-second of the generator's process, after a warm-up; several pairs, one after the
            other, and the median of their ratios, since a busy machine is slower for both
accuracy    a server that answers after a fixed 20 ms and keeps its own record; half of what one processor bears, and Throng warm
            before its clock starts
memory      resident memory with 1,000 and with 5,000 users that wait 1 to 3 s
start       CPU-seconds until the first request is there
soak        20 minutes of 200 users; resident memory minute by minute

COMMAND for Locust may have arguments; without it, only Throng runs. All parts but soak when none is named.
"""
import argparse
import csv
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from accuracy import ROOT

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
LEAST = {"HttpUser": 4, "FastHttpUser": 2}
FILE = """
from locust import {base}, task, {wait}

class Caller({base}):
    wait_time = {wait}({times})

    @task
    def item(self):
        self.client.get("/items/1", name="/items/{{id}}")
"""
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 20000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 1h;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} backlog=8192;
    location = /stat {{ stub_status; }}
    location / {{ default_type application/json; return 200 '{{"id": 1, "name": "item", "price": 9.5}}'; }}
  }}
}}
"""


class Nginx:
    """Counts requests; on the second processor where there is one."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=self.port))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([*on(1), program, "-c", str(config), "-e", str(folder / "error.log")])
        self.url = f"http://127.0.0.1:{self.port}"
        until(lambda: self.requests() >= 0, 10)

    def requests(self):
        try:
            with urllib.request.urlopen(f"{self.url}/stat", timeout=2) as answer:
                return int(re.findall(r"\d+", answer.read().decode())[3])
        except OSError:
            return -1

    def close(self):
        self.process.terminate()
        self.process.wait()


class Generator:
    """A run of either command, its file's class without waits or with them."""

    def __init__(self, command, folder, url, users, base="HttpUser", wait="constant", times="0", seconds=3600, alone=True, warm=0, whole=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=folder))
        file = self.folder / "locustfile.py"
        file.write_text(FILE.format(base=base, wait=wait, times=times))
        load = ["--host", url, "-u", str(users), "-r", str(max(100, users // 5)), "-t", f"{int(seconds)}s", "--headless"]
        words = [*shlex.split(command), "-f", str(file), *load, "--only-summary", "--csv", str(self.folder / "x")]
        if whole:  # the result of throng run, not of throng locust: its times are exact, and of both kinds
            words = [*shlex.split(command)[:-1], "run", str(file), *load, "--json", str(self.folder / "x.json")]
        environment = {**os.environ, "THRONG_PYTHON_WARMUP": str(warm)} if warm else None
        self.began = time.monotonic()
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [*(on(0) if alone else []), *words], stdout=log, stderr=log, cwd=self.folder, env=environment
            )

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def works(self, seconds):
        """Waits until it has used so much more CPU time."""
        end = self.cpu() + seconds
        until(lambda: self.cpu() >= end, 20 * seconds)

    def memory(self):
        """Resident, in MB."""
        return int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE / 1e6

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def told(self):
        """Of each kind of time: its name, how many there are, p50 and p99 in milliseconds."""
        try:
            total = json.loads((self.folder / "x.json").read_text())["total"]
        except OSError:
            with open(self.folder / "x_stats.csv", newline="") as file:
                row = next(row for row in csv.DictReader(file) if row["Name"] == "Aggregated")
            return [("response", int(row["Request Count"]), float(row["50%"]), float(row["99%"]))]
        return [
            (kind, total["requests"], total[kind]["percentiles"]["50"], total[kind]["percentiles"]["99"]) for kind in ("response", "service")
        ]


def on(processor):
    return ["taskset", "-c", str(processor)] if (os.cpu_count() or 1) > 1 and shutil.which("taskset") else []


def until(what, seconds):
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing within {seconds} s")
        time.sleep(0.2)


def rate(command, folder, base, warm, seconds):
    """Requests per CPU-second, and requests per second. Both times are the generator's own, so that a busy machine only takes longer."""
    nginx = Nginx(folder)
    generator = Generator(command, folder, nginx.url, 30, base)
    try:
        until(lambda: nginx.requests() > 100, 300)
        generator.works(warm)
        cpu, requests, began = generator.cpu(), nginx.requests(), time.monotonic()
        generator.works(seconds)
        cpu, requests, took = generator.cpu() - cpu, nginx.requests() - requests, time.monotonic() - began
        return requests / cpu, requests / took
    finally:
        generator.stop()
        nginx.close()


def throughput(options, folder):
    ratios = {base: [] for base in LEAST}
    for _ in range(options.pairs if options.locust else 1):
        for base in LEAST:
            bare = {}
            for who, command, warm in (("locust", options.locust, 4), ("throng", options.throng, options.warm)):
                if command:
                    bare[who], each = rate(command, folder, base, warm, options.seconds)
                    print(f"throughput  {who:<7} {base:<13} {bare[who]:7.0f} requests per CPU-second, {each:7.0f}/s", flush=True)
            if "locust" in bare:
                ratios[base].append(bare["throng"] / bare["locust"])
    for base, all_ratios in ratios.items():
        if all_ratios:
            ratio, least = statistics.median(all_ratios), LEAST[base]
            each = ", ".join(f"{one:.2f}" for one in all_ratios)
            print(f"throughput  ratio   {base:<13} {ratio:7.2f}   {'ok' if ratio >= least else 'BELOW'} (at least {least}; {each})", flush=True)


class Delayed:
    """Answers after 20 ms, and knows how long each request took, in milliseconds."""

    def __init__(self, folder):
        program, self.record = folder / "delayed", folder / "record"
        subprocess.run(["cc", "-O2", "-o", program, pathlib.Path(__file__).parent / "delayed.c"], check=True)
        self.process = subprocess.Popen([program, "20000", self.record], stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def close(self):
        self.process.terminate()
        self.process.wait()
        return [int(line) / 1000 for line in self.record.read_text().split()]


def accuracy(options, folder):
    for who, command in (("locust", options.locust), ("throng", options.throng)):
        if not command:
            continue
        server = Delayed(folder)
        # With 20 ms for a request and waits of 50 ms, 30 users make some 400 requests per second, 200 users 2,800.
        users = {"locust": 30, "throng": 200}[who]
        generator = Generator(
            command, folder, server.url, users, times="0.05", seconds=options.seconds, alone=False, warm=options.warm,
            whole=who == "throng",
        )
        try:
            generator.process.wait(20 * options.warm + options.seconds)
        finally:
            generator.stop()
            took = server.close()
        for what, count, p50, p99 in generator.told():
            cuts = statistics.quantiles(took, n=100)
            off = [100 * (said / known - 1) for said, known in ((p50, cuts[49]), (p99, cuts[98]))]
            within = abs(off[0]) <= 2 and abs(off[1]) <= 10
            print(
                f"accuracy    {who:<7} {what:<8} p50 {p50:.2f} of {cuts[49]:.2f} ms ({off[0]:+.1f} %), p99 {p99:.2f} of {cuts[98]:.2f} ms"
                f" ({off[1]:+.1f} %), {len(took)} requests at the server, {count} counted, {count / options.seconds:.0f}/s"
                f"   {'ok' if within else 'OUTSIDE'} (2 %, 10 %)", flush=True,
            )


def memory(options, folder):
    for users, most in ((1000, 700), (5000, 1500)):
        nginx = Nginx(folder)
        generator = Generator(options.throng, folder, nginx.url, users, wait="between", times="1, 3", alone=False)
        try:
            until(lambda: nginx.requests() > 3 * users, 400)
            top = 0
            for _ in range(20):
                top = max(top, generator.memory())
                time.sleep(1)
            print(f"memory      {users} users: {top:.0f} MB resident   {'ok' if top < most else 'ABOVE'} (below {most})", flush=True)
        finally:
            generator.stop()
            nginx.close()


def start(options, folder):
    nginx = Nginx(folder)
    generator = Generator(options.throng, folder, nginx.url, 1, alone=False)
    try:
        # Each question is a request of its own.
        asked = nginx.requests()
        while (seen := nginx.requests()) in (asked + 1, -1):
            asked = asked if seen == -1 else seen
            time.sleep(0.1)
        cpu = generator.cpu()
        print(f"start       {cpu:.1f} CPU-seconds, {time.monotonic() - generator.began:.1f} s until the first request   "
              f"{'ok' if cpu < 10 else 'ABOVE'} (below 10)", flush=True)
    finally:
        generator.stop()
        nginx.close()


def soak(options, folder):
    nginx = Nginx(folder)
    generator = Generator(options.throng, folder, nginx.url, 200, wait="between", times="0.5, 1.5", seconds=1260, alone=False)
    try:
        until(lambda: nginx.requests() > 500, 300)
        for minute in range(20):
            time.sleep(60)
            print(f"soak        minute {minute + 1:2}: {generator.memory():.0f} MB resident, {nginx.requests()} requests", flush=True)
    finally:
        generator.stop()
        nginx.close()


def main():
    parts = {"throughput": throughput, "accuracy": accuracy, "memory": memory, "start": start, "soak": soak}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*parts, []])
    parser.add_argument("--locust", help="the command of Locust itself")
    parser.add_argument("--throng", default=f"{ROOT}/throng locust")
    parser.add_argument("--pairs", type=int, default=3, help="of measurements of throughput")
    parser.add_argument("--seconds", type=float, default=15, help="of each measurement; where CPU time is measured, of CPU time")
    parser.add_argument("--warm", type=float, default=40, help="seconds that Throng warms up, likewise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts or [part for part in parts if part != "soak"]:
            parts[part](options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
