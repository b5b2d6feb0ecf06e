package dev.throng.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.Document;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.python.file.Sources;
import dev.throng.python.host.Host;
import dev.throng.python.host.RunStatus;
import dev.throng.python.interpreter.Interpreter;
import dev.throng.python.scenario.Locustfiles;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Terms;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Locustfiles as LoadTests: what is written compiles, and what is not carried over is listed with its line. */
class TranslationTest {
    private static final RunStatus STATUS = new RunStatus();
    private static final Host HOST = new Host(STATUS);
    private static Interpreter python;

    @BeforeAll
    static void begin() {
        python = Interpreter.start(HOST, Path.of(""), System.out, System.err);
    }

    @AfterAll
    static void end() {
        python.close();
    }

    @Test
    void carriesOverWhatTasksSendAndExpect() {
        String yaml = translated("""
                import random, string
                from locust import HttpUser, between, events, task

                TERMS = ["a", "b"]

                class Buyer(HttpUser):
                    host = "http://shop"
                    weight = 3
                    wait_time = between(0.5, 2)
                    created = []

                    def on_start(self):
                        answer = self.client.post("/login", json={"email": "a@b.c", "password": "x"})
                        if answer.status_code == 200:
                            self.token = answer.json().get("access_token")
                            self.client.headers.update({"Authorization": f"Bearer {self.token}"})
                        else:
                            self.token = None

                    @task(5)
                    def find(self):
                        page = random.randint(1, 10)
                        with self.client.get(f"/items?page={page}&q={random.choice(TERMS)}", name="/items", catch_response=True) as r:
                            if r.status_code == 200:
                                data = r.json()
                                if "data" in data and "pagination" in data:
                                    r.success()
                                else:
                                    r.failure("no data")
                            else:
                                r.failure("status")

                    @task(2)
                    def make(self):
                        name = "".join(random.choices(string.ascii_lowercase, k=8))
                        with self.client.post("/items", json={"name": name, "price": round(random.uniform(1, 9), 2)}, catch_response=True) as r:
                            if r.status_code == 201:
                                data = r.json()
                                self.created.append(data["data"]["id"])
                                r.success()
                            elif r.status_code == 429:
                                r.success()
                            else:
                                r.failure("no")

                    @task
                    def drop(self):
                        if self.created:
                            item = self.created.pop()
                            self.client.delete(f"/items/{item}", name="/items/{id}")

                class Watcher(HttpUser):
                    fixed_count = 1

                    @task
                    def health(self):
                        self.client.get("/health")
                        unknown(self)

                @events.request.add_listener
                def heard(**kwargs):
                    pass
                """);

        assertThat(yaml)
                .startsWith("# Not carried over; do it by hand, or run the locustfile as it is:\n")
                .containsPattern("#   locustfile\\.py:5\\d: Watcher\\.health: the call unknown\\(self\\)\n")
                .containsPattern("#   locustfile\\.py:6\\d: heard, which listens to events\\.request\n");
        assertThat(yaml)
                .contains("wait: {between: [\"500ms\", \"2s\"]}", "headers: {Authorization: \"Bearer ${token}\"}")
                .contains("capture: {token: {json: \"$.access_token\", optional: true}}")
                .contains("get: \"/items?page=${page}&q=${random.pick(\\\"a\\\", \\\"b\\\")}\"")
                .contains("expect: {status: [200], json: [{path: \"$.data\"}, {path: \"$.pagination\"}]}")
                .contains("json: {name: \"${name}\", price: \"${random.double(1, 9, 2)}\"}")
                .contains("expect: {status: [201, 429]}", "push: {created: \"${createdItem}\"}")
                .contains("pop: {item: created}", "count: 1");
        assertThat(compiled(yaml)).isInstanceOf(Compiled.Accepted.class);
    }

    @Test
    void makesStepsOfSequencesAndStagesOfShapes() {
        String yaml = translated("""
                from locust import HttpUser, LoadTestShape, SequentialTaskSet, constant, task

                class Order(SequentialTaskSet):
                    @task
                    def choose(self):
                        self.client.get("/items", params={"page": 1})

                    @task
                    def pay(self):
                        answer = self.client.post("/orders", data={"item": "1"})
                        self.client.get(f"/orders/{answer.json()['id']}", name="/orders/{id}")

                class Buyer(HttpUser):
                    host = "http://shop"
                    wait_time = constant(1)
                    tasks = [Order]

                class Peak(LoadTestShape):
                    def tick(self):
                        if self.get_run_time() < 60:
                            return (10, 2)
                        return (50, 20) if self.get_run_time() < 90 else None
                """);

        assertThat(yaml).doesNotStartWith("#");
        assertThat(yaml)
                .contains(
                        "- get: \"/items?page=1\"",
                        "form: {item: \"1\"}",
                        "capture: {id: {json: \"$.id\", optional: true}}")
                .contains("- get: \"/orders/${id}\"")
                .contains("- duration: \"60s\"\n    users: 10\n    spawnRate: 2\n  - duration: \"30s\"\n    users: 50");
        assertThat(compiled(yaml)).isInstanceOf(Compiled.Accepted.class);
    }

