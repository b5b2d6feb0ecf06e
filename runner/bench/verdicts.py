#!/usr/bin/env python3
"""How often verdicts are wrong: made-up targets whose truth is known, judged by the code that judges runs.

    runner/bench/verdicts.py [--rounds 200] [--tables capacity,drift,creep,regression]

Takes some minutes; the same seeds give the same tables. Needs compiled classes: ./mvnw -q -pl runner -am test-compile
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from simulation import ROOT, class_path, java_home

BENCH = ROOT / "runner" / "bench" / "dev" / "throng" / "runner" / "verdict"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="pairs of runs; half as many series, a tenth as many searches")
    parser.add_argument("--tables", default="capacity,drift,creep,regression")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        java = java_home() + "/bin/java"
        classes = f"{scratch}:{ROOT}/runner/target/test-classes:{class_path(scratch)}"
        subprocess.run([java + "c", "-nowarn", "-d", scratch, "-cp", classes, *sorted(BENCH.glob("*.java"))], check=True)
        sys.exit(subprocess.run([java, "-cp", classes, "dev.throng.runner.verdict.VerdictTables",
                                 str(options.rounds), options.tables]).returncode)


if __name__ == "__main__":
    main()
