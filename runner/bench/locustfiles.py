#!/usr/bin/env python3
"""Runs locustfiles by Throng and by Locust itself, and says of each whether both did the same.

    runner/bench/locustfiles.py FILE_OR_FOLDER ... [--locust COMMAND] [--throng COMMAND] [--users 10] [--seconds 10]
                                [--jobs 2] [--out TABLE] [--logs FOLDER] [--only throng|locust] [--classpath CLASSPATH]

Files that contain the word locust and a class of users are taken, each in its own folder, with the host pointed at a server
of this script's that answers anything after 30 ms. What is random is the same for every user of both sides. Per file:

    ran     by both, or by whom not and why
    names   method and name of what was counted are the same
    fails   the same names failed, in the same words
    order   each user of Throng's did what a user of Locust's did, in the same order, as far as both came
    server  the server has counted what Throng says, plus what was cut off at the end
    shares  the names' shares of all requests differ by no more than chance

Numbers in names and texts are left out of comparisons. COMMAND for Locust may have arguments; without it, only Throng runs.
With a class path that holds the tests of runner/python, one JVM per job does all of Throng's runs, one after the other.
Everything is on loopback.
"""
import argparse
import asyncio
import collections
import csv
import json
import os
import pathlib
import re
import shlex
import signal
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOLDS = re.compile(r"\b(User|HttpUser|FastHttpUser|HttpLocust|Locust|TaskSet|LoadTestShape)\b")
VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]+|\b[0-9a-f]{12,}\b|\d+")
DELAY = 0.03
RARE = 6
START = 600
LATE = 15
SIGMAS = 4.5

# Loaded beside each locustfile, by both: every user has random numbers of its own, from the same seed, and what it does is
# written down.
PRELUDE = '''
import json, os, random, threading
from locust import events

class _Own(threading.local):
    def __init__(self):
        self.random = random.Random(7)
        self.notes = []
        _all.append(self.notes)

_all = []
_own = _Own()
_inst = random._inst
_inst.random = random.random = lambda: _own.random.random()
_inst.getrandbits = random.getrandbits = lambda k: _own.random.getrandbits(k)

@events.request.add_listener
def _note(request_type=None, name=None, exception=None, **kwargs):
    _own.notes.append([str(request_type), str(name), repr(exception) if exception else ""])

_where = []

@events.init.add_listener
def _begin(environment, **kwargs):
    _where.append(os.path.join(os.path.dirname(environment.parsed_options.csv_prefix), "notes"))
    # Or the time that imports took would count as a part of gevent's first timer, the run's end.
    try:
        import gevent
        gevent.get_hub().loop.update_now()
    except AttributeError:
        pass

@events.quit.add_listener
@events.test_stop.add_listener
def _write(**kwargs):
    with open(_where[0], "w") as out:
        json.dump([notes for notes in _all if notes], out)
'''


def plain(text):
    """Without what differs from run to run."""
    return VARIES.sub("N", text)


def words(error):
    """An error's text without places, either."""
    return plain(re.sub(r"(/[\w.@+-]+)+", "PATH", error))[:60]


