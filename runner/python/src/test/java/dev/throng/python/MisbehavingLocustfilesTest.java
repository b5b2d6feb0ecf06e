package dev.throng.python;

import static dev.throng.python.Locusts.PYTHON;
import static dev.throng.python.Locusts.STATUS;
import static dev.throng.python.Locusts.TARGET;
import static dev.throng.python.Locusts.counts;
import static dev.throng.python.Locusts.failures;
import static dev.throng.python.Locusts.load;
import static dev.throng.python.Locusts.ready;
import static dev.throng.python.Locusts.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locustfiles that do what none should. */
class MisbehavingLocustfilesTest {
    /** Users that do what no locustfile should; everybody else goes on. */
    @Test
    void survivesForksAndSocketsOfItsOwn() throws Exception {
        Result result = run("""
                import os, socket
                from locust import HttpUser, User, constant, events, task

                class Forker(HttpUser):
                    fixed_count = 1
                    wait_time = constant(0.3)

                    @task
                    def fork(self):
                        self.client.get("/health", name="before")
                        os.fork()

                class Dialer(User):
                    fixed_count = 1
                    wait_time = constant(0.3)

                    @task
                    def dial(self):
                        with socket.create_connection(("127.0.0.1", %d), timeout=30) as own:
                            own.sendall(b"GET /health HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n")
                            told = own.recv(100)
                        events.request.fire(request_type="TCP", name="own", response_time=1, response_length=len(told), exception=None)

                class Visitor(HttpUser):
                    fixed_count = 1
                    wait_time = constant(0.1)

                    @task
                    def visit(self):
                        self.client.get("/health", name="visit")
                """.formatted(TARGET.port()), 6);

        assertThat(counts(result)).containsOnlyKeys("GET before", "GET visit", "TCP own");
        assertThat(failures(result)).isEmpty();
        assertThat(result.exceptions()).singleElement().satisfies(thrown -> {
            assertThat(thrown.message()).contains("a locustfile cannot fork here", "--processes");
            assertThat(thrown.trace()).contains("in fork");
        });
    }

    /** The one that is ended shares its thread and its interpreter with what comes after it. */
    @Test
    void endsWhatComputesWithoutEndAndNothingAfterIt() throws Exception {
        var unused = ready("""
                from locust import HttpUser, task

                class Visitor(HttpUser):
                    @task
                    def visit(self):
                        pass

                def spin(begun):
                    begun.countDown()
                    while True:
                        pass

                def add(a, b):
                    return a + b
                """);
        Value file = PYTHON.module("locustfile");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        FutureTask<List<String>> calls = new FutureTask<>(() -> {
            List<String> seen = new ArrayList<>();
            seen.add(String.valueOf(catchThrowable(() -> file.invokeMember("spin", begun))));
            PYTHON.spare();
            seen.add(file.invokeMember("add", 1, 2).toString());
            back.countDown();
            told.await();
            seen.add(file.invokeMember("add", 3, 4).toString());
            seen.add(file.invokeMember("add", 5, 6).toString());
            return seen;
        });
        Thread thread = Thread.ofPlatform().daemon().start(calls);
        begun.await();
        PYTHON.end(thread, "enough", () -> true);
        back.await();
        PYTHON.end(thread, "too late for this one", () -> true);
        PYTHON.spare();
        PYTHON.end(thread, "meant for another turn", () -> false);
        told.countDown();

        List<String> seen = calls.get();
        assertThat(seen.removeFirst()).contains("enough");
        assertThat(seen).containsExactly("3", "7", "11");
    }

