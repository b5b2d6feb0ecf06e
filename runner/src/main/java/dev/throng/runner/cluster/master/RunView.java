package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.report.Ledger;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is shown of the run, once a second and at its end. Confined to the master's loop, but for {@link #live}. */
final class RunView {
    /** Who is away for less may be back with everything. */
    private static final long TRACE_PATIENCE = 15_000_000_000L;

    private final RunState run;
    private final List<Consumer<Live>> listeners = new ArrayList<>();
    private volatile Live live;

    RunView(RunState run) {
        this.run = run;
        this.live = run.ledger.live(now());
    }

    /** The state at the last tick. Any thread. */
    Live live() {
        return live;
    }

    void listen(Consumer<Live> listener) {
        listeners.add(listener);
    }

    void show() {
        show(now());
    }

    void show(Live.State state) {
        show(now(state));
    }

    /** As if the run had ended now. */
    Result result() {
        return run.ledger.result(closing());
    }

    private Ledger.Closing closing() {
        Optional<Orders.Ending> ending = run.model.orders().ending();
        boolean pointless = run.reachability.never() && !run.settings.rules().waits();
        Optional<String> undriven = undriven();
        Instant now = run.settings.wall().instant();
        return new Ledger.Closing(
                run.settings.about().throngVersion(),
                run.settings.about().runId(),
                run.settings.about().planHash(),
                run.settings.about().spec(),
                run.model
                        .orders()
                        .start()
                        .map(at -> Instant.ofEpochMilli(at.wallMillis()))
                        .orElse(now),
                now,
                Math.min(run.elapsed(), run.model.endNanos()),
                run.settings.shape(run.model),
                attendance(),
                pointless || undriven.isPresent()
                        ? End.BROKEN
                        : ending.map(RunView::end).orElse(End.COMPLETE),
                pointless
                        ? unreachable()
                        : undriven.or(() -> ending.map(Orders.Ending::message)).orElse(""),
                degraded(),
                uncertain(),
                run.settings.about().environment(),
                run.settings.about().earlier());
    }

    /** A run of which only a part was driven is not complete: why, if that is so now that it is over. */
    private Optional<String> undriven() {
        long end = run.model.endNanos();
        boolean cut = !run.model.orders().started()
                || run.model.orders().ending().isPresent()
                || run.model.stage(run.loop.nanos()) < end;
        if (cut || run.sessions.values().stream().anyMatch(session -> session.drove(end))) {
            return Optional.empty();
        }
        long until = run.sessions.values().stream()
                .mapToLong(Session::drivenUntil)
                .max()
                .orElse(0);
        return Optional.of("no worker was left: of %.1f s of load, nothing after %.1f s is known to have been driven"
                .formatted(end / 1e9, Math.min(end, until) / 1e9));
    }

    private static End end(Orders.Ending ending) {
        return switch (ending.reason()) {
            case END -> End.COMPLETE;
            case THRESHOLD -> End.ABORTED_BY_THRESHOLD;
            case USER -> End.INTERRUPTED;
            case TERMINATED -> End.TERMINATED;
            case BROKEN -> End.BROKEN;
        };
    }

    /** What was noted after the end of the load says nothing about it. */
    private List<Result.Degraded> degraded() {
        long end = run.model.endNanos();
        return run.model.orders().marks().stream()
                .filter(mark -> mark.fromNanos() < end)
                .map(mark -> new Result.Degraded(
                        mark.fromNanos() / 1e9, Math.min(mark.toNanos(), end) / 1e9, mark.kind(), mark.message()))
                .toList();
    }

    String unreachable() {
        return "no request reached " + run.settings.plan().shownTarget() + ": " + run.reachability.message();
    }

    private long uncertain() {
        return run.before + uncertain(session -> true);
    }

    /**
     * Of those of whom another master would find neither an interval nor a place. It is told to everybody and never taken
     * back, so nobody is among them who may still be on the way here.
     */
    long traceless() {
        long now = run.loop.nanos();
        Predicate<Session> settled = session -> now - run.model.openedNanos() > TRACE_PATIENCE
                && !session.connected()
                && now - session.heardNanos() > TRACE_PATIENCE
                && session.offer().isEmpty();
        Predicate<Session> lost = settled.and(run.replicator::lost);
        Predicate<Session> unknown = settled.and(session ->
                session.intake().next() == 0 && run.model.orders().membership().replaced(session.id));
        return uncertain(lost.or(unknown))
                + run.sessions.values().stream()
                        .filter(lost)
                        .mapToLong(Session::requests)
                        .sum();
    }

    private long uncertain(Predicate<Session> which) {
        if (!run.model.orders().started()) {
            return 0;
        }
        return new Uncertainty(
                        run.sessions.values(),
                        run.settings.shape(run.model),
                        run.model.t0(),
                        Math.clamp(run.model.stage(run.loop.nanos()), 0, run.model.endNanos()),
                        run.settings.rules().grace().toNanos())
                .of(which);
    }

    private void show(Ledger.Now now) {
        live = run.ledger.live(now);
        listeners.forEach(listener -> listener.accept(live));
    }

    private Ledger.Now now() {
        return now(run.settings.state(run.model, run.loop.nanos()));
    }

    private Ledger.Now now(Live.State state) {
        return new Ledger.Now(state, run.elapsed(), run.settings.shape(run.model), attendance());
    }

    /** By name: an incarnation that was replaced is not shown beside the one that took its place. */
    private List<Ledger.Attendance> attendance() {
        Map<String, Ledger.Attendance> byName = new LinkedHashMap<>();
        for (Session session : run.sessions.values()) {
            Optional<Member> member = run.model.members().member(session.id);
            if (session.kind == ToMaster.Kind.WORKER
                    && (member.isPresent()
                            || run.model.members().member(session.id.name()).isEmpty())) {
                byName.put(session.id.name(), attendance(session, member));
            }
        }
        return List.copyOf(byName.values());
    }

    private static Ledger.Attendance attendance(Session session, Optional<Member> member) {
        return new Ledger.Attendance(
                session.id.name(),
                member.map(at -> said(at.status())).orElse("gone"),
                member.filter(Member::working).isPresent(),
                member.filter(Member::lost).isPresent(),
                session.offsetMillis());
    }

    private static String said(Member.Status status) {
        return switch (status) {
            case GREETED -> "joining";
            case READY -> "working";
            case LEAVING -> "leaving";
            case AWAY -> "away";
            case LOST, DEAD -> "lost";
            case DONE -> "done";
        };
    }
}
