#!/usr/bin/env python3
"""Rows that are used once, over workers of which one is killed and with a master that is killed and started again.

    runner/bench/rows.py [--rows 1000000] [--workers 4] [--users 64] [--no-faults]

A file of so many rows is the data of a run (pick: once) over worker processes. The target notes the row of each request before
it answers. When a third of the rows has come, one worker is killed (SIGKILL); when half of them has come, the master is, and
two seconds later another one is started with the same file, token and run id. The run holds when the target saw no row
twice, when the rows that it never saw are no more than the result says, and when it ended since all rows were used.
The memory of each worker and master (high-water mark of resident memory) is printed beside the figures.
"""
import argparse
import json
import os
import pathlib
import re
import secrets
import selectors
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAN = """apiVersion: throng.dev/v1
kind: LoadTest
metadata: {{name: rows}}
spec:
  target: http://127.0.0.1:{port}
  gracePeriod: 2s
  workerLossTimeout: 3s
  scenario:
    data: [{{name: account, file: rows.csv, pick: once}}]
    users:
    - name: User
      tasks: [{{get: "/${{account.id}}", name: /ID}}]
  users: {users}
  spawnRate: 1000
  runTime: {longest}s
"""
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


def target(port, rows, log):
    """Serves until it is killed: one byte per row, counted up in a file that is mapped, before the answer."""
    import mmap
    with open(log, "r+b") as file:
        seen = mmap.mmap(file.fileno(), rows + 8)
    listener = socket.create_server(("127.0.0.1", port), backlog=1024)
    ready = selectors.DefaultSelector()
    ready.register(listener, selectors.EVENT_READ, None)
    total = 0
    while True:
        for key, _ in ready.select():
            if key.data is None:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ready.register(connection, selectors.EVENT_READ, bytearray())
                continue
            try:
                read = key.fileobj.recv(65536)
                key.data.extend(read)
                while read and (end := key.data.find(b"\r\n\r\n")) >= 0:
                    row = int(key.data[5:key.data.index(b" ", 5)])
                    del key.data[:end + 4]
                    seen[row] = min(255, seen[row] + 1)
                    total += 1
                    seen[rows:rows + 8] = total.to_bytes(8, "little")
                    key.fileobj.send(ANSWER)
            except OSError:
                read = b""
            if not read:
                ready.unregister(key.fileobj)
                key.fileobj.close()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def highest(process):
    """The most resident memory that it ever had, MiB; also of one that was killed, when it was looked at in time."""
    try:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) // 1024 if found else 0


