package dev.throng.runner.plan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.schema.GoDuration;
import dev.throng.api.step.GrpcCallSpec;
import dev.throng.api.step.OnFailure;
import dev.throng.api.step.RendezvousSpec;
import dev.throng.api.step.RequestSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.api.step.StreamSpec;
import dev.throng.api.step.WebSocketSpec;
import dev.throng.runner.plan.compile.answer.CaptureCompiler;
import dev.throng.runner.plan.compile.answer.ExpectCompiler;
import dev.throng.runner.plan.compile.answer.RetryCompiler;
import dev.throng.runner.plan.compile.answer.StreamCompiler;
import dev.throng.runner.plan.compile.http.HeadersCompiler;
import dev.throng.runner.plan.compile.http.TargetCompiler;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps of one user class. */
final class StepCompiler {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ScenarioCompiler scenario;
    private final UserSpec user;
    private final Place userPlace;
    private final Variables variables;
    private final Scripts scripts;
    private final FlowCompiler flows;
    private final boolean strict;

    StepCompiler(ScenarioCompiler scenario, UserSpec user, Place userPlace, Variables variables) {
        this(scenario, user, userPlace, variables, false);
    }

    /** @param strict whether a failure ends the task unless the step says otherwise */
    StepCompiler(ScenarioCompiler scenario, UserSpec user, Place userPlace, Variables variables, boolean strict) {
        this.strict = strict;
        this.scenario = scenario;
        this.user = user;
        this.userPlace = userPlace;
        this.variables = variables;
        this.scripts = scenario.scripts();
        this.flows = new FlowCompiler(
                this,
                scenario.flows(),
                scripts,
                variables,
                scenario.place().field("scenario").field("flows"));
    }

