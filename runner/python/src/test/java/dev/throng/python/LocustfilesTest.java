package dev.throng.python;

import static dev.throng.python.Locusts.TARGET;
import static dev.throng.python.Locusts.counts;
import static dev.throng.python.Locusts.failures;
import static dev.throng.python.Locusts.load;
import static dev.throng.python.Locusts.ready;
import static dev.throng.python.Locusts.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.python.scenario.LocustShape;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Setting;
import dev.throng.runner.code.UserKind;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Locustfiles on the engine, against a real server. */
class LocustfilesTest {
    @Test
    void countsWhatTheServerHasAnswered() throws Exception {
        long before = TARGET.answered();

        Result result = run("""
                from locust import HttpUser, task, constant

                class Visitor(HttpUser):
                    wait_time = constant(0.05)

                    def on_start(self):
                        token = self.client.post("/api/v1/auth/login", json={"email": "a", "password": "b"}).json()["access_token"]
                        self.client.headers.update({"Authorization": f"Bearer {token}"})

                    @task(3)
                    def browse(self):
                        self.client.get("/api/v1/items?page=1", name="page")

                    @task
                    def nothing(self):
                        self.client.get("/nowhere")

                    @task
                    def checked(self):
                        with self.client.get("/api/v1/items/7", name="item", catch_response=True) as response:
                            if response.json()["data"]["id"] == 7:
                                response.failure("seven")

                    def on_stop(self):
                        self.client.get("/health", name="bye")
                """);

        assertThat(counts(result)).containsEntry("POST /api/v1/auth/login", 3L).containsEntry("GET bye", 3L);
        assertThat(result.identity().serverLines()).isEqualTo(TARGET.answered() - before);
        assertThat(failures(result))
                .containsOnlyKeys(
                        "HTTPError('404 Client Error: Not Found for url: /nowhere')", "CatchResponseError('seven')");
        assertThat(failures(result).get("CatchResponseError('seven')"))
                .isEqualTo(counts(result).get("GET item"));
    }

    @Test
    void takesNestedSetsInOrderAndNotesWhatTasksThrow() throws Exception {
        Result result = run("""
                from locust import FastHttpUser, SequentialTaskSet, task, events

                class Steps(SequentialTaskSet):
                    @task
                    def first(self):
                        self.client.get("/health", name="1")

                    @task
                    def second(self):
                        self.user.seen = getattr(self.user, "seen", 0) + 1
                        self.client.get("/health", name="2")

                    @task
                    def third(self):
                        if self.user.seen == 5:
                            raise ValueError("five")
                        if self.user.seen > 9:
                            self.interrupt()

                class Visitor(FastHttpUser):
                    fixed_count = 1
                    tasks = [Steps]

                    def wait_time(self):
                        return 0.02

                @events.request.add_listener
                def on_request(name, exception, **kwargs):
                    if name == "2":
                        events.request.fire(request_type="OWN", name="heard", response_time=5, response_length=1, exception=exception)
                """);

        Map<String, Long> counts = counts(result);
        assertThat(counts.get("OWN heard")).isEqualTo(counts.get("GET 2")).isPositive();
        assertThat(counts.get("GET 1") - counts.get("GET 2")).isBetween(0L, 1L);
        assertThat(result.exceptions()).hasSize(1);
        assertThat(result.exceptions().getFirst().message()).contains("five");
        assertThat(result.exceptions().getFirst().trace()).contains("line 16, in third");
    }

    @Test
    void asksAShapeForTheWholeRun() {
        Scenario scenario = ready("""
                from locust import User, LoadTestShape

                class Idle(User):
                    host = "http://localhost"

                class Shape(LoadTestShape):
                    def tick(self):
                        if self.get_run_time() < 60:
                            return (50, 10)
                        return (5, 2.5) if self.get_run_time() < 90 and self.get_current_user_count() <= 50 else None
                """);

        var load = scenario.load().orElseThrow();
        assertThat(at(load, 0)).isEqualTo("50 10.0");
        assertThat(at(load, 59)).isEqualTo("50 10.0");
        assertThat(at(load, 60)).isEqualTo("5 2.5");
        assertThat(at(load, 90)).isEqualTo("end");
    }

    @Test
    void castsTheClassesThatATickNames() {
        Scenario scenario = ready("""
                from locust import User, LoadTestShape

                class A(User):
                    host = "http://localhost"

                class B(A):
                    weight = 2

                class C(A):
                    pass

                class Stages(LoadTestShape):
                    def tick(self):
                        if self.get_run_time() < 2:
                            return (3, 100, [A])
                        return (9, 100, [B, C]) if self.get_run_time() < 4 else None
                """);

        assertThat(scenario.users()).extracting(UserKind::name).containsExactly("Stages");
        LocustShape shape = (LocustShape) scenario.load().orElseThrow();
        assertThat(List.of(shape.next(0), shape.next(1))).containsExactly("A", "A");
        assertThat(List.of(shape.next(2), shape.next(3), shape.next(3))).containsExactlyInAnyOrder("B", "B", "C");
    }

