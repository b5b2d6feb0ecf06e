package dev.throng.runner.cli;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Load profiles and data strategies of k6, Gatling and JMeter as samples. Each says in comments what the server's log must show
 * ({@code # log: users = 5}), and the log is the judge.
 */
class ProfileSamplesTest {
    private static final Path FOLDER = Path.of("..", "k8s", "samples", "profiles");
    private static final Path TABLE = Path.of("..", "docs", "switching.md");
    private static final Pattern STATEMENT = Pattern.compile("(?m)^# log: ([a-z ]+) = (\\d+)(?:\\.\\.(\\d+))?$");
    private static final Pattern FIELD = Pattern.compile("[?&]([a-z]+)=([^&]*)");
    private static final int AT_ONCE = 4;

    /** Requests in the order in which they came, by sample. */
    private static final Map<String, List<Map<String, String>>> LOGS = new ConcurrentHashMap<>();

    private static final Map<String, Result> RESULTS = new ConcurrentHashMap<>();
    private static final Map<String, Throwable> BROKEN = new ConcurrentHashMap<>();

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void run() throws Exception {
        RESULTS.put(samples().getFirst(), run(samples().getFirst())); // with all that is loaded at first
        Semaphore room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String sample : samples().subList(1, samples().size())) {
                room.acquire();
                threads.execute(() -> {
                    try {
                        RESULTS.put(sample, run(sample));
                    } catch (Throwable broken) {
                        BROKEN.put(sample, broken);
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }

    @AfterAll
    static void forget() {
        LOGS.clear();
        RESULTS.clear();
    }

    private static Result run(String sample) throws Exception {
        List<Map<String, String>> log = Collections.synchronizedList(new ArrayList<>());
        LOGS.put(sample, log);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher field = FIELD.matcher(exchange.getRequestURI().toString());
            while (field.find()) {
                fields.put(field.group(1), field.group(2));
            }
            log.add(fields);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String target = "http://127.0.0.1:" + server.getAddress().getPort();
            TestFile file = TestFile.read(FOLDER.resolve(sample + ".yaml").toString());
            Plan plan = file.compile(LoadOptions.ofThisProcess().withTarget(target));
            EngineOptions engine = EngineOptions.forThisMachine().withLoops(1);
            About about = new About(
                    sample, "test", file.text(), "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE);
            return LocalRun.start(plan, same -> LoopEngine.of(same, engine), about)
                    .result()
                    .get(5, TimeUnit.MINUTES);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theServersLogShowsWhatTheSampleSays(String sample) throws Exception {
        assertThat(BROKEN).doesNotContainKey(sample);
        List<Map<String, String>> log = LOGS.get(sample);
        Matcher statement = STATEMENT.matcher(Files.readString(FOLDER.resolve(sample + ".yaml")));
        int statements = 0;
        while (statement.find()) {
            int least = Integer.parseInt(statement.group(2));
            int most = statement.group(3) == null ? least : Integer.parseInt(statement.group(3));
            // On a machine that stands still arrivals are dropped, and counted.
            long dropped = RESULTS.get(sample).counters().getOrDefault(Counter.DROPPED, 0L);
            long fewest = statement.group(1).equals("requests") ? least - dropped : least;
            assertThat(seen(statement.group(1), log))
                    .as(statement.group())
                    .isNotEmpty()
                    .allSatisfy(number -> assertThat(number).isBetween(fewest, (long) most));
            statements++;
        }
        assertThat(statements).isPositive();
        assertThat(RESULTS.get(sample).identity().serverLines()).isEqualTo(log.size());
        assertThat(RESULTS.get(sample).total().failures()).isZero();
    }

    private static Collection<Long> seen(String what, List<Map<String, String>> log) {
        return switch (what) {
            case "requests" -> List.of((long) log.size());
            case "users" -> List.of((long) values(log, "user").size());
            case "rows" -> List.of((long) values(log, "row").size());
            case "requests of each user" -> times(log, "user").values();
            case "times each row" -> times(log, "row").values();
            case "rows of each user" -> each(log, "user", "row");
            case "users of each row" -> each(log, "row", "user");
            case "rows in order" -> List.of(isInOrder(log) ? 1L : 0L);
            default -> throw new IllegalArgumentException("nobody counts " + what);
        };
    }

    private static Set<String> values(List<Map<String, String>> log, String field) {
        return log.stream().map(line -> line.get(field)).collect(toSet());
    }

    private static Map<String, Long> times(List<Map<String, String>> log, String field) {
        return log.stream().map(line -> line.get(field)).collect(groupingBy(identity(), counting()));
    }

    private static List<Long> each(List<Map<String, String>> log, String field, String other) {
        return log.stream()
                .collect(groupingBy(line -> line.get(field), mapping(line -> line.get(other), toSet())))
                .values()
                .stream()
                .map(values -> (long) values.size())
                .toList();
    }

    private static boolean isInOrder(List<Map<String, String>> log) {
        List<Integer> rows = log.stream()
                .map(line -> line.get("row"))
                .filter(Objects::nonNull)
                .map(Integer::parseInt)
                .toList();
        return rows.equals(rows.stream().sorted().toList());
    }

    @Test
    void theTableOfTheGuideHasEverySample() throws IOException {
        String table = Files.readString(TABLE);
        assertThat(samples()).allSatisfy(sample -> assertThat(table).contains("profiles/" + sample + ".yaml"));
    }
}
