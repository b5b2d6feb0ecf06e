package dev.throng.runner.engine;

import dev.throng.runner.code.Code;
import dev.throng.runner.grpc.Methods;
import dev.throng.runner.plan.Iterations;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Specs;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Template;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Small plans for tests, by hand. */
final class Plans {
    static final HttpSettings HTTP = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            false,
            Optional.empty(),
            Optional.empty(),
            true,
            5,
            1 << 20,
            0);

    private Plans() {}

    /** Trusts these authorities. */
    static HttpSettings trusting(String pem) {
        return new HttpSettings(
                HTTP.connectTimeout(),
                HTTP.firstByteTimeout(),
                HTTP.totalTimeout(),
                false,
                Optional.of(pem),
                HTTP.serverName(),
                HTTP.followRedirects(),
                HTTP.maxRedirects(),
                HTTP.maxBodyBytes(),
                0);
    }

    /** Keeps so many failed exchanges. */
    static HttpSettings logging(int most) {
        return new HttpSettings(
                HTTP.connectTimeout(),
                HTTP.firstByteTimeout(),
                HTTP.totalTimeout(),
                HTTP.insecureSkipVerify(),
                HTTP.caPem(),
                HTTP.serverName(),
                HTTP.followRedirects(),
                HTTP.maxRedirects(),
                HTTP.maxBodyBytes(),
                most);
    }

    static Request get(String path) {
        return new Request("GET", Text.of(path)).named(path);
    }

    static Request get(String name, Template path) {
        return new Request("GET", path).named(name);
    }

    static Request post(String path, String body) {
        Request request = new Request("POST", Text.of(path)).named(path);
        request.body = Optional.of(new Step.Body("application/json", Text.of(body)));
        return request;
    }

    /** A request step in the making. */
    static final class Request {
        private final String method;
        private final Template path;
        private String name = "";
        Optional<Step.Body> body = Optional.empty();
        List<Capture> captures = List.of();
        Expectation expect = Expectation.DEFAULT;
        List<Step.Pop> pops = List.of();
        List<Step.Push> pushes = List.of();
        long timeoutNanos = HTTP.totalTimeout().toNanos();

        Request(String method, Template path) {
            this.method = method;
            this.path = path;
        }

        Request named(String text) {
            name = text;
            return this;
        }

        Request expecting(Expectation expectation) {
            expect = expectation;
            return this;
        }

        Request capturing(Capture... wanted) {
            captures = List.of(wanted);
            return this;
        }

        Request popping(Step.Pop... wanted) {
            pops = List.of(wanted);
            return this;
        }

        Request pushing(Step.Push... wanted) {
            pushes = List.of(wanted);
            return this;
        }

        Request within(Duration timeout) {
            timeoutNanos = timeout.toNanos();
            return this;
        }

        Step.Request step() {
            return new Step.Request(
                    "User",
                    name,
                    method,
                    path,
                    List.of(),
                    body,
                    captures,
                    expect,
                    Optional.empty(),
                    pops,
                    pushes,
                    true,
                    timeoutNanos);
        }
    }

    static Users users(Request... oneTaskEach) {
        Users users = new Users();
        for (Request request : oneTaskEach) {
            users.task(1, request.step());
        }
        return users;
    }

    /** A user class in the making. */
    static final class Users {
        private final List<Task> tasks = new ArrayList<>();
        private Wait wait = new Wait.None();
        private List<Step> onStart = List.of();
        private List<Step> onStop = List.of();
        private Optional<Code> code = Optional.empty();

        Users task(int weight, Step... steps) {
            tasks.add(new Task(tasks.size(), "task " + tasks.size(), weight, List.of(steps)));
            return this;
        }

        Users code(Code own) {
            code = Optional.of(own);
            return this;
        }

        Users waiting(Wait how) {
            wait = how;
            return this;
        }

        Users onStart(Step... steps) {
            onStart = List.of(steps);
            return this;
        }

        Users onStop(Step... steps) {
            onStop = List.of(steps);
            return this;
        }

        UserClass type() {
            return new UserClass(
                    0,
                    "User",
                    1,
                    OptionalInt.empty(),
                    wait,
                    8,
                    List.of(),
                    onStart,
                    onStop,
                    tasks,
                    code,
                    Optional.empty());
        }
    }

    /** The plan with another time after which a silent worker counts as lost. */
    static Plan losing(Duration after, Plan plan) {
        return new Plan(
                plan.name(),
                plan.spec(),
                plan.target(),
                plan.users(),
                plan.shape(),
                plan.phases(),
                plan.http(),
                plan.thresholds(),
                plan.pools(),
                plan.counters(),
                plan.maxOpenUsers(),
                plan.gracePeriod(),
                plan.onWorkerLoss(),
                after,
                plan.seed(),
                plan.secrets());
    }

    /** The plan with a load that ends with its iterations. */
    static Plan limited(Plan plan, Iterations iterations) {
        return new Plan(
                plan.name(),
                plan.spec(),
                plan.target(),
                plan.users(),
                plan.shape(),
                plan.loads(),
                plan.once(),
                Optional.of(iterations),
                plan.feeds(),
                plan.phases(),
                plan.http(),
                plan.thresholds(),
                plan.pools(),
                plan.counters(),
                plan.gracePeriod(),
                plan.onWorkerLoss(),
                plan.workerLossTimeout(),
                plan.seed(),
                plan.secrets(),
                Optional.empty(),
                "",
                Methods.NONE);
    }

    static Plan plan(URI target, Users users) {
        return plan(target, users, HTTP);
    }

    static Plan plan(URI target, Users users, HttpSettings http) {
        return new Plan(
                "test",
                Specs.nothing(),
                target,
                List.of(users.type()),
                Optional.empty(),
                List.of(new Phase(0, "all", true, 0, Long.MAX_VALUE)),
                http,
                List.of(),
                4,
                4,
                100,
                Duration.ofSeconds(5),
                null,
                Duration.ofSeconds(5),
                42,
                Set.of());
    }
}