    List<Step> compile(@Nullable List<StepSpec> specs, Place place) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; specs != null && i < specs.size(); i++) {
            compile(specs.get(i), place.item(i)).ifPresent(steps::add);
        }
        return steps;
    }

    /** Assignments in the order of their names: the resource's maps have none of their own. */
    List<Step.Assignment> assignments(@Nullable Map<String, JsonNode> values, Place place) {
        List<Step.Assignment> assignments = new ArrayList<>();
        if (values != null) {
            new TreeMap<>(values).forEach((name, value) -> assignments.add(assignment(name, value, place.field(name))));
        }
        return assignments;
    }

    private Step.Assignment assignment(String name, JsonNode value, Place place) {
        int slot = variables.declare(name);
        Template template = scripts.value(value, variables, place);
        if (template.secret()) {
            variables.secret(slot);
        }
        return new Step.Assignment(slot, template);
    }

    Optional<Step> compile(StepSpec spec, Place place) {
        Map<String, String> methods = methods(spec.request());
        int kinds = methods.size()
                + (spec.request().grpc() == null ? 0 : 1)
                + (spec.pause() == null ? 0 : 1)
                + (spec.pauseBy() == null ? 0 : 1)
                + (spec.stop() == null ? 0 : 1)
                + (spec.set() == null ? 0 : 1)
                + (spec.flow() == null ? 0 : 1)
                + (spec.choose() == null ? 0 : 1)
                + (spec.parallel() == null ? 0 : 1)
                + (spec.rendezvous() == null ? 0 : 1)
                + (spec.websocket() == null ? 0 : 1);
        if (kinds != 1) {
            place.problem(
                    kinds == 0
                            ? "a step needs one of get, post, put, patch, delete, head, options, grpc, pause, pauseBy,"
                                    + " set, do, choose, stop, parallel, rendezvous and websocket"
                            : "a step is one thing only, make several steps of it");
            return Optional.empty();
        }
        Optional<Condition> when = Optional.ofNullable(spec.request().when())
                .map(text -> scripts.condition(text, variables, place.field("when")));
        if (spec.pause() != null) {
            return Optional.of(new Step.Pause(Quantity.nanos(spec.pause(), 0, place.field("pause")), when));
        }
        if (spec.pauseBy() != null) {
            return Optional.of(new Step.Think(WaitCompiler.distribution(spec.pauseBy(), place.field("pauseBy")), when));
        }
        if (spec.stop() != null) {
            return Optional.of(new Step.Stop(spec.stop(), when));
        }
        if (spec.set() != null) {
            return Optional.of(new Step.Set(assignments(spec.set(), place.field("set")), when));
        }
        if (spec.flow() != null) {
            return Optional.of(flows.perform(spec, when, place));
        }
        if (spec.websocket() != null) {
            return Optional.of(websocket(spec, spec.websocket(), when, place));
        }
        if (spec.choose() != null) {
            return Optional.of(flows.choose(spec.choose(), when, place.field("choose")));
        }
        if (spec.request().grpc() != null) {
            return Optional.of(rpc(spec, spec.request().grpc(), when, place));
        }
        if (spec.parallel() != null) {
            return Optional.of(flows.parallel(spec, when, place));
        }
        if (spec.rendezvous() != null) {
            return Optional.of(meet(spec.rendezvous(), when, place.field("rendezvous")));
        }
        return methods.entrySet().stream()
                .findFirst()
                .map(method -> request(spec, method.getKey(), method.getValue(), when, place));
    }

    private static Step meet(RendezvousSpec spec, Optional<Condition> when, Place place) {
        int users = spec.users() == null ? 0 : spec.users();
        if (users < 1) {
            place.field("users").problem("must be 1 or more");
        }
        return new Step.Meet(
                String.valueOf(spec.name()),
                Math.max(1, users),
                Quantity.positive(spec.atMost(), LONGEST_WAIT, place.field("atMost"))
                        .toNanos(),
                when);
    }

    /** Paths by the methods of HTTP that are given: more than one is a problem. */
    static Map<String, String> methods(RequestSpec spec) {
        Map<String, String> methods = new LinkedHashMap<>();
        put(methods, "GET", spec.get());
        put(methods, "POST", spec.post());
        put(methods, "PUT", spec.put());
        put(methods, "PATCH", spec.patch());
        put(methods, "DELETE", spec.delete());
        put(methods, "HEAD", spec.head());
        put(methods, "OPTIONS", spec.options());
        return methods;
    }

    private static void put(Map<String, String> methods, String method, @Nullable String path) {
        if (path != null) {
            methods.put(method, path);
        }
    }

    private Step request(StepSpec spec, String method, String path, Optional<Condition> when, Place place) {
        Place pathPlace = place.field(method.toLowerCase(Locale.ROOT));
        checkPath(path, pathPlace);
        HttpSettings http = scenario.http();
        Described.check(http, method, scenario.basePath(), path, pathPlace);
        String name = name(spec, path, place);
        return new Step.Request(
                String.valueOf(user.name()),
                name,
                method,
                scripts.path(scenario.basePath(), path, variables, pathPlace),
                headers(spec.request().stream())
                        .add(spec.request().headers(), place.field("headers"))
                        .add(scenario.http().wires())
                        .done(),
                new BodyCompiler(scripts, variables, scenario.data()).compile(spec.request(), place),
                new CaptureCompiler(scripts, variables).compile(spec.request().capture(), place.field("capture")),
                new ExpectCompiler(scripts, variables, scenario.checks(), false)
                        .compile(spec.request().expect(), place.field("expect")),
                when,
                pops(spec.request().pop(), place.field("pop")),
                pushes(spec.request().push(), place.field("push")),
                spec.request().followRedirects() == null
                        ? http.followRedirects()
                        : spec.request().followRedirects(),
                timeout(spec, http, place.field("timeout")),
                onFailure(spec),
                RetryCompiler.compile(spec.request().retry(), place.field("retry")),
                new StreamCompiler(scripts).compile(spec.request().stream(), name, method, place.field("stream")));
    }

    private Step rpc(StepSpec spec, GrpcCallSpec given, Optional<Condition> when, Place place) {
        RpcCompiler.check(spec.request(), place);
        Place at = place.field("grpc");
        RpcCompiler call = new RpcCompiler(scenario.grpc(), scripts, variables, given, at);
        RpcCompiler.Made made = call.compile();
        call.checkMetadata();
        Step.Request request = new Step.Request(
                String.valueOf(user.name()),
                name(spec, call.name(), place),
                Step.Rpc.METHOD,
                scripts.path(scenario.basePath(), made.method().path(), variables, at.field("call")),
                call.headers(headers(null)
                        .add(given.metadata(), at.field("metadata"))
                        .done()),
                Optional.of(made.body()),
                new CaptureCompiler(scripts, variables).compile(spec.request().capture(), place.field("capture")),
                new ExpectCompiler(scripts, variables, scenario.checks(), true)
                        .compile(spec.request().expect(), place.field("expect")),
                when,
                pops(spec.request().pop(), place.field("pop")),
                pushes(spec.request().push(), place.field("push")),
                false,
                timeout(spec, scenario.http(), place.field("timeout")),
                onFailure(spec),
                Optional.empty(),
                Optional.empty());
        return call.step(request, made.method());
    }

    private Step websocket(StepSpec spec, WebSocketSpec socket, Optional<Condition> when, Place place) {
        SocketCompiler compiler =
                new SocketCompiler(scripts, variables, scenario.checks(), scenario.http(), String.valueOf(user.name()));
        if (socket.connect() != null) {
            return connect(spec, socket, socket.connect(), when, place);
        }
        if (socket.close() != null) {
            return compiler.hangUp(spec, socket, when, name(spec, "close", place), onFailure(spec), place);
        }
        return compiler.talk(spec, socket, when, name(spec, "message", place), onFailure(spec), place);
    }

    private Step connect(StepSpec spec, WebSocketSpec socket, String connect, Optional<Condition> when, Place place) {
        String path = SocketCompiler.path(connect);
        Place pathPlace = place.field("websocket").field("connect");
        checkPath(path, pathPlace);
        if (spec.request().expect() != null || spec.request().capture() != null) {
            place.problem("a handshake is answered by 101 or fails: leave expect and capture away");
        }
        String name = name(spec, connect, place);
        List<Step.Header> headers = new ArrayList<>(new HeadersCompiler(scripts, variables)
                .add(SocketCompiler.headers(socket))
                .add(scenario.headers(), scenario.place().field("http").field("headers"))
                .add(user.headers(), userPlace.field("headers"))
                .add(spec.request().headers(), place.field("headers"))
                .done());
        headers.add(new Step.Header(Conversation.KEY, SocketKey.EACH_TIME));
        Step.Request request = new Step.Request(
                String.valueOf(user.name()),
                name,
                "GET",
                scripts.path(scenario.basePath(), path, variables, pathPlace),
                headers,
                Optional.empty(),
                List.of(),
                Expectation.SWITCHING,
                when,
                List.of(),
                List.of(),
                false,
                timeout(spec, scenario.http(), place.field("timeout")),
                onFailure(spec),
                Optional.empty(),
                Optional.empty());
        return new Step.Connect(request, SocketCompiler.opening(socket, name));
    }

    private OnFailure onFailure(StepSpec spec) {
        OnFailure given = spec.onFailure();
        if (strict) {
            // What is done once has no user who could leave: it ends, and says so.
            return given == OnFailure.goOn ? given : OnFailure.endTask;
        }
        return given == null ? OnFailure.goOn : given;
    }

    /** A stream that is listened to for a given time has the usual time beside it. */
    private static long timeout(StepSpec spec, HttpSettings http, Place place) {
        String listening =
                spec.request().stream() == null ? null : spec.request().stream().period();
        Duration period =
                listening == null ? Duration.ZERO : GoDuration.parse(listening).orElse(Duration.ZERO);
        Duration timeout =
                Quantity.positive(spec.request().timeout(), http.totalTimeout().plus(period), place);
        if (timeout.compareTo(period) <= 0) {
            place.problem("the stream is listened to for " + listening + ", which takes longer");
        }
        return timeout.toNanos();
    }

    private static void checkPath(String path, Place place) {
        if (path.startsWith("http://") || path.startsWith("https://")) {
            checkUrl(path, place);
        } else if (!path.startsWith("/") && !path.startsWith("${")) {
            place.problem("a path begins with a slash: /" + path);
        }
        if (path.replaceAll("\\$\\{[^}]*}", "").contains("#")) {
            place.problem("what follows # is never sent to a server, leave it out");
        }
    }

    private static void checkUrl(String path, Place place) {
        String authority = path.replaceFirst("^https?://", "").split("[/?#]", 2)[0];
        if (!authority.contains("${")) {
            TargetCompiler.compile(path.substring(0, path.indexOf("://") + 3) + authority, Optional.empty(), place);
        }
    }

    private String name(StepSpec spec, String path, Place place) {
        if (spec.request().name() != null && spec.request().name().contains("${")) {
            place.field("name")
                    .problem("a name groups the statistics and can't hold ${…}, write for example /items/{id}");
        }
        String name = spec.request().name() == null ? path : spec.request().name();
        scenario.names().add(name);
        return name;
    }

    /** Those that stand in the file above a request. */
    private HeadersCompiler headers(@Nullable StreamSpec stream) {
        return new HeadersCompiler(scripts, variables)
                .add(StreamCompiler.headers(stream))
                .add(scenario.headers(), scenario.place().field("http").field("headers"))
                .add(user.headers(), userPlace.field("headers"));
    }

    private List<Step.Pop> pops(@Nullable Map<String, String> pops, Place place) {
        List<Step.Pop> result = new ArrayList<>();
        if (pops != null) {
            new TreeMap<>(pops)
                    .forEach((variable, pool) -> result.add(new Step.Pop(
                            scenario.pools().index(pool, place.field(variable)), variables.declare(variable))));
        }
        return result;
    }

    private List<Step.Push> pushes(@Nullable Map<String, String> pushes, Place place) {
        List<Step.Push> result = new ArrayList<>();
        if (pushes != null) {
            new TreeMap<>(pushes)
                    .forEach((pool, value) -> result.add(new Step.Push(
                            scenario.pools().index(pool, place.field(pool)),
                            scripts.text(value, variables, place.field(pool)))));
        }
        return result;
    }
}
