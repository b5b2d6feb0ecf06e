package dev.throng.runner.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.data.Rows;
import dev.throng.runner.grpc.Methods;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.Iterations;
import dev.throng.runner.plan.Once;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Plans as these tests need them: a number of users for some seconds. */
final class Plans {
    static final long SECOND = 1_000_000_000;

    private Plans() {}

    static Plan constant(int users, int seconds) {
        return constant(users, seconds, WorkerLossPolicy.redistribute);
    }

    static Plan constant(int users, int seconds, WorkerLossPolicy policy) {
        return of(Optional.of(Shapes.stages(List.of(new Stage.Spawn(seconds * SECOND, users, 1e6)), 0)), policy);
    }

    static Plan interactive() {
        return of(Optional.empty(), WorkerLossPolicy.redistribute);
    }

    /** So many iterations by all together, which each user begins ten times a second. */
    static Plan iterations(int users, long total, WorkerLossPolicy policy) {
        Plan endless = of(Optional.of(Shapes.stages(List.of(new Stage.Spawn(Long.MAX_VALUE, users, 1e6)), 0)), policy);
        return new Plan(
                endless.name(),
                endless.spec(),
                endless.target(),
                endless.users(),
                endless.shape(),
                endless.loads(),
                endless.once(),
                Optional.of(new Iterations(total, OptionalLong.empty(), users, false)),
                List.of(),
                endless.phases(),
                endless.http(),
                endless.thresholds(),
                0,
                0,
                endless.gracePeriod(),
                policy,
                endless.workerLossTimeout(),
                endless.seed(),
                Set.of(),
                Optional.empty(),
                "",
                Methods.NONE);
    }

    /** An endless load whose every request draws one of so many rows. */
    static Plan rows(int users, long count, Feed.AtEnd atEnd) {
        Plan endless = of(
                Optional.of(Shapes.stages(List.of(new Stage.Spawn(Long.MAX_VALUE, users, 1e6)), 0)),
                WorkerLossPolicy.redistribute);
        return new Plan(
                endless.name(),
                endless.spec(),
                endless.target(),
                endless.users(),
                endless.shape(),
                endless.loads(),
                endless.once(),
                Optional.empty(),
                List.of(new Feed("account", new Numbers(count), Feed.Pick.SEQUENTIAL, false, atEnd)),
                endless.phases(),
                endless.http(),
                endless.thresholds(),
                0,
                0,
                endless.gracePeriod(),
                endless.onWorkerLoss(),
                endless.workerLossTimeout(),
                endless.seed(),
                Set.of(),
                Optional.empty(),
                "",
                Methods.NONE);
    }

    /** So many users for so long, with something to be done once before and after. */
    static Plan once(int users, int seconds) {
        Plan plan = constant(users, seconds);
        return new Plan(
                plan.name(),
                plan.spec(),
                plan.target(),
                plan.users(),
                plan.shape(),
                plan.loads(),
                new Once(Optional.of(user(Once.SETUP)), Optional.of(user(Once.TEARDOWN)), List.of("tenant")),
                plan.iterations(),
                plan.feeds(),
                plan.phases(),
                plan.http(),
                plan.thresholds(),
                0,
                0,
                plan.gracePeriod(),
                plan.onWorkerLoss(),
                plan.workerLossTimeout(),
                plan.seed(),
                Set.of(),
                Optional.empty(),
                "",
                Methods.NONE);
    }

    /** The same with code that is called before it, by the master. */
    static Plan coded(int users, int seconds) {
        return constant(users, seconds).withCodeAhead();
    }

    private static UserClass user(String name) {
        return new UserClass(
                0, name, 1, OptionalInt.empty(), new Wait.Constant(0), 0, List.of(), List.of(), List.of(), List.of());
    }

    private record Numbers(long count) implements Rows {
        @Override
        public List<String> columns() {
            return List.of("n");
        }

        @Override
        public ObjectNode row(long number) {
            return JsonNodeFactory.instance.objectNode().put("n", number);
        }

        @Override
        public long checksum() {
            return count;
        }
    }

    private static Plan of(Optional<Shape> shape, WorkerLossPolicy policy) {
        LoadTestSpec spec = new JsonMapper().convertValue(Map.of(), LoadTestSpec.class);
        long length = shape.map(Shape::lengthNanos).orElse(Long.MAX_VALUE);
        return new Plan(
                "test",
                spec,
                URI.create("http://localhost"),
                List.of(user("User")),
                shape,
                List.of(new Phase(0, "stage 1", true, 0, length)),
                new HttpSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        1,
                        1,
                        0),
                List.of(),
                0,
                0,
                0,
                Duration.ofSeconds(2),
                policy,
                Duration.ofSeconds(5),
                1,
                Set.of());
    }
}
