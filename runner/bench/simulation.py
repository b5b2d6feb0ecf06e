#!/usr/bin/env python3
"""What one master costs: many simulated workers report to it over real gRPC on loopback.

    runner/bench/simulation.py [--workers 1000] [--names 100] [--requests 5] [--seconds 90]

Each worker has a connection of its own and reports once a second, with some requests for each name. Master and workers
are a process each, so that the CPU time and the memory that are printed are the master's alone. Needs compiled classes:
./mvnw -q -pl runner -am test-compile
"""
import argparse
import os
import pathlib
import secrets
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "runner" / "bench" / "dev" / "throng" / "runner" / "cluster"


def java_home():
    return subprocess.run(["sh", "-c", '. "$0/.mvn/jdk.sh"; printf %s "$JAVA_HOME"', ROOT],
                          check=True, capture_output=True, text=True).stdout


def class_path(scratch):
    listed = scratch / "classpath"
    subprocess.run([ROOT / "mvnw", "-q", "-ntp", "-o", "-f", ROOT / "pom.xml", "-pl", "runner", "-am", "compile",
                    "dependency:build-classpath", f"-Dmdep.outputFile={listed}", "-Dspotless.check.skip"], check=True)
    return f"{ROOT}/runner/target/classes:{ROOT}/crds/target/classes:{listed.read_text().strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=1000)
    parser.add_argument("--names", type=int, default=100)
    parser.add_argument("--requests", type=int, default=5, help="per name, worker and second")
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--heap", default="640m", help="of the master")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        java = java_home() + "/bin/java"
        classes = f"{scratch}:{class_path(scratch)}"
        subprocess.run([java + "c", "-nowarn", "-d", scratch, "-cp", classes, *sorted(BENCH.glob("*.java"))], check=True)
        environment = dict(os.environ, THRONG_TOKEN=secrets.token_urlsafe())
        flags = ["--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-cp", classes]
        master = subprocess.Popen(
            [java, f"-Xmx{options.heap}", *flags, "dev.throng.runner.cluster.SimulatedMaster",
             str(options.workers), str(options.seconds)], env=environment, stdout=subprocess.PIPE, text=True)
        workers = None
        try:
            port = master.stdout.readline().strip()
            workers = subprocess.Popen(
                [java, "-Xmx3g", *flags, "dev.throng.runner.cluster.SimulatedWorkers", port, str(options.workers),
                 str(options.names), str(options.requests), str(options.seconds)], env=environment)
            for line in master.stdout:
                print(line, end="", flush=True)
            sys.exit(master.wait())
        finally:
            for process in (master, workers):
                if process and process.poll() is None:
                    process.kill()


if __name__ == "__main__":
    main()
