package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.report.Result;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.capacity.Capacity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clock does to the run: who is lost, when it starts, when it is over. Confined to the master's loop. */
final class Ticker {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long SECOND = 1_000_000_000;
    /** What workers need to find a master that was started again; only then are their copies asked for. */
    private static final long RETURN = 2_500_000_000L;

    private static final long OFFER_PATIENCE = 10 * SECOND;
    private static final long LONGEST_TICK = 2 * SECOND;
    /** So many times longer may all be silent at once. */
    private static final int ALL_AT_ONCE = 3;

    private final RunState run;
    private final RunView view;
    private final OneTimeTasks oneTimeTasks;
    private final CompletableFuture<Result> result;
    private Loop.Timer looking = Loop.Timer.NONE;
    private long lastTick;
    private boolean over;
    /** Up to when messages that came are sure to have been handed on, on the loop's clock. */
    volatile LongSupplier listening;
    /** What the run waits for beside its workers, as a text for people. */
    volatile Supplier<Optional<String>> awaited = Optional::empty;

    /** @param result completed at the end */
    Ticker(RunState run, RunView view, CompletableFuture<Result> result) {
        this.run = run;
        this.view = view;
        this.result = result;
        this.listening = run.loop::nanos;
        this.oneTimeTasks = new OneTimeTasks(run, this::oneTimeTaskOver);
    }

    /** @param due when it was to be: everything that was heard up to then has been dealt with, even on a late loop */
    void tick(long due) {
        try {
            if (!over && step(due, run.loop.nanos())) {
                long next = nextTick();
                run.loop.at(next, () -> tick(next));
            }
        } catch (RuntimeException | Error bug) {
            result.completeExceptionally(bug);
        }
    }

    /** Whether the run goes on. */
    private boolean step(long due, long now) {
        forgiveIfStalled(now);
        findLost(due, now);
        boolean done = run.model.over(now, this::isIdle);
        boolean outstanding = takeOffers(now, done ? 0 : RETURN);
        oneTimeTasks.noted();
        start(now);
        run.change(run.model.reconciled(now));
        run.progress.ifPresent(iterations -> handOn(iterations, now));
        run.rowAllocation.ifPresent(rows -> feed(rows, now));
        endIfDue(now);
        run.capacitySearch.ifPresent(search -> steer(search, now));
        run.replicator.tend(now);
        run.change(run.model.with(run.model.orders().unaccounted(run.before + view.traceless())));
        run.letGo();
        if (over) {
            return false;
        }
        if (done && !outstanding && finished(now)) {
            return false;
        }
        view.show();
        if (done) {
            return true;
        }
        abortIfDue(now);
        return true;
    }

    private boolean isIdle(Member member) {
        return run.session(member.id(), ToMaster.Kind.WORKER, member.sinceNanos())
                .idle();
    }

    /** A little after the full second of the stage clock, so that the reports of that second are in. */
    private long nextTick() {
        long phase = run.model.t0() + run.settings.tickDelayNanos();
        return phase + (Math.floorDiv(run.loop.nanos() - phase, SECOND) + 1) * SECOND;
    }

    /** A master that could not listen for a while (stopped, starved) can't say who was silent meanwhile. */
    private void forgiveIfStalled(long now) {
        if (lastTick != 0 && now - lastTick > LONGEST_TICK) {
            LOG.warn("this master stood still for {} ms", (now - lastTick - SECOND) / 1_000_000);
            run.sessions.values().stream().filter(Session::connected).forEach(session -> session.heard(now));
        }
        lastTick = now;
    }

    /**
     * Who was silent for too long, as far as this process was listening at all. When all are silent at once, and not one
     * connection has broken, the fault is more likely here: they get more time.
     */
    private void findLost(long due, long now) {
        long timeout = run.settings.rules().lossTimeout().toNanos();
        long listened = Math.min(due, listening.getAsLong());
        long longest = isEverybodySilent(listened - timeout) ? ALL_AT_ONCE * timeout : timeout;
        for (Member member : run.model.members().all()) {
            Session session = run.session(member.id(), ToMaster.Kind.WORKER, member.sinceNanos());
            boolean dead = session.isGone() && !session.connected();
            if (member.status() == Member.Status.LOST && dead) {
                run.change(run.model.dead(member.id()));
            } else if (!member.gone() && (dead || listened - session.heardNanos() > longest)) {
                LOG.warn(
                        "{} is lost: {}",
                        member.id().name(),
                        dead ? "its process has ended" : "silent for more than " + Durations.said(timeout));
                session.link().ifPresent(run::forget);
                session.disconnected();
                run.change(run.model.lost(member.id(), member.silentSince(session.heardNanos()), now));
            }
        }
    }

