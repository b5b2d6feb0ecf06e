#!/usr/bin/env python3
"""Faults at random instants on real processes: the result and the target's own log agree within the stated bound.

    runner/bench/faults.py [--runs 300] [--seed 1] [--parallel 1] [--kind KIND]

Each run is a master, three workers behind wires that can be cut, and a target that logs every request before it answers.
At a seeded instant something happens: a worker is killed, frozen, or cut off (for a while or for ever), two of these at
once, the target is frozen or killed and started again; when --kind says so, the master is killed and started again, or
the run is interrupted. A run holds when

    lines <= lines in the target's log <= lines + uncertain

where `lines` is what the result says that the log holds, and when `uncertain` is at most twice what the workers that were
never heard again can have made from their last report until the end, and the requests whose connection was reset under
them. Every seed is printed with its fault and its figures; one run is done again with --seed N --runs 1.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKERS = 3
RATE = 120
SECONDS = 6
KINDS = ("kill", "freeze", "cut", "cut for ever", "kill and freeze", "kill and cut", "target frozen", "target killed")
ASKED = ("interrupt", "master killed")  # beside them, when they are named
PLAN = """apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: faults}}
spec:
  target: {target}
  seed: {seed}
  gracePeriod: 1s
  workerLossTimeout: 2s
  scenario:
    {scenario}
  stages: [{{duration: 500ms, rate: {rate}/s, maxUsers: 60}}, {{duration: {seconds}s, rate: {rate}/s, maxUsers: 60}}]
