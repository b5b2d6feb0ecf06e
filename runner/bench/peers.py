"""The other load generators that engine.py knows: how each is started, and what it says at its end.

Natively compiled ones are taken from the PATH; Locust too (Debian: python3-locust, python3-geventhttpclient). Gatling, JMeter
and Hyperfoil come from Maven Central by peers/pom.xml, when they are asked for by --peers. Each is told to do one GET as fast as
it goes with so many connections, on one core. (Gatling never ends where it sees one processor only: it is told of two.)
"""
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent / "peers"
NATIVE = "wrk,h2load,ab,hey,oha,k6,locust"
MILLIS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "secs": 1000.0, "µs": 0.001, "": 1.0}


class Peer:
    """A command, and patterns of the requests it counted and of the percentiles it reports."""

    def __init__(self, command, requests, median=None, tail=None, unit="", env=None):
        self.command, self.requests, self.unit, self.env = [str(part) for part in command], requests, unit, env
        self.percentiles = (median, tail)

    def count(self, output):
        found = re.findall(self.requests, output)
        return int(found[-1].replace(",", "")) if found else None

    def times(self, output):
        """Median and 99th percentile in ms, as the peer reports them; None where it does not."""
        return [self.time(pattern, output) for pattern in self.percentiles]

    def time(self, pattern, output):
        found = re.findall(pattern, output) if pattern else []
        if not found:
            return None
        value, unit = found[-1] if isinstance(found[-1], tuple) else (found[-1], self.unit)
        return float(value.replace(",", "")) * MILLIS[unit]


def of(options, place, connections, base, seconds):
    """Those that are asked for and can be had, by name; url is the target's address without a path."""
    url, longer = base + "/json", int(seconds) + int(options.warmup)
    known = {
        "wrk": lambda: Peer(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url], r"(\d+) requests in",
                            r"50%\s+([\d.]+)(us|ms|s)", r"99%\s+([\d.]+)(us|ms|s)"),
        "h2load": lambda: Peer(["h2load", "--h1", "-t1", f"-c{connections}", "-D", seconds, url], r"(\d+) succeeded"),
        "ab": lambda: Peer(["ab", "-q", "-k", "-c", connections, "-t", seconds, "-n", 100000000, url],
                           r"Complete requests:\s+(\d+)", r"\s50%\s+(\d+)", r"\s99%\s+(\d+)"),
        "hey": lambda: Peer(["hey", "-cpus", 1, "-c", connections, "-z", f"{seconds}s", url], r"\[200\]\s+(\d+) responses",
                            r"50%+ in ([\d.]+) (secs)", r"99%+ in ([\d.]+) (secs)"),
        "oha": lambda: Peer(["oha", "--no-tui", "-c", connections, "-z", f"{seconds}s", url], r"\[200\] (\d+) responses",
                            r"50\.00% in ([\d.]+) (ms|secs)", r"99\.00% in ([\d.]+) (ms|secs)"),
        "k6": lambda: Peer(["k6", "run", "-q", "--vus", connections, "--duration", f"{seconds}s", "--summary-trend-stats",
                            "p(50),p(99)", HERE / "k6.js"], r"http_reqs\W+(\d+)",
                           r"http_req_duration\W.*?p\(50\)=([\d.]+)(µs|ms|s)", r"http_req_duration\W.*?p\(99\)=([\d.]+)(µs|ms|s)",
                           env={"PEER_URL": url}),
        "locust": lambda: Peer(["locust", "-f", HERE / "locustfile.py", "--headless", "--only-summary", "-u", connections, "-r",
                                connections, "-t", f"{seconds}s", "-H", base], r"Aggregated\s+(\d+)\s+\d+\(",
                               r"Aggregated\s+(\d+)(?:\s+\d+){10,}", r"Aggregated(?:\s+\d+){7}\s+(\d+)(?:\s+\d+){4}"),
        "gatling": lambda: Peer(
            [place.java, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-XX:ActiveProcessorCount=2", "-Xmx512m", f"-Dpeer.url={url}", f"-Dpeer.users={connections}",
             f"-Dpeer.seconds={longer}", "-cp", central(place, "gatling", "GatlingPeer"), "io.gatling.app.Gatling", "-s", "GatlingPeer",
             "-rf", place.dir / "gatling"], r"request count[\s|]+([\d,]+)", r"50th percentile \(ms\)[\s|]+([\d,]+)", r"99th percentile \(ms\)[\s|]+([\d,]+)"),
        "jmeter": lambda: Peer(
            [place.java, "-Xmx512m", "-cp", central(place, "jmeter", "JMeterPeer"), "JMeterPeer", url, connections, longer],
            r"samples (\d+)", r"p50 (\d+) (ms)", r"p99 (\d+) (ms)"),
        "hyperfoil": lambda: Peer(
            [place.java, "-Xmx512m", "-cp", central(place, "hyperfoil", "HyperfoilPeer"), "HyperfoilPeer", url, connections, longer],
            r"valid (\d+)", r"p50 ([\d.]+) (ms)", r"p99 ([\d.]+) (ms)"),
    }
    wanted = [name for name in known if name in options.peers.split(",")]
    return {name: known[name]() for name in wanted if name not in NATIVE.split(",") or shutil.which(name)}


def central(place, name, driver):
    """The class path of a peer that Maven Central has, with its driver compiled."""
    path = place.dir / f"{name}.cp"
    if not path.exists():
        resolve = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
        subprocess.run([HERE.parents[2] / "mvnw", "-q", "-B", "-ntp", "-f", HERE / "pom.xml", "-P", name, resolve,
                        f"-Dmdep.outputFile={path}"], check=True)
        subprocess.run([place.java + "c", "-nowarn", "-d", place.dir / name, "-cp", path.read_text(), HERE / f"{driver}.java"], check=True)
        shutil.copy(HERE / "logback.xml", place.dir / name)
    return f"{place.dir / name}{os.pathsep}{path.read_text()}"