    @Test
    void keepsRequestsOfWhichAPartIsNotCarriedOver() {
        String yaml = translated("""
                from uuid import uuid4
                from locust import HttpUser, task

                ORDER = {"price": "${x}", "lines": [1, {"share": 2.5}]}

                class Reader(HttpUser):
                    created = []

                    def on_start(self):
                        email = f"{uuid4().hex[:10]}@test.com"
                        answer = self.client.post("/register", json={"email": email})
                        token = answer.json()["access_token"]
                        self.own = {"Authorization": f"Bearer {token}"}

                    @task
                    def books(self):
                        self.client.get("", headers=self.own, name="books")

                    @task
                    def send(self):
                        self.client.post("/orders", json=ORDER, headers=unknown())

                    @task
                    def empty(self):
                        self.client.post("/created", json=self.created)
                """);

        assertThat(yaml.lines().takeWhile(line -> line.startsWith("#")))
                .containsExactly(
                        "# Not carried over; do it by hand, or run the locustfile as it is:",
                        "#   locustfile.py:21: Reader.send: the call unknown(), so the request has no headers=",
                        "#   locustfile.py:25: Reader.empty: the value of self.created, so the request has no json=");
        assertThat(yaml)
                .contains("${random.string(10, \\\"0123456789abcdef\\\")}@test.com")
                .contains("get: /\n", "headers: {Authorization: \"Bearer ${token}\"}")
                .contains("json: {price: \"$${x}\", lines: [1, {share: 2.5}]}");
        assertThat(compiled(yaml)).isInstanceOf(Compiled.Accepted.class);
    }

    @Test
    void doesWhatComesAfterAGuardOnlyWithWhatItAsksFor() {
        String yaml = translated("""
                import random
                from locust import HttpUser, task

                class Talker(HttpUser):
                    created = []

                    def on_start(self):
                        self.token = None
                        self.talk = None
                        answer = self.client.post("/login", json={"email": "a"})
                        self.token = answer.json()["token"]

                    @task
                    def begin(self):
                        if not self.token:
                            return
                        answer = self.client.post("/talks", json={"big": random.randint(10**30, 10**31)})
                        self.talk = answer.json()["id"]
                        self.created.append(answer.json()["id"])

                    @task
                    def speak(self):
                        if not self.token or self.talk is None:
                            print("not yet")
                            return
                        self.client.post(f"/talks/{self.talk}")

                    @task
                    def drop(self):
                        if not self.created:
                            return
                        item = self.created.pop()
                        self.client.delete(f"/talks/{item}")

                    @task
                    def other(self):
                        if not self.unknown:
                            return
                        self.client.get("/other")
                """);

        assertThat(yaml.lines().takeWhile(line -> line.startsWith("#")))
                .containsExactly(
                        "# Not carried over; do it by hand, or run the locustfile as it is:",
                        "#   locustfile.py:17: Talker.begin: the number " + "1" + "0".repeat(30)
                                + ", which has more than 64 bits, so the request has no json=",
                        "#   locustfile.py:37: Talker.other: if not self.unknown: …");
        assertThat(yaml).contains("when: \"${token}\"", "when: \"${token && talk}\"", "pop: {item: created}");
        assertThat(compiled(yaml)).isInstanceOf(Compiled.Accepted.class);
    }

    @Test
    void writesNoLoadTestWhereNobodyWouldDoAnything() {
        assertThat(translated("""
                from locust import HttpUser, task

                class Counting(HttpUser):
                    @task
                    def all(self):
                        for i in range(3):
                            self.client.get(f"/{i}")
                """)).isEqualTo("""
                # Nothing of it can be carried over; run the locustfile as it is:
                #   locustfile.py:3: Counting: none of its tasks has a request that could be carried over
                #   locustfile.py:6: Counting.all: for: for i in range(3):
                """);
    }

    private static String translated(String source) {
        Bundle bundle = new Bundle(Map.of("locustfile.py", source), List.of());
        Loading loading = Locustfiles.load(python, HOST, STATUS, Sources.lay(bundle), Terms.ALL);
        assertThat(loading).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).scenario().describe("loadtest shop");
    }

    private static Compiled compiled(String yaml) {
        Reading reading = LoadTestReader.read("shop.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).as(yaml).isInstanceOf(Reading.Accepted.class);
        Document<LoadTestSpec> test = ((Reading.Accepted) reading).loadTests().getFirst();
        return PlanCompiler.compile(test.name(), test.spec(), PlanOptions.DEFAULTS);
    }
}
