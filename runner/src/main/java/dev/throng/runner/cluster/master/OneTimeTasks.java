package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.OneTimeProgress;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.plan.Once;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has done what is done once in a run: the setup before its load, the teardown after it. That one is begun is in the orders
 * and known to all workers before it is, so that a master which takes the run over does not do it again. Confined to the
 * master's loop.
 */
final class OneTimeTasks {
    private static final Logger LOG = LoggerFactory.getLogger(OneTimeTasks.class);
    private static final Duration LONGEST_TEARDOWN = Duration.ofMinutes(1);
    /** Code that stays longer is ended by whoever calls it. */
    private static final Duration LONGEST_CODE = Duration.ofHours(1);
    /** Workers that have not confirmed by then may be lost. */
    private static final long PATIENCE = 5_000_000_000L;

    private final RunState run;
    private final Once once;
    private final LongConsumer onDone;
    private boolean entered;
    private boolean tookOver;
    /** Of the orders that say what the code gave; workers that know them are ready for their users. */
    private long givenEpoch = -1;
    /** What this master has begun, and when. */
    private @Nullable Task current;

    /** @param onDone is called with the instant when one is over */
    OneTimeTasks(RunState run, LongConsumer onDone) {
        this.run = run;
        this.once = run.settings.plan().once();
        this.onDone = onDone;
    }

    private static final class Task {
        private final OneTimeProgress.Stage stage;
        private final long epoch;
        private final long sinceNanos;
        private OneTimeTaskRunner.@Nullable OneTimeTask running;
        private boolean over;

        Task(OneTimeProgress.Stage stage, long epoch, long sinceNanos) {
            this.stage = stage;
            this.epoch = epoch;
            this.sinceNanos = sinceNanos;
        }
    }

    /** Whether the load may start; begins the setup when it is time for it. */
    boolean ready(long now) {
        if (once.setup().isEmpty() && !once.coded()) {
            return true;
        }
        OneTimeProgress oneTime = run.model.orders().oneTime();
        switch (oneTime.stage()) {
            case NOTHING -> announce(OneTimeProgress.Stage.SETTING_UP, now);
            case SETTING_UP -> {
                if (isMine(OneTimeProgress.Stage.SETTING_UP)) {
                    setUp(now);
                } else {
                    end("the setup was under way when the master was lost: whether it was done is not known", now);
                }
            }
            case SET_UP, TEARING_DOWN -> {
                return !once.coded() || isGivenToAll();
            }
        }
        return false;
    }

    private void setUp(long now) {
        OneTimeTaskRunner runner = run.settings.oneTimeTasks();
        if (once.coded()) {
            goOn("the scenario's code", runner::begin, LONGEST_CODE, now);
        } else {
            UserClass user = once.setup().orElseThrow();
            goOn(user.name(), () -> runner.begin(user, ""), run.settings.rules().startDeadline(), now);
        }
    }

    /** Code has its say in each worker, with what it gave before the run: until then the worker does not know these orders. */
    private boolean isGivenToAll() {
        if (givenEpoch < 0) {
            givenEpoch = run.model.orders().epoch();
        }
        return run.model.members().all().stream()
                .filter(member -> member.status() == Member.Status.READY)
                .map(member -> run.sessions.get(member.id()))
                .allMatch(session -> session != null && session.epoch() >= givenEpoch);
    }

    /** Whether the run may be closed; begins the teardown when it is time for it. */
    boolean concluded(long now) {
        noted();
        OneTimeProgress oneTime = run.model.orders().oneTime();
        return switch (oneTime.stage()) {
            case NOTHING -> {
                boolean due = once.setup().isEmpty()
                        && once.teardown().isPresent()
                        && run.model.orders().started();
                if (due) {
                    announce(OneTimeProgress.Stage.TEARING_DOWN, now);
                }
                yield !due;
            }
            case SETTING_UP -> {
                stop();
                yield !isMine(OneTimeProgress.Stage.SETTING_UP);
            }
            case SET_UP -> {
                if (once.teardown().isPresent()) {
                    announce(OneTimeProgress.Stage.TEARING_DOWN, now);
                }
                yield once.teardown().isEmpty();
            }
            case TEARING_DOWN -> {
                Task task = current;
                if (task == null || task.stage != OneTimeProgress.Stage.TEARING_DOWN) {
                    note("the teardown was under way when the master was lost: whether it was done is not known");
                    yield true;
                }
                OneTimeTaskRunner runner = run.settings.oneTimeTasks();
                once.teardown()
                        .ifPresent(user ->
                                goOn(user.name(), () -> runner.begin(user, oneTime.given()), LONGEST_TEARDOWN, now));
                yield task.over;
            }
        };
    }

