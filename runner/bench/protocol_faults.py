#!/usr/bin/env python3
"""Faults while HTTP/2, gRPC, WebSocket and event streams are under way: both sides' counts agree within the stated bound.

    runner/bench/protocol_faults.py [--protocols http2,grpc,both,websocket,events] [--kinds kill,"target killed","master killed",interrupt] [--workers 3]

As faults.py does for HTTP/1.1, with node's server of protocols.py as the target: a worker is killed, the target or the master is killed and
started again, or the run is interrupted, at a seeded instant of six seconds. The scenarios are in YAML, and with "java:" before the
protocol in Java: the samples Items, Chat and LanguageModel, and requests of HTTP/2. `both` are calls of gRPC of which both sides
stream. Of WebSocket the handshakes are what a log can hold; its messages are counted beside them.
"""
import argparse
import json
import pathlib
import shutil
import sys
import tempfile

import faults
from observe import launcher
from protocols import HERE, PROTO, ROOT, installed

TASKS = {
    "http2": "{get: /, timeout: 2s}",
    "grpc": "{name: call, timeout: 2s, grpc: {call: bench.Talk/Say, message: {text: hi}}}",
    "both": "{name: both, timeout: 2s, grpc: {call: bench.Talk/Both, messages: [{text: a}, {text: b}, {text: c}], awaitAnswers: true}}",
    "websocket": "{steps: [{name: open, websocket: {connect: /}, timeout: 2s, onFailure: endTask},"
                 " {name: say, websocket: {send: {text: hi}, await: 2s}}, {name: again, websocket: {send: {text: hi}, await: 2s}},"
                 " {name: bye, websocket: {close: 1000}}]}",
    "events": "{name: feed, get: /, timeout: 2s, stream: {until: \"[DONE]\"}}",
}
EXTRA = {"http2": "http: {version: \"2\"}", "grpc": f"grpc: {{protos: [{PROTO}]}}", "both": f"grpc: {{protos: [{PROTO}]}}",
         "java:http2": "http: {version: \"2\"}"}
JAVA = ROOT / "k8s" / "samples" / "java"
SOURCES = {"java:grpc": "Items.java", "java:websocket": "Chat.java", "java:events": "LanguageModel.java"}
HTTP2 = """import dev.throng.scenario.*;
import java.time.Duration;
class Caller extends HttpUser { @Task void call() { client.get("/", timeout(Duration.ofSeconds(2))); } }
"""
SAMPLES = {"websocket": 4, "java:grpc": 2, "java:websocket": 15}  # of each iteration, which is one arrival; of the others it is one
PORT = ("http2", "grpc", "websocket", "events")


class Run(faults.Run):
    protocol = "http2"

    def start_target(self):
        kind = "grpc" if self.protocol == "both" else self.protocol.removeprefix("java:")
        ports = ",".join(str(self.target_port if kind == one else 0) for one in PORT)
        self.environment["NODE_PATH"] = str(installed())
        self.target = self.start("target", "node", str(HERE / "server.js"),
                                 "0", "0", "0", "127.0.0.1", ports, str(self.log))

    def sources(self):
        """What a scenario in Java is compiled of."""
        if self.protocol == "java:http2":
            return {"Caller.java": HTTP2}
        name = SOURCES[self.protocol]
        found = {name: (JAVA / name).read_text()}
        return found | {"items.proto": (HERE / "items.proto").read_text()} if name == "Items.java" else found

    def plan(self):
        if self.protocol.startswith("java:"):
            scenario = "java: {files: " + json.dumps(self.sources()) + "}"
        else:
            scenario = "users: [{name: User, tasks: [" + TASKS[self.protocol] + "]}]"
        text = faults.PLAN.format(scenario=scenario, target=f"http://127.0.0.1:{self.target_port}", seed=self.seed, rate=faults.RATE,
                                  seconds=faults.SECONDS)
        return text + f"  {EXTRA.get(self.protocol, '')}\n"

    def judge(self, result):
        figures = super().judge(result)
        figures["most"] *= SAMPLES.get(self.protocol, 1)
        figures["tight"] = figures["uncertain"] <= 2 * figures["most"] + figures["reset"]
        if self.protocol.endswith("websocket"):
            said = sum(row["requests"] for row in result["names"] if row["key"]["method"] == "MESSAGE" and row["key"]["name"] != "news")
            figures["messages"] = {"said": said, "served": self.log.with_name(self.log.name + ".messages").stat().st_size}
        return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--protocols", default=",".join((*TASKS, *SOURCES, "java:http2")))
    parser.add_argument("--kinds", default="kill,target killed,master killed,interrupt")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the files of runs that do not hold")
    parser.add_argument("--classpath", help="of the runner's classes; the launcher when absent")
    said = parser.parse_args()
    faults.WORKERS = said.workers
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for protocol in said.protocols.split(","):
            for kind in said.kinds.split(","):
                Run.protocol = protocol
                mine = pathlib.Path(folder, f"{protocol.replace(':', '-')}-{kind.replace(' ', '-')}")
                mine.mkdir()
                try:
                    what, code, figures = Run(said.seed, kind, launcher(said.classpath), mine).go()
                    holds = figures["agrees"] and figures["tight"]
                except Exception as broken:  # a run that does not end is a finding like any other
                    what, code, figures, holds = "no result", None, repr(broken), False
                bad += not holds
                if not holds and said.keep:
                    said.keep.mkdir(parents=True, exist_ok=True)
                    shutil.copytree(mine, said.keep / mine.name, dirs_exist_ok=True)
                print(f"{'ok  ' if holds else 'FAIL'} {protocol}: {what}, exit {code}, {figures}", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
