package dev.throng.python.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.python.file.ParsedOptions;
import dev.throng.python.file.Sources;
import dev.throng.python.host.Host;
import dev.throng.python.host.RunStatus;
import dev.throng.python.host.TurnWatchdog;
import dev.throng.python.host.UserChannel;
import dev.throng.python.interpreter.Interpreter;
import dev.throng.python.interpreter.PythonException;
import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Code;
import dev.throng.runner.code.RunFigures;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.Setting;
import dev.throng.runner.code.SteppedLoad;
import dev.throng.runner.code.Terms;
import dev.throng.runner.code.UserExit;
import dev.throng.runner.code.UserKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Locustfiles that are loaded: their classes of users, their shape, their events. */
final class LocustScenario implements Scenario {
    /** Weights of Locust may be fractions; those of the engine are whole numbers. */
    private static final int WEIGHTS = 1000;

    /** What the process exits with when code never came to an end: the run could not be done. */
    private static final int STUCK = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final JsonMapper JSON = new JsonMapper();

    private final Interpreter python;
    private final Host host;
    private final RunStatus status;
    private final List<UserKind> users;
    private final @Nullable LocustShape shape;
    private final Value runUser;
    private final Value leaveUser;
    private final boolean likeLocust;
    private final String role;
    private final String source;
    private final boolean streams;
    private volatile TurnWatchdog watchdog;
    private volatile int expected;
    private volatile List<Setting> settings;
    private Optional<String> said = Optional.empty();
    private final OptionalDouble rate;
    private final AtomicInteger arrived = new AtomicInteger();
    private boolean isWarm;
    private int begun;
    private int driven;
    private boolean isWorker;
    private volatile int exitCode = -1;

    /**
     * @param sources its files
     * @param terms what the command line says; Locust's own has its own rules for the exit code
     */
    LocustScenario(Interpreter python, Host host, RunStatus status, JsonNode told, Sources sources, Terms terms) {
        source = sources.names();
        streams = sources.mention("stream");
        expected = Integer.parseInt(terms.options().getOrDefault("users", "0"));
        likeLocust = "true".equals(terms.options().get("locust"));
        role = terms.options().getOrDefault("role", "\"local\"").replace("\"", "");
        this.python = python;
        this.host = host;
        this.status = status;
        settings = settings(told.path("settings"));
        watchdog = new TurnWatchdog(status);
        runUser = python.function("run_user");
        leaveUser = python.function("leave_user");
        shape = shape(told);
        rate = shape == null ? ParsedOptions.arrivals(terms) : OptionalDouble.empty();
        users = shape != null && shape.casts() ? List.of(cast(shape, told)) : kinds(told.path("users"));
    }

    private @Nullable LocustShape shape(JsonNode told) {
        String name = told.path("shape").asText("");
        if (name.isEmpty()) {
            return null;
        }
        Map<String, Double> weights = new HashMap<>();
        told.path("users")
                .forEach(user -> weights.put(
                        user.path("name").asText(), user.path("weight").asDouble()));
        return new LocustShape(name, python.function("tick"), weights);
    }

    /** Users whose class the shape says when they come. */
    private UserKind cast(LocustShape by, JsonNode told) {
        return new UserKind(
                by.name(),
                1,
                OptionalInt.empty(),
                host(told.path("users").path(0)),
                List.of(new UserKind.TaskKind("tasks", 1)),
                Code.inTurns(session -> {
                    status.user(session);
                    return new LocustUser(by.next((int) status.elapsed()), session);
                }));
    }

    private static List<Setting> settings(JsonNode told) {
        List<Setting> settings = new ArrayList<>();
        for (JsonNode one : told) {
            List<String> choices = new ArrayList<>();
            one.path("choices").forEach(choice -> choices.add(choice.asText()));
            settings.add(new Setting(
                    one.path("name").asText(),
                    one.path("help").asText(),
                    Setting.Kind.valueOf(one.path("kind").asText()),
                    one.path("value").asText(),
                    choices,
                    one.path("required").asBoolean()));
        }
        return settings;
    }