class Server:
    """Answers anything, and counts."""

    def __init__(self):
        self.requests = 0
        self.first = None

    async def start(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                line, *fields = head.decode("latin-1").split("\r\n")
                fields = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
                if "chunked" in fields.get("transfer-encoding", ""):
                    while int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
                        await reader.readuntil(b"\r\n")
                else:
                    await reader.readexactly(int(fields.get("content-length") or 0))
                self.first = self.first or time.monotonic()
                await asyncio.sleep(DELAY)
                self.requests += 1
                writer.write(self.answer(*line.split(" ")[:2]))
                if fields.get("connection", "").lower() == "close":
                    break
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()

    @staticmethod
    def answer(method, url):
        path = url.split("?")[0]
        status = re.search(r"status/(\d{3})", path)
        status = int(status[1]) if status else 302 if path.startswith("/redirect") else 200
        one = {"id": 1, "name": "x", "title": "x", "slug": "x", "price": 1, "status": "ok"}
        body = b"" if method == "HEAD" else json.dumps({
            **one, "token": "t", "access_token": "t", "access": "t", "refresh": "t", "refresh_token": "t", "csrfToken": "c", "data": one,
            "user": one, "pagination": {}, "items": [one], "results": [one], "products": [one], "url": "/x", "method": method,
            "path": path, "message": "hello", "success": True,
        }).encode()
        where = "Location: /landed\r\n" if status == 302 else ""
        return (
            f"HTTP/1.1 {status} Whatever\r\n{where}Content-Type: application/json\r\nSet-Cookie: sid=abc; Path=/\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


class Jvm:
    """Does many runs of Throng's. One that does not end is killed with its JVM, and the next run has a new one."""

    def __init__(self, classpath):
        self.command = [
            os.environ.get("JAVA", "java"), "-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classpath,
            "dev.throng.python.ManyRuns",
        ]
        self.process = None

    async def run(self, options, folder, log):
        if self.process is None or self.process.returncode is not None:
            environment = {**os.environ, "COLUMNS": "250", "THRONG_PYTHON_WARMUP": "0.3"}
            self.process = await asyncio.create_subprocess_exec(
                *self.command, env=environment, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=None
            )
        asked = {"cwd": str(folder), "log": str(log), "arguments": ["locust", *options]}
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        try:
            return int(await asyncio.wait_for(self.process.stdout.readline(), START))
        except (asyncio.TimeoutError, ValueError):
            if self.process.returncode is None:
                self.process.kill()
            self.process = None
            return -9


class Run:
    """One locustfile by one of the two commands."""

    def __init__(self, command, path, folder, options):
        self.command, self.path, self.folder, self.options = command, path, folder, options
        folder.mkdir(parents=True)
        self.rows, self.failures, self.exceptions, self.notes = {}, collections.Counter(), 0, []

    async def go(self, prelude, jvm=None):
        self.server = await Server().start()
        options = [
            "-f", f"{prelude},{self.path}", "--host", f"http://127.0.0.1:{self.server.port}", "-u", str(self.options.users),
            "-r", str(self.options.users), "-t", f"{self.options.seconds}s", "--headless", "--only-summary",
            "--csv", str(self.folder / "x"), "-s", "5",
        ]
        self.exit = await (jvm.run(options, self.path.parent, self.folder / "log") if jvm else self.alone(options))
        self.server.server.close()
        self.read()
        return self

    async def alone(self, options):
        environment = {**os.environ, "COLUMNS": "250", "THRONG_PYTHON_WARMUP": "2"}
        with open(self.folder / "log", "wb") as log:
            process = await asyncio.create_subprocess_exec(
                *self.command, *options, cwd=self.path.parent, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True,
            )
            return await self.end(process)

    async def end(self, process):
        """Waits; a file whose shape or lack of requests makes it go on gets Ctrl-C (which a job in the background may not
        see), a request to end, and in the end it is killed."""
        until = time.monotonic() + START
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            while (left := until - time.monotonic()) > 0:
                try:
                    return await asyncio.wait_for(process.wait(), min(left, 1))
                except asyncio.TimeoutError:
                    if self.server.first and what is signal.SIGINT and until > self.server.first + LATE:
                        until = min(until, self.server.first + self.options.seconds + LATE)
            os.killpg(process.pid, what) if what is signal.SIGKILL else process.send_signal(what)
            until = time.monotonic() + 2 * LATE
        return await process.wait()

    def read(self):
        self.log = (self.folder / "log").read_text(errors="replace")
        for row in self.table("x_stats.csv"):
            if row["Name"] != "Aggregated" or row["Type"]:
                key = (row["Type"], plain(row["Name"]))
                count, failed = self.rows.get(key, (0, 0))
                self.rows[key] = (count + int(row["Request Count"]), failed + int(row["Failure Count"]))
        for row in self.table("x_failures.csv"):
            self.failures[(row["Method"], plain(row["Name"]), words(row["Error"]))] += int(row["Occurrences"])
        self.exceptions = sum(int(row["Count"]) for row in self.table("x_exceptions.csv"))
        try:
            self.notes = json.loads((self.folder / "notes").read_text())
        except (OSError, ValueError):
            pass
        if "locust.main" in self.log and self.notes:
            self.recount()
        self.total = sum(count for count, _ in self.rows.values())

    def recount(self):
        """Locust's own files lack what came after their last second but one."""
        self.rows.clear()
        self.failures.clear()
        for kind, name, error in (note for user in self.notes for note in user):
            count, failed = self.rows.get((kind, plain(name)), (0, 0))
            self.rows[(kind, plain(name))] = (count + 1, failed + bool(error))
            if error:
                self.failures[(kind, plain(name), words(error))] += 1

    def table(self, name):
        try:
            with open(self.folder / name, newline="") as file:
                return list(csv.DictReader(file))
        except OSError:
            return []

    def why(self):
        """Why there is nothing to compare; empty when there is."""
        if self.total:
            return ""
        lines = [line.strip() for line in self.log.splitlines() if line.strip()]
        telling = [line for line in lines if re.search(r"Error\b|error:|No module|refused|not supported|Locust 0\.x|does not|cannot", line)]
        return (telling or lines or ["nothing was counted"])[-1 if self.exit == 1 else 0][:170]


def names(ours, theirs):
    """Names that only one of the two has, and that are not there by chance only."""
    strange = []
    for one, other, mark in ((ours, theirs, "+"), (theirs, ours, "-")):
        for key, (count, _) in one.rows.items():
            if key not in other.rows and count * other.total / max(1, one.total) >= RARE:
                strange.append(f"{mark}{key[0]} {key[1]}")
    return strange


def shares(ours, theirs):
    strange = []
    for key in ours.rows.keys() & theirs.rows.keys():
        a, b = ours.rows[key][0], theirs.rows[key][0]
        expected = (a + b) * ours.total / (ours.total + theirs.total)
        rest = theirs.total / (ours.total + theirs.total)
        if abs(a - expected) > SIGMAS * (expected * rest) ** 0.5 + 2 + 0.05 * expected:
            strange.append(f"{key[0]} {key[1]} {a}/{b}")
    return strange


def fails(ours, theirs):
    strange = []
    for one, other, mark in ((ours, theirs, "+"), (theirs, ours, "-")):
        for key, count in one.failures.items():
            if key not in other.failures and count * other.total / max(1, one.total) >= RARE:
                strange.append(f"{mark}{key[0]} {key[1]} {key[2]}")
    if bool(ours.exceptions) != (bool(theirs.exceptions) or "Traceback" in theirs.log):
        strange.append(f"{ours.exceptions}/{theirs.exceptions} exceptions")
    return strange


def order(ours, theirs):
    """How many of our users did what one of theirs did, as far as both came."""
    known = [[(kind, plain(name)) for kind, name, _ in user] for user in theirs.notes]
    alike = 0
    for user in ours.notes:
        mine = [(kind, plain(name)) for kind, name, _ in user]
        alike += any(mine[: len(other)] == other[: len(mine)] for other in known)
    return alike, len(ours.notes)


def verdict(path, ours, theirs):
    row = {"file": str(path), "ran": "both", "names": "", "fails": "", "order": "", "server": "", "shares": "", "counts": "", "notes": []}
    why, their_why = ours.why(), theirs.why() if theirs else "not asked"
    if why or their_why:
        row["ran"] = "neither" if why and their_why else "locust only" if why else "throng only" if theirs else "throng"
        row["notes"] = [f"throng: {why}"] * bool(why) + [f"locust: {their_why}"] * bool(theirs and their_why)
    row["counts"] = f"{ours.total}/{theirs.total}" if theirs else str(ours.total)
    if why or their_why:
        return row
    alike, users = order(ours, theirs)
    row["order"] = f"{alike}/{users}" if theirs.notes else "?"
    # Where all users did the same in the same order, what one side lacks it only did not come to.
    same = 0 < users == alike
    for column, strange in (("names", names(ours, theirs)), ("fails", fails(ours, theirs)), ("shares", shares(ours, theirs))):
        strange = [what for what in strange if not same or column != "shares" and what.startswith("+")]
        row[column] = "no" if strange else "yes"
        row["notes"] += [f"{column}: {', '.join(strange[:4])}"] * bool(strange)
    wire = sum(count for (kind, _), (count, _) in ours.rows.items() if kind in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"))
    row["server"] = "yes" if 0 <= ours.server.requests - wire <= 12 else f"{ours.server.requests}/{wire}"
    return row


def found(places):
    for place in map(pathlib.Path, places):
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            text = path.read_text(errors="replace")
            if "locust" in text and (place.is_file() or HOLDS.search(text) and re.search(r"^\s*class \w+\(", text, re.M)):
                yield path.resolve()


async def compare(path, index, options, work, jobs, show):
    jvm = await jobs.get()
    try:
        sides = await asyncio.gather(*(
            Run(shlex.split(command), path, work / f"{index:03}-{side}", options).go(work / "prelude.py", jvm if side == "throng" else None)
            for side, command in (("throng", options.throng), ("locust", options.locust))
            if command and options.only in (None, side)
        ))
        row = verdict(path, sides[0], sides[1] if len(sides) > 1 else None)
        show(row)
        return row
    finally:
        jobs.put_nowait(jvm)


def line(row, root):
    name = os.path.relpath(row["file"], root)
    return f"{name:<72.72} {row['ran']:<12} {row['names']:<5} {row['fails']:<5} {row['order']:<6} {row['server']:<8} {row['shares']:<6} {row['counts']:<11}"


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+")
    parser.add_argument("--locust", help="the command of Locust itself")
    parser.add_argument("--throng", default=f"{ROOT}/throng locust")
    parser.add_argument("--classpath", help="of runner/python with its tests, for one JVM per job")
    parser.add_argument("--only", choices=("throng", "locust"))
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", help="where the table goes, too")
    parser.add_argument("--logs", help="where what the commands wrote stays")
    options = parser.parse_args()
    work = pathlib.Path(options.logs or tempfile.mkdtemp(prefix="locustfiles"))
    work.mkdir(parents=True, exist_ok=True)
    (work / "prelude.py").write_text(PRELUDE)
    paths = list(found(options.places))
    root = os.path.commonpath([path.parent for path in paths])
    out = open(options.out, "w") if options.out else None

    def say(text):
        print(text, flush=True)
        if out:
            print(text, file=out, flush=True)

    def show(row):
        say("\n".join([line(row, root), *(f"    {note}" for note in row["notes"])]))

    titles = {"file": root + "/x", "ran": "ran", "counts": "counts"} | {k: k for k in ("names", "fails", "order", "server", "shares")}
    say(line(titles, root).replace("x ", "file", 1))
    jobs = asyncio.Queue()
    for _ in range(options.jobs):
        jobs.put_nowait(Jvm(options.classpath) if options.classpath else None)
    rows = await asyncio.gather(*(compare(path, i, options, work, jobs, show) for i, path in enumerate(paths)))
    both = [row for row in rows if row["ran"] == "both"]
    able = [row for row in rows if row["ran"] in ("both", "locust only")]
    say(f"\n{len(rows)} files, {len(able)} ran by Locust, {len(both)} of these by Throng; of them")
    for column in ("names", "fails", "server", "shares"):
        say(f"  {column:<7} the same in {sum(row[column] == 'yes' for row in both)}")
    say(f"  order   the same for all users in {sum(len(set(row['order'].split('/'))) == 1 for row in both)}")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
