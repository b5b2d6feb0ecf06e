package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.master.session.WorkerNumbers;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.report.Ledger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a master knows of its run and has decided: shared by what a message does, what the clock does and what is shown.
 * Confined to the master's loop.
 */
final class RunState {
    /** Orders that change together are sent together. */
    private static final long ORDERS_PAUSE = 20_000_000;

    final Loop loop;
    final MasterSettings settings;
    final Ledger ledger;
    final TargetReachability reachability = new TargetReachability();
    final Map<WorkerId, Session> sessions = new LinkedHashMap<>();
    final Map<Downlink, Session> byLink = new HashMap<>();
    final Replicator replicator;
    final Optional<CapacitySearch> capacitySearch;
    final WorkerNumbers numbers;
    final Optional<Progress> progress;
    final Optional<RowAllocation> rowAllocation;
    RunModel model;
    long sentEpoch;
    /** What an earlier master knew to be lost. */
    long before;

    boolean dismissed;
    private Loop.Timer sending = Loop.Timer.NONE;
    private Map<WorkerId, Double> shares = Map.of();
    private long sharesEpoch;

    RunState(Loop loop, MasterSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.ledger = new Ledger(settings.plan());
        this.replicator = new Replicator(sessions, settings.retention());
        this.capacitySearch = CapacitySearch.of(settings.plan());
        this.numbers = new WorkerNumbers(sessions);
        this.progress = settings.rules().quotas().map(quotas -> new Progress(quotas, numbers));
        this.rowAllocation = settings.plan().feeds().isEmpty()
                ? Optional.empty()
                : Optional.of(new RowAllocation(settings.plan(), numbers));
        this.model = RunModel.opened(settings.rules(), loop.nanos());
    }

    Session session(WorkerId id, ToMaster.Kind kind, long now) {
        return sessions.computeIfAbsent(
                id, unused -> new Session(id, kind, settings.retention().empty().ahead(sessions.size()), now));
    }

    void forget(Downlink old) {
        byLink.remove(old);
        old.close();
    }

    void change(RunModel next) {
        model = next;
        numbers.noted(model.orders());
        progress.ifPresent(iterations -> iterations.noted(model.orders()));
        boolean matters = model.orders().started()
                || model.orders().ending().isPresent()
                || model.orders().oneTime().isBegun();
        if (matters && model.orders().epoch() > sentEpoch) {
            sending.cancel();
            sending = loop.after(ORDERS_PAUSE, this::sendOrders);
        }
    }

    /** Who left before the end may go as soon as somebody else keeps what it did. */
    void letGo() {
        for (Session session : sessions.values()) {
            boolean safe = replicator.safe(session) || !replicator.possible(session);
            if (session.leaving && session.finished && safe && !replicator.needed(session)) {
                session.send(new ToWorker.Dismissed());
            }
        }
    }

    /** The stage clock, not below 0. */
    long elapsed() {
        return Math.max(0, model.stage(loop.nanos()));
    }

    /** Which part of the load one had when all that are expected had just come. */
    double founderShare() {
        return 1.0 / Math.max(1, settings.rules().expected());
    }

    /** Notes that this one hears, or has heard from an earlier master, what its share is. */
    void told(Session session) {
        Orders orders = model.orders();
        if (sharesEpoch != orders.epoch()) {
            sharesEpoch = orders.epoch();
            shares = orders.membership().shares();
        }
        session.share().given(orders.epoch(), orders.effectiveNanos(), shares.getOrDefault(session.id, 0.0));
    }

    void sendOrders(Session session) {
        told(session);
        session.send(new ToWorker.NewOrders(model.orders()));
    }

    private void sendOrders() {
        sentEpoch = model.orders().epoch();
        byLink.values().stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER)
                .forEach(this::sendOrders);
    }
}