    private static Optional<String> host(JsonNode user) {
        return Optional.of(user.path("host").asText("")).filter(url -> !url.isEmpty());
    }

    private List<UserKind> kinds(JsonNode told) {
        boolean whole = true;
        for (JsonNode user : told) {
            double weight = user.path("weight").asDouble();
            whole &= weight == Math.rint(weight);
        }
        List<UserKind> kinds = new ArrayList<>();
        for (JsonNode user : told) {
            kinds.add(kind(user, whole ? 1 : WEIGHTS));
        }
        if (kinds.stream().allMatch(kind -> kind.count().isPresent())) {
            kinds.add(nobody());
        }
        return kinds;
    }

    /** When every class has a fixed count, Locust starts no more users than that, however many are asked for. */
    private static UserKind nobody() {
        return new UserKind(
                "(beyond fixed_count)",
                1,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(new UserKind.TaskKind("none", 1)),
                session -> {
                    throw UserExit.forGood();
                });
    }

    private UserKind kind(JsonNode user, int scale) {
        String name = user.path("name").asText();
        int fixed = user.path("fixed").asInt();
        return new UserKind(
                name,
                fixed > 0 ? 0 : (int) Math.max(1, Math.round(user.path("weight").asDouble() * scale)),
                fixed > 0 ? OptionalInt.of(fixed) : OptionalInt.empty(),
                host(user),
                List.of(new UserKind.TaskKind("tasks", 1)),
                Code.inTurns(session -> new LocustUser(name, session)));
    }

    @Override
    public List<UserKind> users() {
        return users;
    }

    @Override
    public Optional<SteppedLoad> load() {
        return Optional.ofNullable(shape);
    }

    /** One interpreter, one core. */
    @Override
    public int mostLoops() {
        return 1;
    }

    @Override
    public synchronized void warmUp() {
        if (isWarm) {
            return;
        }
        isWarm = true;
        if (begun == 0) {
            host.begins();
        }
        WarmUp.of(python, host, rate);
        if (streams) {
            WarmUp.ofStreams(host.streaming());
        }
    }

    @Override
    public synchronized String beforeRun() {
        begin(role);
        return said.orElse("");
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }

    @Override
    public synchronized void say(int users, double spawnRate, Map<String, List<String>> values) {
        Map<String, List<String>> own = new TreeMap<>(values);
        own.keySet().retainAll(settings.stream().map(Setting::name).toList());
        ObjectNode request = JSON.createObjectNode();
        request.put("users", users).put("spawn_rate", spawnRate).set("values", JSON.valueToTree(own));
        take(request.toString());
        said = Optional.of(request.toString());
    }

    private void take(String request) {
        try {
            JsonNode told =
                    JSON.readTree(python.function("say").execute(request).asString());
            settings = settings(told);
            expected = JSON.readTree(request).path("users").asInt();
        } catch (PolyglotException refused) {
            throw new IllegalArgumentException(
                    String.valueOf(refused.getMessage()).replaceFirst("^ValueError: ", ""), refused);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Python has answered what is no JSON", e);
        }
    }

    @Override
    public synchronized void beforeWorker(String shared) {
        if (begun == 0) {
            if (!shared.isEmpty()) {
                take(shared);
            }
            begin("worker");
        }
    }

    @Override
    public synchronized void takenOver() {
        prepare(role);
    }

    private void begin(String role) {
        prepare(role);
        tell("started");
    }

    /** Has the file's listeners told; they may refuse the run. */
    private void tell(String what, Object... arguments) {
        String refused = python.function(what).execute(arguments).asString();
        if (!refused.isEmpty()) {
            throw new PythonException(refused, "");
        }
    }

    private void prepare(String role) {
        begun++;
        host.begins();
        isWorker = role.equals("worker");
        arrived.set(0);
        status.begins();
        watchdog.close();
        watchdog = new TurnWatchdog(status);
        host.watch(watchdog);
        watchdog.start();
        tell("begin", role);
    }

