#!/usr/bin/env python3
"""Compares the engine with other load generators, by requests per CPU-second of the generator.

    runner/bench/engine.py [SCENARIO...] [--pairs 5] [--seconds 10] [--warmup 20] [--peers wrk,locust,gatling] [--out TABLE.md]

Scenarios: static-50 static-1000 clock-50 clock-1000 java suite tls http2 open fixed idle; all of these when none is named. Also:
growth, a quarter of an hour at full speed.

nginx (one worker, no log) answers on one core; the generators take turns on another, A B A B, so that a machine that
is busy with something else is busy with it for all. The wall clock hardly matters that way: what is compared is the
user and system time that a generator's process spends per request. Ours is warmed up once, as a long run would have it,
and stopped (SIGSTOP) while others have their turn; the natively compiled peers need no warm-up. Peers that are not
installed are left out; see peers.py for how to get them. A generator that is faster than nginx waits for it and pays for
its sleep: --target small puts a target of ours in its place (needs a C compiler), which spends less on each answer. All
is on loopback.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import peers

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "runner" / "bench"
ITEM = ('{"id":12345,"name":"An item of some kind","price":1234.56,"tags":["alpha","beta","gamma"],'
        '"available":true,"description":"A short text to fill it up"}')
NGINX = """
worker_processes 1; daemon off; pid {dir}/pid; error_log {dir}/error.log;
events {{ worker_connections 20000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 1h; default_type application/json;
  client_body_temp_path {dir}/b; proxy_temp_path {dir}/p; fastcgi_temp_path {dir}/f; uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
  server {{
    listen 127.0.0.1:{port} backlog=8192; {tls}
    location = /json {{ return 200 '{item}'; }}
    location = /api/v1/auth/login {{ return 200 '{{"access_token":"eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8","token_type":"bearer"}}'; }}
    location = /api/v1/items {{
      if ($request_method = POST) {{ return 201 '{{"data":{{"id":4711,"name":"Load Test Item","price":12.5}}}}'; }}
      return 200 '{{"data":[{{"id":1,"name":"An item","price":10.5}},{{"id":2,"name":"Another","price":20.25}}],"pagination":{{"page":1,"limit":10,"total":1000}}}}';
    }}
    location / {{ return 200 '{{"data":{{"id":1,"name":"An item","price":10.5}},"status":"ok"}}'; }}
  }}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Place:
    """What all scenarios need: a JVM with the engine's classes, cores, a scratch folder."""

    def __init__(self, options):
        self.options, self.started = options, []
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="throng-bench-"))
        cores = sorted(os.sched_getaffinity(0))
        self.server_core, self.client_core = str(cores[0]), str(cores[-1])
        home = subprocess.run(["sh", "-c", ". .mvn/jdk.sh; echo $JAVA_HOME"], cwd=ROOT, capture_output=True, text=True, check=True)
        self.java = home.stdout.strip() + "/bin/java"
        subprocess.run([ROOT / "throng", "--version"], check=True, stdout=subprocess.DEVNULL)
        build = ROOT / "target" / "throng" / (ROOT / "target" / "throng" / "current").read_text().strip()
        self.classes = f"{self.dir}:{build}/throng-runner.jar:{build}/lib/*"
        sources = sorted(str(p) for p in (BENCH / "dev/throng/runner/engine").glob("*.java"))
        subprocess.run([self.java + "c", "-nowarn", "-d", self.dir, "-cp", self.classes, *sources], check=True)

    def on(self, core, *command, **more):
        return subprocess.Popen(["taskset", "-c", core, *map(str, command)], text=True, **more)

    def nginx(self, tls=False, http2=False):
        port = free_port()
        lines = ""
        if tls:
            key, cert = self.dir / "key.pem", self.dir / "cert.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                            "/CN=127.0.0.1", "-keyout", key, "-out", cert], check=True, stderr=subprocess.DEVNULL)
            lines = f"ssl_certificate {cert}; ssl_certificate_key {key}; ssl_protocols TLSv1.3;"
        conf = self.dir / "nginx.conf"
        text = NGINX.format(dir=self.dir, port=port, tls=lines, item=ITEM)
        conf.write_text(text.replace("backlog=8192;", f"{'ssl' if tls else ''} {'http2' if http2 else ''} backlog=8192;"))
        return Server(self.on(self.server_core, shutil.which("nginx") or "/usr/sbin/nginx", "-c", conf), port)

    def target(self):
        """What answers /json with the document: nginx, or the small target."""
        if self.options.target == "nginx":
            return self.nginx()
        program, port = self.dir / "target", free_port()
        if not program.exists():
            subprocess.run(["cc", "-O2", "-o", program, BENCH / "target.c"], check=True)
        return Server(self.on(self.server_core, program, port), port)

    def delay(self, micros=5000):
        """A server that answers after a fixed time, and keeps a record of its own."""
        port = free_port()
        command = [self.java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", self.classes, "dev.throng.runner.engine.DelayServer", port, micros]
        return Server(self.on(self.server_core, *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE), port)

    def ours(self, file, url, *more, flags=()):
        """Ours, warm and stopped, until it is called for a turn."""
        command = [self.java, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                   "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-Xmx512m", *flags, "-cp", self.classes,
                   "dev.throng.runner.engine.EngineBench", file, url, self.options.warmup, self.options.loops, *more]
        ours = Ours(self.on(self.client_core, *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE), self.options.seconds)
        self.started.append(ours)
        return ours

    def end(self):
        """Ends those of ours that were started for a scenario."""
        while self.started:
            self.started.pop().end()

    def peer(self, peer):
        """Runs a peer; its figure is what it counted over all the CPU time it used, from its start to its end."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = self.on(self.client_core, *peer.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **(peer.env or {})})
        output = run.communicate()[0]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        count = peer.count(output)
        if not count:
            sys.exit(f"{peer.command[0]} said something unexpected:\n{output}")
        median, tail = peer.times(output)
        return {"perCpuSecond": count / cpu, "p50": median, "p99": tail}


class Ours:
    """A process of ours that applies load only while it is called; what it says is of that time."""

    def __init__(self, process, seconds):
        self.process, self.seconds = process, seconds
        process.stdout.readline()
        process.send_signal(signal.SIGSTOP)

    def __call__(self):
        self.process.send_signal(signal.SIGCONT)
        print(self.seconds, file=self.process.stdin, flush=True)
        said = json.loads(self.process.stdout.readline())
        self.process.send_signal(signal.SIGSTOP)
        return said

    def end(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.stdin.close()
        self.process.wait(30)


class Server:
    def __init__(self, process, port):
        self.process, self.port = process, port
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server does not come up")

    def record(self):
        """The server's own record since it was asked last."""
        print(file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


def take_turns(place, generators):
    """Lets the generators take turns, every second time the other way round; gives what they said in each."""
    rounds = []
    for number in range(place.options.pairs):
        order = list(generators)[::-1 if number % 2 else 1]
        said = {name: generators[name]() for name in order}
        rounds.append({name: said[name] for name in generators})
        print("  " + "  ".join(f"{name} {r['perCpuSecond']:,.0f}" for name, r in rounds[-1].items()), flush=True)
    return rounds


def turns(place, generators):
    """Lets the generators take turns; gives the medians and the median ratio of each to wrk (or the first) in the same turn."""
    return compared(take_turns(place, generators))


def compared(rounds):
    generators = rounds[0]
    base = "wrk" if "wrk" in generators else next(iter(generators))
    rows = []
    for name in generators:
        value = statistics.median(r[name]["perCpuSecond"] for r in rounds)
        ratio = statistics.median(r[name]["perCpuSecond"] / r[base]["perCpuSecond"] for r in rounds)
        last = rounds[-1][name]
        extra = f"{last['residentKB'] / 1024:.0f} MB, {last['bytesPerRequest']:.1f} B/request" if "residentKB" in last else ""
        rows.append((name, f"{value:,.0f}", f"{ratio:.2f}", extra))
    return rows


def with_users(place, file, users):
    text = (BENCH / "engine" / file).read_text().replace("users: 50\n", f"users: {users}\n")
    target = place.dir / f"{users}-{file}"
    target.write_text(text)
    return target


def others(place, connections, url):
    known = peers.of(place.options, place, connections, url, place.options.seconds)
    return {name: lambda peer=peer: place.peer(peer) for name, peer in known.items()}


LAUNCHES = 5  # compilers differ from process to process by more than what is looked for
PORTABLE = ("-Dthrong.poller=selector",)


def static(place, connections):
    with place.target() as server:
        url = f"http://127.0.0.1:{server.port}"
        file = with_users(place, "static.yaml", connections)
        return turns(place, {"throng": place.ours(file, url), "throng, portable": place.ours(file, url, flags=PORTABLE),
                             **others(place, connections, url)})


def clock(place, connections):
    """What it costs to time responses by the kernel's stamps: beside the same without them, by several processes of each."""
    rounds = []
    with place.target() as server:
        url, file = f"http://127.0.0.1:{server.port}", with_users(place, "static.yaml", connections)
        for launch in range(LAUNCHES):
            rounds += take_turns(place, {"own clock": place.ours(file, url, flags=("-Dthrong.clock=process",)),
                                         "the kernel's": place.ours(file, url)})
            place.end()
    return compared(rounds)


def java(place):
    """Users written in Java beside declared ones, the same requests."""
    with place.target() as server:
        url = f"http://127.0.0.1:{server.port}"
        return turns(place, {"declared": place.ours(with_users(place, "static.yaml", 50), url),
                             "throng, Java": place.ours(with_users(place, "java.yaml", 50), url),
                             **others(place, 50, url)})


def suite(place):
    with place.nginx() as server:
        url = f"http://127.0.0.1:{server.port}"
        generators = {"throng, suite": place.ours(BENCH / "engine/suite.yaml", url)}
        if "wrk" in (wrk := others(place, 50, url)):
            generators["wrk"] = wrk["wrk"]
        return turns(place, generators)


def tls(place):
    with place.nginx() as plain, place.nginx(tls=True) as secure:
        file = place.dir / "tls.yaml"
        file.write_text((BENCH / "engine/static.yaml").read_text() + "  http:\n    tls: {insecureSkipVerify: true}\n")
        return turns(place, {
            "plain": place.ours(file, f"http://127.0.0.1:{plain.port}"),
            "TLS 1.3": place.ours(file, f"https://127.0.0.1:{secure.port}")})


def http2(place):
    """Ten connections with ten streams each, without TLS."""
    with place.nginx(http2=True) as server:
        url = f"http://127.0.0.1:{server.port}"
        h2load = peers.Peer(["h2load", "-t1", "-c10", "-m10", "-D", place.options.seconds, f"{url}/json"], r"(\d+) succeeded")
        return turns(place, {"h2load": lambda: place.peer(h2load), "throng": place.ours(BENCH / "engine/http2.yaml", url)})


def truths(place, server, generators):
    """Lets the generators take turns, each beside the server's own record of the same time."""
    said = {name: [] for name in generators}
    for number in range(place.options.pairs):
        for name, run in generators.items():
            server.record()
            said[name].append((run(), server.record()))
            ours, truth = said[name][-1]
            print(f"  {name}: p50 {shown(ours['p50'])} ({truth['p50']:.3f}), p99 {shown(ours['p99'])} ({truth['p99']:.3f})", flush=True)
    return said


def shown(milliseconds):
    return "-" if milliseconds is None else f"{milliseconds:.3f} ms"


def off(said, percentile):
    """By how much a generator's figure is off the server's own: the median over the turns, and the figures of that turn."""
    turns = [(abs(ours[percentile] / truth[percentile] - 1), ours[percentile], truth[percentile])
             for ours, truth in said if ours[percentile] is not None]
    if not turns:
        return "-"
    wrong, ours, truth = sorted(turns)[len(turns) // 2]
    return f"{wrong:.1%} off ({ours:.3f} / {truth:.3f} ms)"


def open_model(place):
    """Lag of the start, and the reported times against the server's own record, of 5,000 arrivals per second."""
    rows = []
    with place.delay() as server:
        file, url = BENCH / "engine/open.yaml", f"http://127.0.0.1:{server.port}"
        said = truths(place, server, {"Linux": place.ours(file, url), "portable": place.ours(file, url, flags=PORTABLE)})
    for name, turns in said.items():
        lags = [f"{statistics.median(ours[lag] for ours, truth in turns):.3f} ms" for lag in ("lagP50", "lagP99")]
        counts = [sum(ours[what] for ours, truth in turns) for what in ("late", "dropped")]
        rows.append((f"{name}: lag of the start, p50 / p99", " / ".join(lags), "", f"late {counts[0]}, dropped {counts[1]}"))
        rows.append((f"{name}: service time, p50 / p99", off(turns, "p50"), off(turns, "p99"), ""))
    return rows


def fixed(place):
    """What each generator says of a server that answers after 5 ms, against that server's own record; ten connections."""
    with place.delay() as server:
        url, file = f"http://127.0.0.1:{server.port}", with_users(place, "static.yaml", 10)
        said = truths(place, server, {"throng": place.ours(file, url), **others(place, 10, url)})
    return [(name, off(turns, "p50"), off(turns, "p99"), "") for name, turns in said.items()]


def growth(place):
    """Resident memory, and heap after a collection, of `throng run` at full speed; minutes 2 to 15."""
    rows = []
    with place.nginx() as server:
        file = with_users(place, "static.yaml", 50)
        file.write_text(file.read_text().replace("runTime: 1h", "runTime: 15m10s"))
        environment = {**os.environ, "THRONG_JAVA_OPTS": "-Xmx512m -Dthrong.loops=1"}
        run = subprocess.Popen([ROOT / "throng", "run", file, "--headless", "--quiet", "--host", f"http://127.0.0.1:{server.port}"],
                               stdout=subprocess.DEVNULL, env=environment)
        start = time.time()
        for minute in (2, 5, 10, 15):
            time.sleep(start + 60 * minute - time.time())
            subprocess.run([place.java[:-4] + "jcmd", str(run.pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
            heap = subprocess.run([place.java[:-4] + "jcmd", str(run.pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
            used = re.search(r"used (\d+)K", heap).group(1)
            rows.append((f"minute {minute}", f"{int(used) / 1024:.1f} MB heap", "", f"{resident(run.pid):.0f} MB resident"))
            print("  ", rows[-1], flush=True)
        run.wait(60)
    return rows


def resident(pid):
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def idle(place):
    """Memory per connected user that waits: the difference between few and many."""
    text = (BENCH / "engine/static.yaml").read_text().replace("spawnRate: 1000", "spawnRate: 4000")
    text = text.replace("      tasks:", "      wait: {constant: 8s}\n      tasks:")
    rows = []
    with place.nginx() as server:
        measured = {}
        for users in (1000, 15000):
            file = place.dir / f"idle-{users}.yaml"
            file.write_text(text.replace("users: 50\n", f"users: {users}\n"))
            measured[users] = place.ours(file, f"http://127.0.0.1:{server.port}")()
            place.end()
        few, many = measured[1000], measured[15000]
        each = [(many[key] - few[key]) / 14000 for key in ("liveHeapKB", "residentKB")]
        rows.append(("idle user", f"{each[0]:.2f} KB heap", "", f"{each[1]:.2f} KB resident"))
        print("  ", rows[-1], flush=True)
    return rows


SCENARIOS = {
    "static-50": lambda place: static(place, 50),
    "static-1000": lambda place: static(place, 1000),
    "clock-50": lambda place: clock(place, 50),
    "clock-1000": lambda place: clock(place, 1000),
    "java": java,
    "suite": suite,
    "tls": tls,
    "http2": http2,
    "open": open_model,
    "fixed": fixed,
    "idle": idle,
    "growth": growth,
}
ON_REQUEST = ("growth",)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=" ".join(SCENARIOS))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", default="10", help="length of a turn")
    parser.add_argument("--warmup", default="20")
    parser.add_argument("--peers", default=peers.NATIVE, help="those of them that are installed; gatling, jmeter and hyperfoil come from Maven Central")
    parser.add_argument("--target", choices=("nginx", "small"), default="nginx", help="what static-50 and static-1000 load")
    parser.add_argument("--loops", default="1", help="event loops of ours; all share the one core of the generators")
    parser.add_argument("--out", type=pathlib.Path, help="write the tables as Markdown")
    options = parser.parse_args()
    place = Place(options)
    lines = [f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}", ""]
    try:
        for name in options.scenarios or [name for name in SCENARIOS if name not in ON_REQUEST]:
            print(name, flush=True)
            lines += [f"### {name}", "", "| generator | requests per CPU-second | ratio | |", "|---|---|---|---|"]
            try:
                lines += ["| " + " | ".join(row) + " |" for row in SCENARIOS[name](place)] + [""]
            finally:
                place.end()
    finally:
        shutil.rmtree(place.dir, ignore_errors=True)
    print("\n".join(lines))
    if options.out:
        options.out.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
