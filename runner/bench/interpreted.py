#!/usr/bin/env python3
"""Measures locustfiles on Throng beside Locust itself: requests per CPU-second, accuracy, memory, start.

    runner/bench/interpreted.py [throughput] [accuracy] [memory] [start] [soak] [--locust COMMAND] [--throng COMMAND] [--seconds 15]

throughput  the same locustfile, 30 users without waits, against nginx, each generator on one processor and nginx on another:
            requests that nginx counted per CPU-second of the generator's process, after a warm-up
accuracy    a server that answers after a fixed 20 ms and keeps its own record; half of what one processor bears of Locust, and of
            Throng half of what this server bears
memory      resident memory with 1,000 and with 5,000 users that wait 1 to 3 s
start       CPU-seconds until the first request is there
soak        20 minutes of 200 users; resident memory minute by minute

COMMAND for Locust may have arguments; without it, only Throng runs. All parts but soak when none is named.
"""
import argparse
import csv
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
from accuracy import ROOT, Server

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
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

    def __init__(self, command, folder, url, users, base="HttpUser", wait="constant", times="0", seconds=3600, alone=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=folder))
        file = self.folder / "locustfile.py"
        file.write_text(FILE.format(base=base, wait=wait, times=times))
        options = ["-f", str(file), "--host", url, "-u", str(users), "-r", str(max(100, users // 5)), "-t", f"{int(seconds)}s", "--headless",
                   "--only-summary", "--csv", str(self.folder / "x")]
        self.began = time.monotonic()
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [*(on(0) if alone else []), *shlex.split(command), *options], stdout=log, stderr=log, cwd=self.folder
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

    def row(self):
        with open(self.folder / "x_stats.csv", newline="") as file:
            return next(row for row in csv.DictReader(file) if row["Name"] == "Aggregated")


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
    bare = {}
    for base in ("HttpUser", "FastHttpUser"):
        for who, command, warm in (("locust", options.locust, 4), ("throng", options.throng, options.warm)):
            if command:
                bare[who, base], each = rate(command, folder, base, warm, options.seconds)
                print(f"throughput  {who:<7} {base:<13} {bare[who, base]:7.0f} requests per CPU-second, {each:7.0f}/s", flush=True)
    for base, least in (("HttpUser", 4), ("FastHttpUser", 2)):
        if ("locust", base) in bare:
            ratio = bare["throng", base] / bare["locust", base]
            print(f"throughput  ratio   {base:<13} {ratio:7.2f}   {'ok' if ratio >= least else 'BELOW'} (at least {least})", flush=True)


def accuracy(options, folder):
    for who, command, warm in (("locust", options.locust, 5), ("throng", options.throng, options.warm)):
        if not command:
            continue
        server = Server(0.02)
        # With 20 ms for a request and waits of 50 ms, 30 users make some 400 requests per second, 100 users 1,400.
        users = {"locust": 30, "throng": 100}[who]
        generator = Generator(
            command, folder, f"http://127.0.0.1:{server.port}", users, times="0.05", seconds=int(warm + options.seconds), alone=False
        )
        try:
            generator.process.wait(warm + options.seconds + 150)
        finally:
            generator.stop()
            server.close()
        row = generator.row()
        cuts = statistics.quantiles([took * 1000 for took in server.took], n=100)
        # The columns of percentiles are whole milliseconds, as Locust's are.
        told = float(row["Median Response Time"]), float(row["99%"])
        off = [100 * (said / known - 1) for said, known in zip(told, (cuts[49], cuts[98]), strict=True)]
        print(
            f"accuracy    {who:<7} p50 {told[0]:.2f} of {cuts[49]:.2f} ms ({off[0]:+.1f} %), p99 {told[1]:.0f} of {cuts[98]:.2f} ms"
            f" ({off[1]:+.1f} %), {len(server.took)} requests at the server, {row['Request Count']} counted, {float(row['Requests/s']):.0f}/s; mean {float(row['Average Response Time']):.2f} of"
            f" {1000 * statistics.fmean(server.took):.2f} ms", flush=True,
        )


def memory(options, folder):
    for users, most in ((1000, 700), (5000, 1500)):
        nginx = Nginx(folder)
        generator = Generator(options.throng, folder, nginx.url, users, wait="between", times="1, 3", alone=False)
        try:
            until(lambda: nginx.requests() > 3 * users, 150)
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
        while nginx.requests() == asked + 1:
            asked += 1
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
    parser.add_argument("--seconds", type=float, default=15, help="of each measurement; where CPU time is measured, of CPU time")
    parser.add_argument("--warm", type=float, default=40, help="seconds that Throng warms up, likewise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts or [part for part in parts if part != "soak"]:
            parts[part](options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