    /** What an earlier master's setup measured is in the books, too. */
    void noted() {
        OneTimeProgress oneTime = run.model.orders().oneTime();
        if (once.coded() && current == null && oneTime.isSetUp() && !tookOver) {
            tookOver = true;
            run.settings.oneTimeTasks().tookOver();
        }
        Optional<Snapshot> measured = oneTime.measured();
        if (!entered && measured.isPresent()) {
            entered = true;
            run.ledger.aside(measured.get());
        }
    }

    /** Whether it is what the run waits for. */
    boolean isSettingUp() {
        return current != null && current.stage == OneTimeProgress.Stage.SETTING_UP && !current.over;
    }

    private boolean isMine(OneTimeProgress.Stage stage) {
        return current != null && current.stage == stage;
    }

    private void announce(OneTimeProgress.Stage stage, long now) {
        run.change(run.model.with(
                run.model.orders().oneTime(run.model.orders().oneTime().at(stage))));
        current = new Task(stage, run.model.orders().epoch(), now);
    }

    private void goOn(String who, Supplier<OneTimeTaskRunner.OneTimeTask> what, Duration longest, long now) {
        Task task = current;
        if (task == null || task.over) {
            return;
        }
        OneTimeTaskRunner.OneTimeTask running = task.running;
        if (running == null && (isKnown(task.epoch) || now - task.sinceNanos > PATIENCE)) {
            LOG.info("{} begins", who);
            begin(task, what.get());
        } else if (running != null && now - task.sinceNanos > longest.toNanos()) {
            running.stop();
        }
    }

    private void begin(Task task, OneTimeTaskRunner.OneTimeTask begun) {
        task.running = begun;
        Loop loop = run.loop;
        BiConsumer<OneTimeTaskRunner.@Nullable Done, @Nullable Throwable> then = (done, failure) -> {
            task.over = true;
            ended(task.stage, done, failure, loop.nanos());
            onDone.accept(loop.nanos());
        };
        var unused = begun.done().whenCompleteAsync(then, loop);
    }

    private void stop() {
        Task task = current;
        if (task != null && task.running != null && !task.over) {
            task.running.stop();
        }
    }

    private void ended(
            OneTimeProgress.Stage stage, OneTimeTaskRunner.@Nullable Done done, @Nullable Throwable failure, long now) {
        Optional<String> problem = done == null
                ? Optional.of(refused(stage, failure))
                : problem(
                        done.measured(),
                        stage == OneTimeProgress.Stage.SETTING_UP
                                && !once.coded()
                                && done.gave().isEmpty());
        OneTimeProgress oneTime = run.model.orders().oneTime();
        OneTimeProgress next = done == null ? oneTime : oneTime.gave(done.gave(), aside(done.measured()));
        if (done != null) {
            entered = true;
            run.ledger.aside(aside(done.measured()));
        }
        if (stage == OneTimeProgress.Stage.SETTING_UP) {
            run.change(run.model.with(run.model.orders().oneTime(next.at(OneTimeProgress.Stage.SET_UP))));
            problem.ifPresent(why -> end(once.coded() ? why : "the setup failed: " + why, now));
        } else {
            problem.ifPresent(why -> note("the teardown failed: " + why));
        }
    }

    private String refused(OneTimeProgress.Stage stage, @Nullable Throwable failure) {
        return failure != null && stage == OneTimeProgress.Stage.SETTING_UP && once.coded()
                ? String.valueOf(failure.getMessage())
                : "it could not be done: " + failure;
    }

    /** Whether everybody who takes part knows these orders. */
    private boolean isKnown(long epoch) {
        return run.sessions.values().stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER && session.connected())
                .allMatch(session -> session.epoch() >= epoch);
    }

    private void end(String why, long now) {
        run.change(run.model.ended(Orders.Reason.BROKEN, why, now));
    }

    private void note(String what) {
        LOG.warn(what);
        long at = Math.max(0, Math.min(run.model.endNanos(), run.elapsed()) - 1);
        run.change(run.model.with(run.model.orders().marked(new Orders.Mark(at, at, "teardown", what))));
    }

    /** Only what is counted: how fast it was says nothing of the run. */
    private static Snapshot aside(Snapshot measured) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        counters.putAll(measured.counters());
        counters.remove(Counter.ITERATIONS);
        return new Snapshot(
                0,
                0,
                0,
                measured.rows(),
                measured.failures(),
                measured.exceptions(),
                counters,
                Snapshot.Gauges.NONE,
                Map.of(),
                measured.exchanges(),
                measured.stops());
    }

    private static Optional<String> problem(Snapshot measured, boolean gaveNothing) {
        Optional<String> failure = measured.failures().stream()
                .findFirst()
                .map(row -> row.key().method() + " " + row.key().name() + ": " + row.message());
        return failure.or(() -> measured.exceptions().stream().findFirst().map(Snapshot.Exceptions::message))
                .or(() -> measured.counters().getOrDefault(Counter.ABORTED, 0L) > 0 || gaveNothing
                        ? Optional.of("it was not over in time")
                        : Optional.empty());
    }
}
