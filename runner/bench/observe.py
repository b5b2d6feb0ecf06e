#!/usr/bin/env python3
"""How often a run names what of its target gave out first, seen by a real Prometheus.

    runner/bench/observe.py [--runs 10] [--kinds cpu,connections,memory] [--classpath CLASSPATH]

A small target whose processor time, database connections or memory give out under a growing load: it burns time under a
quota of its control group, has few connections that each request holds, or keeps memory of each request. What the kubelet
and its database would tell of it is scraped once a second by a Prometheus started here, and each run asks that for
`workload` and a query of its own. Prints what each run named first. Everything is on loopback; needs `prometheus`.
"""
import argparse
import http.server
import json
import multiprocessing
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = 'namespace="shop",pod="items-6c9d-x7k2p",container="items"'
PERIOD = 100_000
MEGABYTE = 1 << 20
EXPECTED = {"cpu": "items CPU", "connections": "db connections", "memory": "items memory"}


class Kind:
    """What the target has, and what each request costs it."""

    def __init__(self, cores, connections, memory, burn, hold, keep):
        self.cores, self.connections, self.memory = cores, connections, memory
        self.burn, self.hold, self.keep = burn, hold, keep


KINDS = {
    "cpu": Kind(cores=0.2, connections=200, memory=600, burn=0.004, hold=0.001, keep=0),
    "connections": Kind(cores=1.5, connections=6, memory=600, burn=0, hold=0.080, keep=0),
    "memory": Kind(cores=1.5, connections=200, memory=150, burn=0, hold=0.001, keep=100_000),
}


def target(kind, port, used):
    """Serves until it is killed."""
    pool, kept, lock = threading.Semaphore(kind.connections), [], threading.Lock()
    room = kind.memory * MEGABYTE * 0.97

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or answers in two pieces wait for 40 ms now and then

        def do_GET(self):
            with pool:
                with used.get_lock():
                    used.value += 1
                time.sleep(kind.hold)
                with used.get_lock():
                    used.value -= 1
            until = time.thread_time() + kind.burn
            while time.thread_time() < until:
                pass
            if kind.keep:
                if resident(os.getpid()) < room:
                    with lock:
                        kept.append(b"x" * kind.keep)
                else:
                    time.sleep(0.4)  # as a collector that finds nothing to free
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 512

        def handle_error(self, *_):
            pass  # who was waiting has given up

    Server(("127.0.0.1", port), Handler).serve_forever()


def resident(pid):
    with open(f"/proc/{pid}/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Exporter(http.server.ThreadingHTTPServer):
    """What cAdvisor, kube-state-metrics and the database's exporter tell."""

    def __init__(self, kind, pid, used):
        exporter = self
        self.kind, self.pid, self.used = kind, pid, used

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = exporter.text().encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def text(self):
        pod = LABELS.rsplit(",", 1)[0]
        return "\n".join([
            f"container_cpu_usage_seconds_total{{{LABELS}}} {processor_seconds(self.pid)}",
            f"container_spec_cpu_quota{{{LABELS}}} {int(self.kind.cores * PERIOD)}",
            f"container_spec_cpu_period{{{LABELS}}} {PERIOD}",
            f"container_memory_working_set_bytes{{{LABELS}}} {resident(self.pid)}",
            f"container_spec_memory_limit_bytes{{{LABELS}}} {self.kind.memory * MEGABYTE}",
            f"kube_pod_container_status_restarts_total{{{pod}}} 0",
            'kube_deployment_status_replicas_available{namespace="shop",deployment="items"} 1',
            f"db_connections_in_use {self.used.value}",
            f"db_connections_max {self.kind.connections}",
        ]) + "\n"


class Quota:
    """A control group with so many cores, where one can be made."""

    def __init__(self, pid, cores):
        self.group = None
        for root, name in (("/sys/fs/cgroup/cpu", "cpu.cfs_quota_us"), ("/sys/fs/cgroup", "cpu.max")):
            group = pathlib.Path(root, f"throng-bench-{pid}")
            if os.path.exists(os.path.join(root, "cgroup.procs")):
                group.mkdir()
                micros = int(cores * PERIOD)
                (group / name).write_text(f"{micros} {PERIOD}" if name == "cpu.max" else str(micros))
                (group / "cgroup.procs").write_text(str(pid))
                self.group = group
                return

    def close(self):
        if self.group:
            self.group.rmdir()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prometheus(folder, scraped):
    port = free_port()
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
        f"scrape_configs: [{{job_name: target, static_configs: [{{targets: ['127.0.0.1:{scraped}']}}]}}]\n")
    process = subprocess.Popen(
        ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
         f"--web.listen-address=127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process, f"http://127.0.0.1:{port}"


def launcher(classpath):
    if not classpath:
        return [str(ROOT / "throng")]
    java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
    return [java, "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-cp", classpath, "dev.throng.runner.Main"]


def run(name, classpath, seconds, rate):
    kind, port, used = KINDS[name], free_port(), multiprocessing.Value("i", 0)
    server = multiprocessing.get_context("fork").Process(target=target, args=(kind, port, used), daemon=True)
    server.start()
    quota = Quota(server.pid, kind.cores)
    exporter = Exporter(kind, server.pid, used)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = pathlib.Path(scratch)
        watching, url = prometheus(folder, exporter.server_address[1])
        try:
            time.sleep(6)
            (folder / "t.yaml").write_text(f"""
apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: items}}
spec:
  target: http://127.0.0.1:{port}
  scenario:
    users:
    - name: Caller
      tasks: [{{get: /items}}]
  stages:
  - {{duration: {seconds}s, rate: {rate}/s, maxUsers: 150}}
  observe:
  - {{name: items, workload: deployment/items, namespace: shop}}
  - {{name: db connections, query: sum(db_connections_in_use), limit: sum(db_connections_max)}}
""")
            subprocess.run(
                launcher(classpath) + ["run", str(folder / "t.yaml"), "--headless", "--prometheus", url,
                                       "--json", str(folder / "r.json")],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds + 120)
            return json.loads((folder / "r.json").read_text())
        finally:
            watching.send_signal(signal.SIGTERM)
            watching.wait()
            server.kill()
            server.join()
            quota.close()
            exporter.shutdown()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=10)
    options.add_argument("--kinds", default=",".join(KINDS))
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--rate", type=int, default=120)
    options.add_argument("--classpath", help="of the runner; else the throng command of this repository")
    given = options.parse_args()
    wrong = 0
    for kind in given.kinds.split(","):
        right, told = 0, 0
        for number in range(given.runs):
            result = run(kind, given.classpath, given.seconds, given.rate)
            order = result["findings"]["saturation"]["order"]
            first = order[0]["name"] if order else "nothing"
            right += first == EXPECTED[kind]
            told += EXPECTED[kind] in result["verdict"]["message"].split(" gave out first")[0]
            print(f"  {kind} {number + 1}: {first}: {result['verdict']['message']}", flush=True)
        print(f"{kind:12} named first in {right} of {given.runs} runs, in the sentence in {told}", flush=True)
        wrong += given.runs - right
    return 0 if wrong * 10 <= given.runs * len(given.kinds.split(",")) else 1


if __name__ == "__main__":
    sys.exit(main())