    @Test
    void endsWithTheCodeOfSysExitInATask() throws Exception {
        Result result = run("""
                import sys
                from locust import HttpUser, constant, task

                class Visitor(HttpUser):
                    wait_time = constant(0.1)

                    @task
                    def leave(self):
                        self.client.get("/health", name="last")
                        sys.exit(7)
                """, 300);

        assertThat(counts(result)).containsOnlyKeys("GET last");
        assertThat(result.durationSeconds()).isLessThan(300);
        assertThat(STATUS.exitCode()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "test_start"})
    void refusesARunThatAListenerDoesNotWant(String event) throws Exception {
        Scenario scenario = ready("""
                import sys
                from locust import HttpUser, events

                class Visitor(HttpUser):
                    tasks = [print]

                @events.%s.add_listener
                def refuse(**told):
                    sys.exit(6)
                """.formatted(event));

        assertThat(catchThrowable(scenario::beforeRun)).hasMessageMatching("SystemExit: 6 \\(.*locustfile.py:9\\)");
        assertThat(STATUS.exitCode()).isEqualTo(6);
        scenario.afterRun();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    raise ValueError("not today")     | ValueError: not today
                    import sys; sys.exit(4)           | sys.exit(4) is called when the file is imported
                    exit(3)                           | sys.exit(3) is called when the file is imported
                    import os; os.fork()              | a locustfile cannot fork here
                    def broken(:                      | SyntaxError
                    open("rows-that-are-not-there")   | rows-that-are-not-there
                    raise KeyboardInterrupt()         | KeyboardInterrupt
                    from locust import Nothing        | cannot import name 'Nothing' from 'locust', as there is none of it here
                    import gevent.pywsgi              | no module named 'gevent.pywsgi': of gevent, this is not here
                    import locust.contrib.mqtt        | Write a User with a client of its own
                    """)
    void refusesAFileThatCannotBeImportedWithItsLine(String line, String message) {
        Loading loading = load("from locust import HttpUser\n\n" + line + "\n");

        assertThat(loading).isInstanceOfSatisfying(Loading.Refused.class, refused -> {
            assertThat(refused.mistakes().getFirst().line()).isEqualTo(3);
            assertThat(refused.mistakes().getFirst().message()).contains(message);
        });
    }

    /** A user that dies of it is gone, as a greenlet would be; nobody begins it anew in its place. */
    @Test
    void endsAUserWhoseExceptionIsNoneThatTasksSurvive() throws Exception {
        Result result = run("""
                from locust import HttpUser, constant, task

                class Fatal(BaseException):
                    pass

                class Visitor(HttpUser):
                    wait_time = constant(0.1)

                    @task
                    def die(self):
                        self.client.get("/health", name="last")
                        raise Fatal("for good")
                """);

        assertThat(counts(result)).containsExactly(Map.entry("GET last", 3L));
        assertThat(result.exceptions()).singleElement().satisfies(thrown -> {
            assertThat(thrown.occurrences()).isEqualTo(3);
            assertThat(thrown.message()).contains("for good");
            assertThat(thrown.trace()).contains("in die");
        });
    }

    /** Its text is asked for where it is counted and where it is logged. */
    @Test
    void countsAnExceptionThatCannotSayWhatItIs() throws Exception {
        Result result = run("""
                from locust import HttpUser, constant, events, task

                class Mute(Exception):
                    def __str__(self):
                        raise ValueError("no words")

                    __repr__ = __str__

                class Visitor(HttpUser):
                    wait_time = constant(0.5)

                    @task
                    def visit(self):
                        events.request.fire(request_type="X", name="own", response_time=1, response_length=0, exception=Mute())
                        with self.client.get("/health", name="judged", catch_response=True) as response:
                            response.failure(Mute())
                        raise Mute()
                """);

        assertThat(failures(result)).containsOnlyKeys("<Mute, whose text raised ValueError>");
        assertThat(counts(result)).containsOnlyKeys("GET judged", "X own");
        assertThat(result.exceptions())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown.message()).contains("<Mute, whose text raised ValueError>"));
    }

    /** As in Locust, where a listener cannot make what fires the event fail. */
    @Test
    void goesOnAfterASampleThatCannotBeCounted() throws Exception {
        Result result = run("""
                import datetime
                import signal
                from locust import HttpUser, constant, events, task

                signal.signal(signal.SIGTERM, lambda *told: None)

                class Visitor(HttpUser):
                    wait_time = constant(0.5)

                    def on_start(self):
                        signal.signal(signal.SIGINT, signal.SIG_IGN)

                    @task
                    def visit(self):
                        events.request.fire(
                            request_type="X", name="odd", response_time=datetime.timedelta(1), response_length=0, exception=None
                        )
                        events.request.fire(request_type="X", name="fine", response_time=1, response_length=0, exception=False)
                        self.client.get("/health", name=5)
                        self.client.get("/health", name=("a", 1))
                """);

        assertThat(counts(result)).containsOnlyKeys("GET ('a', 1)", "GET 5", "X fine");
        assertThat(failures(result)).isEmpty();
        assertThat(result.exceptions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    raise ValueError("no load") | 8 | ValueError: no load
                    return "many"               | 0 | Steps.tick() gives 'many': it must be (users, spawn rate)
                    return 5                    | 0 | Steps.tick() gives 5
                    """)
    void refusesAShapeThatDoesNotSayWhatItWants(String tick, int line, String message) {
        Loading loading = load("""
                from locust import HttpUser, LoadTestShape, task

                class Visitor(HttpUser):
                    tasks = [print]

                class Steps(LoadTestShape):
                    def tick(self):
                        %s
                """.formatted(tick));

        assertThat(loading).isInstanceOfSatisfying(Loading.Refused.class, refused -> {
            assertThat(refused.mistakes().getFirst().line()).isEqualTo(line);
            assertThat(refused.mistakes().getFirst().message()).contains(message);
        });
    }

    @Test
    void saysWhereInAModuleBesideTheFileTheMistakeIs(@TempDir Path folder) throws IOException {
        String source = "from locust import HttpUser\nimport beside\n";
        Files.writeString(folder.resolve("locustfile.py"), source);
        Path beside = Files.writeString(folder.resolve("beside.py"), "\n\nimport nowhere\n");

        assertThat(load(new Bundle(Map.of("locustfile.py", source), List.of(folder))))
                .isInstanceOfSatisfying(
                        Loading.Refused.class,
                        refused -> assertThat(refused.mistakes().getFirst().message())
                                .startsWith(beside + ":3: no module named 'nowhere'"));
    }

    @Test
    void showsTheLineOfWhatCannotBeImported() {
        Loading loading = load("from locust import HttpUser\n\nimport numpy\n");

        assertThat(loading).isInstanceOfSatisfying(Loading.Refused.class, refused -> {
            assertThat(refused.mistakes().getFirst().line()).isEqualTo(3);
            assertThat(refused.mistakes().getFirst().message()).contains("numpy", "compiled code");
        });
    }
}