class Run:
    def __init__(self, options, throng, folder):
        self.options, self.throng, self.folder = options, throng, folder
        self.processes, self.memory = {}, {}
        self.log = folder / "seen"
        self.log.write_bytes(bytes(options.rows + 8))
        self.environment = dict(os.environ, THRONG_TOKEN=secrets.token_urlsafe(),
                                THRONG_JAVA_OPTS="-XX:+UseSerialGC -Xmx" + options.heap)

    def start(self, name, *command):
        out = open(self.folder / f"{name}.out", "ab")
        self.processes[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                                env=self.environment)
        return self.processes[name]

    def look(self):
        for name, process in self.processes.items():
            if process.poll() is None and name != "target":
                self.memory[name] = max(self.memory.get(name, 0), highest(process))

    def served(self):
        with open(self.log, "rb") as file:
            file.seek(self.options.rows)
            return int.from_bytes(file.read(8), "little")

    def until(self, rows):
        while self.served() < rows:
            self.look()
            master = self.processes["master"]
            if master.poll() is not None or time.monotonic() > self.deadline:
                raise RuntimeError(f"only {self.served()} of {rows} came\n" + self.words())
            time.sleep(0.05)

    def words(self):
        return "".join(f"== {file.name}\n{file.read_text()[-3000:]}" for file in sorted(self.folder.glob("*.out")))

    def start_master(self, name):
        self.processes["master"] = self.start(
            name, *self.throng, "master", str(self.folder / "plan.yaml"), "--bind", f"127.0.0.1:{self.port}",
            "--expect-workers", str(self.options.workers), "--run-id", "rows", "--json", str(self.folder / "result.json"))

    def go(self):
        options = self.options
        with open(self.folder / "rows.csv", "w") as data:
            data.write("id,email\n")
            data.writelines(f"{row},user{row}@example.com\n" for row in range(options.rows))
        target_port, self.port = free_port(), free_port()
        (self.folder / "plan.yaml").write_text(
            PLAN.format(port=target_port, users=options.users, longest=options.longest))
        self.deadline = time.monotonic() + options.longest + 60
        try:
            self.start("target", sys.executable, __file__, "--target", str(target_port), str(options.rows), str(self.log))
            self.start_master("master-1")
            for number in range(options.workers):
                self.start(f"worker-{number}", *self.throng, "worker", "--master", f"127.0.0.1:{self.port}",
                           "--name", f"worker-{number}")
            self.until(1)
            began = time.monotonic()
            if options.faults:
                self.until(options.rows // 3)
                self.processes["worker-1"].kill()
                print(f"worker-1 killed after {self.served()} rows", flush=True)
                self.until(options.rows // 2)
                self.processes["master"].kill()
                self.processes["master"].wait()
                print(f"master killed after {self.served()} rows", flush=True)
                time.sleep(2)
                self.start_master("master-2")
            while self.processes["master"].poll() is None:
                self.look()
                if time.monotonic() > self.deadline:
                    raise RuntimeError("the run does not end\n" + self.words())
                time.sleep(0.05)
            return self.judge(time.monotonic() - began)
        finally:
            for process in self.processes.values():
                if process.poll() is None:
                    process.kill()
                    process.wait()

    def judge(self, seconds):
        result = json.loads((self.folder / "result.json").read_text())
        seen = self.log.read_bytes()[:self.options.rows]
        never, twice = seen.count(0), sum(count > 1 for count in seen)
        said = [mark["message"] for mark in result["degraded"] if mark["kind"] == "data"]
        stated = sum(int(re.search(r"up to ([\d,. ]+) rows?", words).group(1).translate({44: None, 46: None, 32: None}))
                     for words in said)
        identity = result["identity"]
        print(f"{self.options.rows} rows over {self.options.workers} workers in {seconds:.0f} s: seen {self.served()},"
              f" twice {twice}, never {never}, said to be unused at most {stated}")
        print(f"result: {identity['serverLines']} requests, uncertain {identity['uncertain']};"
              f" {result['verdict']['message']}")
        for words in said:
            print("  " + words)
        print("memory, MiB: " + ", ".join(f"{name} {most}" for name, most in sorted(self.memory.items()) if most
                                          and name != "master"))
        agrees = identity["serverLines"] <= self.served() <= identity["serverLines"] + identity["uncertain"]
        ended = "all rows of account were used" in result["verdict"]["message"]
        return twice == 0 and never <= stated and agrees and ended


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--users", type=int, default=64)
    parser.add_argument("--heap", default="160m", help="of each process (default: %(default)s)")
    parser.add_argument("--longest", type=int, default=900, help="seconds (default: %(default)s)")
    parser.add_argument("--no-faults", dest="faults", action="store_false")
    parser.add_argument("--command", help="throng (default: this repository's launcher)")
    options = parser.parse_args()
    if options.command:
        command = options.command.split()
    else:
        subprocess.run([ROOT / "throng", "--version"], check=True, stdout=subprocess.DEVNULL)
        command = [str(ROOT / "throng")]
    with tempfile.TemporaryDirectory() as folder:
        holds = Run(options, command, pathlib.Path(folder)).go()
    print("holds" if holds else "DOES NOT HOLD")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        target(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        main()