    @Override
    public void afterRun() {
        watchdog.close();
        toTheEnd(() -> {
            python.function("stopping").executeVoid();
            python.function("stopped").executeVoid();
        });
        host.ends();
    }

    @Override
    public void afterLastRun() {
        toTheEnd(() -> {
            exitCode = python.function("quitting").execute(likeLocust).asInt();
            python.function("quit").executeVoid(Math.max(0, exitCode));
        });
    }

    /** Where code holds Python and never comes to an end, the file's last listeners get some seconds, and no more. */
    private void toTheEnd(Runnable listeners) {
        if (!watchdog.isStuck()) {
            listeners.run();
            return;
        }
        Thread telling = Thread.ofPlatform().daemon().name("python-end").start(listeners);
        try {
            if (!telling.join(PATIENCE)) {
                status.warn("what listens to the run's end was not called: the code that does not end holds Python");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void afterWorker() {
        if (isOvertaken()) {
            return;
        }
        watchdog.close();
        if (isWorker) {
            toTheEnd(() -> {
                python.function("stopping").executeVoid();
                python.function("stopped").executeVoid();
            });
        }
        host.ends();
    }

    /** Whether another run has begun before the engine of this one was closed. */
    private synchronized boolean isOvertaken() {
        return ++driven < begun;
    }

    @Override
    public void watch(Supplier<RunFigures> now) {
        status.watch(now);
    }

    @Override
    public OptionalInt exitCode() {
        int said = watchdog.isStuck() ? STUCK : exitCode >= 0 ? exitCode : status.exitCode();
        return said >= 0 ? OptionalInt.of(said) : OptionalInt.empty();
    }

    @Override
    public Duration longestTurn() {
        return TurnWatchdog.LONGEST;
    }

    @Override
    public String place(Thread user) {
        return " (in the code of " + watchdog.whose() + ", " + source + ")";
    }

    @Override
    public String source() {
        return " (" + source + ")";
    }

    @Override
    public void end(Thread user, String message) {
        long turn = watchdog.since();
        python.end(user, message, () -> watchdog.since() == turn);
    }

    @Override
    public void spare() {
        python.spare();
    }

    @Override
    public String describe(String what) {
        return python.function("describe").execute(what).asString();
    }

    @Override
    public void close() {
        watchdog.close();
        python.close();
    }

    /** A user whose way from task to task is Python's own. */
    private final class LocustUser implements Behaviour {
        private final String type;
        private final UserChannel channel;
        private final Session session;
        private @Nullable Value user;

        LocustUser(String type, Session session) {
            this.type = type;
            this.session = session;
            channel = new UserChannel(host, session, type);
            status.user(session);
        }

        @Override
        public void onStart() {
            host.enter(channel);
            host.arrives(session);
            if (arrived.incrementAndGet() == expected && !isWorker) {
                var unused = Thread.ofVirtual()
                        .start(() -> python.function("spawned").executeVoid(expected));
            }
        }

        @Override
        public boolean task(int task) {
            Value left = turn(() -> runUser.execute(type, channel));
            if (left.isNull()) {
                channel.leavesByItself();
                throw UserExit.forGood();
            }
            user = left;
            if (!session.isLeaving()) {
                throw UserExit.forGood();
            }
            return false;
        }

        /** Lets Python go on; what it is ended by is an exception of its own lines. */
        private Value turn(Supplier<Value> code) {
            host.turn(type);
            try {
                return code.get();
            } catch (PolyglotException e) {
                throw PythonException.of(e);
            } finally {
                host.turn("");
            }
        }

        @Override
        public void onStop() {
            Value left = user;
            channel.stops();
            if (left != null) {
                turn(() -> leaveUser.execute(left));
            }
            channel.ends();
            host.leave();
        }

        @Override
        public long nextStart(long startNanos, long endNanos) {
            return endNanos;
        }
    }
}