    @Test
    void answersADigestChallenge() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", LocustfilesTest::guarded);
        server.start();
        try {
            ready("""
                    import requests
                    from locust import HttpUser
                    from requests.auth import HTTPDigestAuth

                    class Visitor(HttpUser):
                        pass

                    auth = HTTPDigestAuth("Mufasa", "Circle of Life")
                    for _ in range(2):
                        assert requests.get("http://127.0.0.1:%1$d/dir?a=b", auth=auth).status_code == 200
                    assert auth._uses == 2
                    assert requests.get("http://127.0.0.1:%1$d/", auth=HTTPDigestAuth("Scar", "")).status_code == 401
                    """.formatted(server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aNameEndsNeitherThePartOfAFormNorAQuotedString() throws Exception {
        ready("""
                from locust import HttpUser
                from requests import _body
                from requests.auth import HTTPDigestAuth

                class Visitor(HttpUser):
                    pass

                body, _, _ = _body._multipart({'a"b': "1"}, {"f\\r\\nX": ('x"; y="\\n.png', b"2", "image/png")})
                assert 'name="a%22b"' in body, body
                assert 'name="f%0D%0AX"; filename="x%22; y=%22%0A.png"' in body, body
                auth = HTTPDigestAuth('Mu"fa\\\\sa', "")
                auth._challenge = {"realm": 'the "realm"', "nonce": "n"}
                said = auth._header("GET", "http://h/")
                assert r'username="Mu\\"fa\\\\sa", realm="the \\"realm\\""' in said, said
                """);
    }

    /** RFC 7616 with SHA-256 and qop=auth. */
    private static void guarded(HttpExchange call) throws IOException {
        String said = Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Authorization"), "");
        Map<String, String> fields = new TreeMap<>();
        Matcher field = Pattern.compile("(\\w+)=\"?([^\",]*)\"?").matcher(said);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        String wanted = sha(String.join(
                ":",
                sha("Mufasa:here:Circle of Life"),
                "n0nce",
                fields.get("nc"),
                fields.get("cnonce"),
                "auth",
                sha(call.getRequestMethod() + ":" + call.getRequestURI())));
        boolean known = wanted.equals(fields.get("response"));
        call.getResponseHeaders()
                .add("WWW-Authenticate", "Digest realm=\"here\", qop=\"auth\", algorithm=SHA-256, nonce=\"n0nce\"");
        call.sendResponseHeaders(known ? 200 : 401, -1);
        call.close();
    }

    private static String sha(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsOnceWhatIsRenamedAndWhatGoesBesideTheEngine() throws Exception {
        long before = TARGET.answered();

        Result result = run("""
                from locust import HttpUser, task
                from locust.exception import StopUser

                class Visitor(HttpUser):
                    fixed_count = 1

                    @task
                    def visit(self):
                        with self.client.get("/health", catch_response=True) as response:
                            response.request_meta["name"] = "renamed"
                        with self.client.get("/health", stream=True, catch_response=True) as response:
                            response.request_meta["name"] = "streamed"
                            assert response.text
                        with self.client.get("/health", catch_response=True) as response:
                            response.request_meta["response_time"] = 7
                        raise StopUser()
                """);

        Map<String, Long> counts = counts(result);
        assertThat(counts).isEqualTo(Map.of("GET renamed", 1L, "GET streamed", 1L, "GET /health", 1L));
        assertThat(result.exceptions()).isEmpty();
        assertThat(result.identity().serverLines()).isEqualTo(TARGET.answered() - before);
    }

    /** As Locust 2.24 prints it. */
    @Test
    void sendsMethodsInUpperCaseAndCountsThemAsTheyAreWritten() throws Exception {
        Result result = run("""
                from locust import FastHttpUser, HttpUser, task, constant

                class Slow(HttpUser):
                    wait_time = constant(100)
                    fixed_count = 1

                    @task
                    def lower(self):
                        response = self.client.request("get", "/api/v1/items?page=1", name="lower")
                        self.client.get("/health", name=response.request.method)

                class Fast(FastHttpUser):
                    wait_time = constant(100)
                    fixed_count = 1

                    @task
                    def lower(self):
                        with self.client.rename_request("renamed"):
                            self.client.request("get", "/api/v1/items?page=1")
                        self.client.request("", "/health", name="never")
                """);

        assertThat(counts(result))
                .containsOnly(Map.entry("get lower", 1L), Map.entry("GET GET", 1L), Map.entry("get renamed", 1L));
        assertThat(failures(result)).isEmpty();
        assertThat(result.exceptions())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("invalid HTTP method ''"));
    }

    @Test
    void speaksJsonWithEitherClient() throws Exception {
        Result result = run("""
                from locust import FastHttpUser, HttpUser, constant

                def speak(user):
                    with user.rest("GET", "/api/v1/items/7", name="right") as response:
                        assert response.js["data"]["id"] == 7
                    with user.rest("GET", "/api/v1/items/7", name="wrong") as response:
                        assert response.js["data"]["id"] == 8, "not eight"
                    with user.rest("GET", "http://127.0.0.1:9/", name="nobody") as response:
                        assert response.js is None
                    with user.rest_("GET", "/api/v1/items/7") as response:
                        pass

                class Slow(HttpUser):
                    wait_time = constant(100)
                    fixed_count = 1
                    tasks = [speak]

                class Fast(FastHttpUser):
                    wait_time = constant(100)
                    fixed_count = 1
                    tasks = [speak]
                """);

        assertThat(counts(result))
                .containsOnly(
                        Map.entry("GET right", 2L),
                        Map.entry("GET wrong", 2L),
                        Map.entry("GET nobody", 2L),
                        Map.entry("GET /api/v1/items/7?_=...", 2L));
        assertThat(failures(result)).hasSize(2).containsEntry("CatchResponseError('not eight')", 2L);
        assertThat(result.exceptions()).isEmpty();
    }

    @Test
    void showsTheSharesOfTasks() {
        Scenario scenario = ready("""
                from locust import HttpUser, TaskSet, task

                class Shopper(HttpUser):
                    weight = 3

                    @task(3)
                    def look(self): pass

                    @task
                    class Buy(TaskSet):
                        @task(2)
                        def pay(self): pass

                        @task
                        def leave(self): pass

                class Admin(HttpUser):
                    @task
                    def check(self): pass
                """);

        assertThat(scenario.describe("ratios").lines().map(String::stripTrailing))
                .containsSequence(
                        " 75.0       Shopper",
                        "   75.0       look",
                        "   25.0       Buy",
                        "     66.7       pay",
                        "     33.3       leave",
                        " 25.0       Admin",
                        "   100.0      check",
                        "",
                        " Total task ratio",
                        "-".repeat(80),
                        " 75.0       Shopper",
                        "   56.2       look",
                        "   18.8       Buy",
                        "     12.5       pay",
                        "     6.2        leave",
                        " 25.0       Admin",
                        "   25.0       check");
        assertThat(scenario.describe("ratios-json")).contains("\"ratio\": 0.5625");
    }

    /** As Locust does, which looks at no name. */
    @Test
    void takesTheClassesOfAFileWhateverIsCalledWhat() {
        Bundle bundle = new Bundle(Map.of("locust.py", """
                from locust import FastHttpUser, HttpUser, User, task
                from locust.exception import StopUser

                class _Hidden(HttpUser):
                    weight = 2
                    tasks = [print]

                class Base(User):
                    abstract = True

                class Fast(FastHttpUser):
                    network_timeout = None
                    tasks = [print]
                """), List.of());

        assertThat(load(bundle))
                .isInstanceOfSatisfying(
                        Loading.Ready.class,
                        ready -> assertThat(ready.scenario().users())
                                .extracting(UserKind::name)
                                .containsExactly("Fast", "_Hidden"));
    }

    @Test
    void runsTheSample() throws Exception {
        Path samples = Path.of("../../k8s/samples/locust");
        Result result = run(Files.readString(samples.resolve("locustfile.py")));
        LoadTestSpec inline = ((Reading.Accepted) LoadTestReader.read(samples.resolve("quickstart.yaml")))
                .loadTests()
                .getFirst()
                .spec();
        var code =
                Objects.requireNonNull(Objects.requireNonNull(inline.scenario()).python());

        assertThat(counts(result)).containsEntry("POST /api/v1/auth/login", 3L);
        assertThat(result.exceptions()).isEmpty();
        assertThat(ready(Objects.requireNonNull(code.source())).users())
                .extracting(UserKind::name)
                .containsExactly("Visitor");
    }

    /** What a user has begun beside itself goes on when it has done its work, and counts. */
    @Test
    void countsWhatGreenletsSendAfterTheirUserHasLeft() throws Exception {
        long before = TARGET.answered();

        Result result = run("""
                import gevent
                from locust import HttpUser, events, task
                from locust.exception import StopUser

                class Leaver(HttpUser):
                    gone = 0

                    @task
                    def leave(self):
                        gevent.spawn(self.later)
                        self.client.get("/health", name="last of its own")
                        raise StopUser()

                    def later(self):
                        gevent.sleep(0.3)
                        self.client.get("/health", name="later")
                        events.request.fire(request_type="X", name="own", response_time=1, response_length=0, exception=None)
                        Leaver.gone += 1
                        if Leaver.gone == 3:
                            self.environment.runner.quit()
                """, 300);

        assertThat(counts(result))
                .containsExactlyInAnyOrderEntriesOf(Map.of("GET last of its own", 3L, "GET later", 3L, "X own", 3L));
        assertThat(TARGET.answered() - before).isEqualTo(6);
    }

    @Test
    void lendsGreenletsAndTheirTools() throws Exception {
        Result result = run("""
                import gevent
                from gevent.pool import Pool
                from gevent.event import Event
                from locust import HttpUser, constant, task

                class Visitor(HttpUser):
                    wait_time = constant(1)
                    fixed_count = 1

                    @task
                    def several(self):
                        pool = Pool(4)
                        for i in range(4):
                            pool.spawn(lambda: self.client.get("/health", name="beside"))
                        pool.join()
                        rung = Event()
                        gevent.spawn_later(0.01, rung.set)
                        with gevent.Timeout(5):
                            assert rung.wait()
                        self.client.get("/health", name="after")
                """, 6);

        Map<String, Long> counts = counts(result);
        assertThat(counts.get("GET after")).isPositive();
        // The run may end while the last four are under way.
        assertThat(counts.get("GET beside") - 4 * counts.get("GET after")).isBetween(0L, 4L);
        assertThat(result.exceptions()).isEmpty();
    }

    private static String at(dev.throng.runner.code.SteppedLoad load, int second) {
        try {
            var tick = load.at(second);
            return tick == null ? "end" : tick.users() + " " + tick.spawnRate();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void optionsOfTheFileAreSaidInTheBrowserBeforeEachRun() throws Exception {
        Scenario scenario = Locusts.ready("""
                from locust import HttpUser, constant, events, task

                @events.init_command_line_parser.add_listener
                def options(parser):
                    parser.add_argument("--shop", default="north", help="which one")
                    parser.add_argument("--size", type=int, default=3, is_required=True)
                    parser.add_argument("--kind", choices=["a", "b"], default="b")
                    parser.add_argument("--loud", action="store_true")
                    parser.add_argument("--word", is_secret=True, default="hush")
                    parser.add_argument("--hidden", include_in_web_ui=False, default="never")
                    parser.add_argument_group("More").add_argument("--many", is_multiple=True, default=["x"])

                @events.test_start.add_listener
                def begins(environment, **kwargs):
                    options = environment.parsed_options
                    Visitor.label = f"{options.shop} {options.size + 1} {options.kind} {options.loud} {options.word} {options.many} {options.num_users}"

                @events.test_stop.add_listener
                def ends(environment, **kwargs):
                    Visitor.label = "over"

                class Visitor(HttpUser):
                    wait_time = constant(10)

                    @task
                    def look(self):
                        self.client.get("/health", name=self.label)
                """);
        assertThat(scenario.settings())
                .containsExactly(
                        new Setting("shop", "which one", Setting.Kind.TEXT, "north", List.of(), false),
                        new Setting("size", "", Setting.Kind.TEXT, "3", List.of(), true),
                        new Setting("kind", "", Setting.Kind.TEXT, "b", List.of("a", "b"), false),
                        new Setting("loud", "", Setting.Kind.SWITCH, "false", List.of(), false),
                        new Setting("word", "", Setting.Kind.SECRET, "", List.of(), false),
                        new Setting("many", "", Setting.Kind.SEVERAL, "x", List.of(), false));
        scenario.say(
                3,
                2,
                Map.of(
                        "shop", List.of("south"),
                        "size", List.of("4"),
                        "kind", List.of("a"),
                        "loud", List.of("true"),
                        "word", List.of(""),
                        "hidden", List.of("no"),
                        "many", List.of("y,z")));
        assertThat(Locusts.counts(Locusts.run(scenario))).containsOnlyKeys("GET south 5 a True hush ['y', 'z'] 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scenario.say(3, 2, Map.of("shop", List.of("west"), "size", List.of("many"))))
                .withMessageContaining("--size")
                .withMessageContaining("'many'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scenario.say(3, 2, Map.of("kind", List.of("c"))))
                .withMessageContaining("choose from");
        scenario.say(3, 2, Map.of("size", List.of("5")));
        assertThat(Locusts.counts(Locusts.run(scenario))).containsOnlyKeys("GET south 6 a True hush ['y', 'z'] 3");
    }
}
