package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Around;
import dev.throng.runner.cluster.protocol.Loop;
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
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
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
    private @Nullable Errand current;

    /** @param onDone is called with the instant when one is over */
    Errands(RunState run, LongConsumer onDone) {
        this.run = run;
        this.once = run.settings.plan().once();
        this.onDone = onDone;
    }

    private static final class Errand {
        private final Around.Stage stage;
        private final long epoch;
        private final long sinceNanos;
        private Chores.@Nullable Chore chore;
        private boolean over;

        Errand(Around.Stage stage, long epoch, long sinceNanos) {
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
        Around around = run.model.orders().around();
        switch (around.stage()) {
            case NOTHING -> announce(Around.Stage.SETTING_UP, now);
            case SETTING_UP -> {
                if (isMine(Around.Stage.SETTING_UP)) {
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
        Chores chores = run.settings.chores();
        if (once.coded()) {
            goOn("the scenario's code", chores::begin, LONGEST_CODE, now);
        } else {
            UserClass user = once.setup().orElseThrow();
            goOn(user.name(), () -> chores.begin(user, ""), run.settings.rules().startDeadline(), now);
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
        Around around = run.model.orders().around();
        return switch (around.stage()) {
            case NOTHING -> {
                boolean due = once.setup().isEmpty()
                        && once.teardown().isPresent()
                        && run.model.orders().started();
                if (due) {
                    announce(Around.Stage.TEARING_DOWN, now);
                }
                yield !due;
            }
            case SETTING_UP -> {
                stop();
                yield !isMine(Around.Stage.SETTING_UP);
            }
            case SET_UP -> {
                if (once.teardown().isPresent()) {
                    announce(Around.Stage.TEARING_DOWN, now);
                }
                yield once.teardown().isEmpty();
            }
            case TEARING_DOWN -> {
                Errand errand = current;
                if (errand == null || errand.stage != Around.Stage.TEARING_DOWN) {
                    note("the teardown was under way when the master was lost: whether it was done is not known");
                    yield true;
                }
                Chores chores = run.settings.chores();
                once.teardown()
                        .ifPresent(user ->
                                goOn(user.name(), () -> chores.begin(user, around.given()), LONGEST_TEARDOWN, now));
                yield errand.over;
            }
        };
    }

    /** What an earlier master's setup measured is in the books, too. */
    void noted() {
        Around around = run.model.orders().around();
        if (once.coded() && current == null && around.isSetUp() && !tookOver) {
            tookOver = true;
            run.settings.chores().tookOver();
        }
        Optional<Snapshot> measured = around.measured();
        if (!entered && measured.isPresent()) {
            entered = true;
            run.ledger.aside(measured.get());
        }
    }

    /** Whether it is what the run waits for. */
    boolean isSettingUp() {
        return current != null && current.stage == Around.Stage.SETTING_UP && !current.over;
    }

    private boolean isMine(Around.Stage stage) {
        return current != null && current.stage == stage;
    }

    private void announce(Around.Stage stage, long now) {
        run.change(run.model.with(
                run.model.orders().around(run.model.orders().around().at(stage))));
        current = new Errand(stage, run.model.orders().epoch(), now);
    }

    private void goOn(String who, Supplier<Chores.Chore> what, Duration longest, long now) {
        Errand errand = current;
        if (errand == null || errand.over) {
            return;
        }
        Chores.Chore chore = errand.chore;
        if (chore == null && (isKnown(errand.epoch) || now - errand.sinceNanos > PATIENCE)) {
            LOG.info("{} begins", who);
            begin(errand, what.get());
        } else if (chore != null && now - errand.sinceNanos > longest.toNanos()) {
            chore.stop();
        }
    }

    private void begin(Errand errand, Chores.Chore begun) {
        errand.chore = begun;
        Loop loop = run.loop;
        BiConsumer<Chores.@Nullable Done, @Nullable Throwable> then = (done, failure) -> {
            errand.over = true;
            ended(errand.stage, done, failure, loop.nanos());
            onDone.accept(loop.nanos());
        };
        var unused = begun.done().whenCompleteAsync(then, loop);
    }

    private void stop() {
        Errand errand = current;
        if (errand != null && errand.chore != null && !errand.over) {
            errand.chore.stop();
        }
    }

    private void ended(Around.Stage stage, Chores.@Nullable Done done, @Nullable Throwable failure, long now) {
        Optional<String> problem = done == null
                ? Optional.of(refused(stage, failure))
                : problem(
                        done.measured(),
                        stage == Around.Stage.SETTING_UP
                                && !once.coded()
                                && done.gave().isEmpty());
        Around around = run.model.orders().around();
        Around next = done == null ? around : around.gave(done.gave(), aside(done.measured()));
        if (done != null) {
            entered = true;
            run.ledger.aside(aside(done.measured()));
        }
        if (stage == Around.Stage.SETTING_UP) {
            run.change(run.model.with(run.model.orders().around(next.at(Around.Stage.SET_UP))));
            problem.ifPresent(why -> end(once.coded() ? why : "the setup failed: " + why, now));
        } else {
            problem.ifPresent(why -> note("the teardown failed: " + why));
        }
    }

    private String refused(Around.Stage stage, @Nullable Throwable failure) {
        return failure != null && stage == Around.Stage.SETTING_UP && once.coded()
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