    private boolean isEverybodySilent(long since) {
        List<Session> connected = run.sessions.values().stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER && session.connected() && !session.finished)
                .toList();
        return connected.size() > 1 && connected.stream().allMatch(session -> session.heardNanos() < since);
    }

    /**
     * Asks for the copies of those who did not come themselves, once they had time to.
     *
     * @return whether there is anything to wait for
     */
    private boolean takeOffers(long now, long patience) {
        boolean outstanding = false;
        for (Session session : run.sessions.values()) {
            Optional<Session.Offer> offer = session.offer();
            if (offer.isPresent()) {
                takeOffer(session, offer.get(), now, patience);
                outstanding |= session.offer().isPresent();
            }
        }
        return outstanding;
    }

    private void takeOffer(Session session, Session.Offer offer, long now, long patience) {
        Session holder = Objects.requireNonNull(run.sessions.get(offer.holder())); // it said so itself
        boolean asked = offer.askedNanos() != 0;
        boolean silent = !holder.connected() && now - holder.heardNanos() > OFFER_PATIENCE;
        if (silent || (asked && now - offer.askedNanos() > OFFER_PATIENCE)) {
            session.copyLost();
            session.inherited(run.founderShare());
        } else if (!asked && holder.connected() && now - offer.sinceNanos() >= patience) {
            holder.send(new ToWorker.Fetch(session.id, Long.MAX_VALUE));
            session.asked(now);
        }
    }

    void start(long now) {
        if (!run.model.mayStart()) {
            return;
        }
        if (awaitedElsewhere().isPresent() || !oneTimeTasks.ready(now)) {
            looking.cancel();
            looking = run.loop.after(SECOND / 20, () -> start(run.loop.nanos()));
        } else {
            long t0 = now + run.settings.rules().lead().toNanos();
            run.change(run.model.started(
                    t0,
                    run.settings.wall().millis() + run.settings.rules().lead().toMillis()));
        }
    }

    private void handOn(Progress iterations, long now) {
        if (run.model.orders().ending().isPresent()) {
            return;
        }
        Orders next = iterations.handedOn();
        if (!next.equals(run.model.orders())) {
            run.change(run.model.together(next, now));
        }
        if (iterations.over()) {
            run.change(run.model.ended(Orders.Reason.END, "", now));
        }
    }

    private void feed(RowAllocation rows, long now) {
        if (!run.model.orders().started() || run.model.orders().ending().isPresent()) {
            return;
        }
        Orders next = rows.tended(run.model.orders());
        if (next.epoch() != run.model.orders().epoch()) {
            run.change(run.model.with(next));
        }
        rows.over(run.model.orders(), now).ifPresent(why -> run.change(run.model.ended(Orders.Reason.END, why, now)));
    }

    /** Something came that may be the last that the run has waited for. */
    void heard(long now) {
        run.progress.ifPresent(iterations -> handOn(iterations, now));
        run.rowAllocation.ifPresent(rows -> feed(rows, now));
        if (!over && run.model.orders().started() && run.model.over(now, this::isIdle) && !takeOffers(now, 0)) {
            var unused = finished(now);
        }
    }

    /** Closes the run unless something is still to be done for it; looks again soon then. */
    private boolean finished(long now) {
        if (oneTimeTasks.concluded(now)) {
            finish(now);
        } else {
            looking.cancel();
            looking = run.loop.after(SECOND / 20, () -> oneTimeTaskOver(run.loop.nanos()));
        }
        return over;
    }

    /** What is done once is over, or may be. */
    private void oneTimeTaskOver(long now) {
        if (!over && run.model.over(now, this::isIdle)) {
            var unused = finished(now);
        } else {
            start(now);
        }
    }

    private void steer(CapacitySearch search, long now) {
        if (run.model.orders().ending().isPresent()) {
            return;
        }
        search.next(run.model.stage(now), run.ledger.totals())
                .ifPresent(load -> run.change(search.driven(run.model, load, now)));
        run.ledger.searching(search.words(), Capacity.of(search.search()));
        if (search.over()) {
            run.change(run.model.ended(Orders.Reason.END, "", now));
        }
    }

    /** What the run waits for beside its workers, before it starts. */
    Optional<String> awaited() {
        return awaitedElsewhere().or(() -> oneTimeTasks.isSettingUp() ? Optional.of("its setup") : Optional.empty());
    }

    private Optional<String> awaitedElsewhere() {
        return run.model.orders().started() || run.model.orders().ending().isPresent()
                ? Optional.empty()
                : awaited.get();
    }

    private void endIfDue(long now) {
        if (run.model.deadlinePassed(now)) {
            run.change(run.model.ended(Orders.Reason.BROKEN, missing(), now));
        } else if (run.model.forsaken(now)) {
            run.change(run.model.ended(Orders.Reason.BROKEN, "no worker is left", now));
        }
    }

    private String missing() {
        return "only " + run.model.members().count(Member.Status.READY) + " of "
                + Figure.of(run.settings.rules().expected(), "worker") + " came within "
                + Durations.said(run.settings.rules().startDeadline());
    }

    private void finish(long now) {
        over = true;
        run.change(run.model.closed(now));
        view.show(Live.State.STOPPED);
        complete(view.result());
    }

    /** What could not be completed is there as it was measured. */
    private void complete(Result measured) {
        var unused = run.settings.about().completion().apply(measured).whenComplete((complete, failure) -> {
            if (failure != null) {
                LOG.error("the result could not be completed", failure);
            }
            result.complete(failure == null ? complete : measured);
        });
    }

    private void abortIfDue(long now) {
        run.ledger
                .abort(run.elapsed())
                .ifPresent(missed -> run.change(run.model.ended(Orders.Reason.THRESHOLD, missed, now)));
        if (run.reachability.never()
                && !run.settings.rules().waits()
                && run.model.stage(now) > TargetReachability.PATIENCE.toNanos()) {
            run.change(run.model.ended(Orders.Reason.BROKEN, view.unreachable(), now));
        }
    }
}