"""
GETS = "users: [{name: User, tasks: [{get: /, timeout: 2s}]}]"


def target(port, log):
    """Serves until it is killed: one byte in the log for each request, written before its answer."""
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(512)
    ready = selectors.DefaultSelector()
    ready.register(listener, selectors.EVENT_READ, None)
    while True:
        for key, _ in ready.select():
            if key.data is None:
                connection, _ = listener.accept()
                ready.register(connection, selectors.EVENT_READ, bytearray())
                continue
            try:
                read = key.fileobj.recv(65536)
                key.data.extend(read)
                while read and (end := key.data.find(b"\r\n\r\n")) >= 0:
                    del key.data[:end + 4]
                    os.write(out, b".")
                    key.fileobj.send(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
            except OSError:
                read = b""
            if not read:
                ready.unregister(key.fileobj)
                key.fileobj.close()


class Wire:
    """A way to the master that can be cut: what is sent then vanishes, and nobody is told."""

    def __init__(self, master):
        self.master, self.cut = master, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.master))
            except OSError:
                near.close()
                continue
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self.pump, args=(a, b), daemon=True).start()

    def pump(self, source, sink):
        holed = False
        try:
            while data := source.recv(65536):
                if holed and not self.cut:
                    break  # bytes are missing: this connection is of no use any more
                holed = holed or self.cut
                if not holed:
                    sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Run:
    def __init__(self, seed, kind, throng, folder):
        self.random = random.Random(seed)
        self.kind = self.random.choice(KINDS)
        self.kind = kind or self.kind
        self.throng, self.folder, self.seed = throng, folder, seed
        self.processes, self.last_words = [], {}
        self.log = folder / "target.log"
        self.log.touch()
        self.target_port, self.master_port = free_port(), free_port()
        self.lost = {}  # instant from which on a worker is not heard, by its number

    def start(self, name, *command):
        out = open(self.folder / f"{name}.out", "ab")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=self.environment)
        self.processes.append(process)
        return process

    def start_target(self):
        self.target = self.start("target", sys.executable, __file__, "--target", str(self.target_port), str(self.log))

    def start_master(self):
        self.master = self.start("master", *self.throng, "master", str(self.folder / "plan.yaml"), "--bind", f"127.0.0.1:{self.master_port}",
                                 "--expect-workers", str(WORKERS), "--run-id", "faults", "--json", str(self.folder / "result.json"))

    def plan(self):
        return PLAN.format(scenario=GETS, target=f"http://127.0.0.1:{self.target_port}", seed=self.seed, rate=RATE, seconds=SECONDS)

    def served(self):
        return self.log.stat().st_size

    def go(self):
        self.environment = dict(os.environ, THRONG_TOKEN=secrets.token_urlsafe(),
                                THRONG_JAVA_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m")
        (self.folder / "plan.yaml").write_text(self.plan())
        result = self.folder / "result.json"
        try:
            self.start_target()
            self.start_master()
            self.wires = [Wire(self.master_port) for _ in range(WORKERS)]
            self.workers = [self.start(f"worker-{i}", *self.throng, "worker", "--master", f"127.0.0.1:{wire.port}",
                                       "--name", f"worker-{i}") for i, wire in enumerate(self.wires)]
            what = self.fault()
            code = self.master.wait(180)
            time.sleep(0.3)
            return what, code, self.judge(json.loads(result.read_text()))
        finally:
            for process in self.processes:
                if process.poll() is None:
                    process.send_signal(signal.SIGCONT)
                    process.kill()
                    process.wait()
            for wire in getattr(self, "wires", []):
                wire.listener.close()

    def fault(self):
        waiting = time.monotonic() + 180
        while self.served() == 0:  # the load has begun: the only clock that all agree on
            if time.monotonic() > waiting:
                raise RuntimeError("no request came within three minutes")
            time.sleep(0.01)
        self.began = time.monotonic()
        kind = self.kind
        at = self.random.uniform(0.3, SECONDS - 0.5)
        length = self.random.uniform(0.7, 3)
        first, second = self.random.sample(range(WORKERS), 2)
        time.sleep(max(0, self.began + at - time.monotonic()))
        cures = []
        if kind == "interrupt":
            self.master.send_signal(signal.SIGINT)
        if kind.startswith("kill"):
            self.workers[first].kill()
            self.lost[first] = at
        if kind in ("freeze", "kill and freeze"):
            victim = self.workers[second]
            victim.send_signal(signal.SIGSTOP)
            cures.append(lambda: victim.send_signal(signal.SIGCONT))
        if kind in ("cut", "cut for ever", "kill and cut"):
            self.wires[second].cut = True
            if kind == "cut for ever":
                self.lost[second] = at
            else:
                cures.append(lambda: setattr(self.wires[second], "cut", False))
        if kind == "target frozen":
            self.target.send_signal(signal.SIGSTOP)
            cures.append(lambda: self.target.send_signal(signal.SIGCONT))
        if kind == "master killed":
            self.master.kill()
            self.master.wait()
            cures.append(self.start_master)
        if kind == "target killed":
            self.target.kill()
            self.target.wait()
            cures.append(self.start_target)
        time.sleep(length)
        for cure in cures:
            cure()
        return f"{kind} at {at:.2f} s for {length:.2f} s"

    @staticmethod
    def most(name, at, marks):
        """What this worker can have made from its last report on: its share, which grew whenever it got a lost one's."""
        moved = {mark["message"].split()[0]: mark["toSecond"] for mark in marks
                 if "the others took them" in mark["message"] and not mark["message"].startswith(name)}
        steps = [second / 20 for second in range(20 * SECONDS + 10) if second / 20 >= at - 1]
        return sum(RATE / 20 / (WORKERS - sum(since <= second for since in moved.values())) for second in steps)

    def judge(self, result):
        identity = result["identity"]
        lines, uncertain = identity["serverLines"], identity["uncertain"]
        served = self.served()
        unheard = {f"worker-{number}": at for number, at in self.lost.items()}
        for worker in result["workers"]:  # a busy machine takes part: whom the master lost by itself, and when
            if worker["state"] == "lost":
                since = [mark["fromSecond"] for mark in result["degraded"] if worker["name"] in mark["message"]]
                unheard.setdefault(worker["name"], min(since, default=0))
        most = sum(self.most(name, at, result["degraded"]) for name, at in unheard.items())
        reset = result["counters"]["UNCLEAR"]
        return {"lines": lines, "served": served, "uncertain": uncertain, "most": round(most), "reset": reset,
                "unheard": sorted(unheard), "verdict": result["verdict"]["reason"],
                "agrees": lines <= served <= lines + uncertain, "tight": uncertain <= 2 * most + reset}


def throng(options):
    """The command; the launcher builds at its first use, and becomes the JVM, which is what signals are to hit."""
    if options.command:
        return options.command.split()
    subprocess.run([ROOT / "throng", "--version"], check=True, stdout=subprocess.DEVNULL)
    return [str(ROOT / "throng")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the first run; the next has the next")
    parser.add_argument("--parallel", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS + ASKED, help="of fault, in all runs (default: by the seed)")
    parser.add_argument("--command", help="throng (default: this repository's launcher)")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the files of runs that do not hold")
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        command = throng(options)

        def one(seed):
            mine = scratch / str(seed)
            mine.mkdir()
            try:
                what, code, figures = Run(seed, options.kind, command, mine).go()
                holds = figures["agrees"] and figures["tight"]
            except Exception as broken:  # a run that does not end is a finding like any other
                what, code, figures, holds = "no result", None, repr(broken), False
            print(f"{'ok  ' if holds else 'FAIL'} seed {seed}: {what}, exit {code}, {figures}", flush=True)
            if not holds:
                failed.append(seed)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    mine.rename(options.keep / str(seed))

        with concurrent.futures.ThreadPoolExecutor(options.parallel) as pool:
            list(pool.map(one, range(options.seed, options.seed + options.runs)))
    print(f"{options.runs - len(failed)} of {options.runs} runs hold" + (f"; not seeds {failed}" if failed else ""))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        target(int(sys.argv[2]), sys.argv[3])
    else:
        main()
