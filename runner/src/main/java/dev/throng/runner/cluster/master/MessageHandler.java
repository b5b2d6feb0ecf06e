package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a message of a worker does to the run: one method for each kind. Confined to the master's loop. */
final class MessageHandler implements MasterEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(MessageHandler.class);

    private final RunState run;
    private final Admission admission;
    private final LongConsumer onReady;
    private final LongConsumer onReport;
    private final Set<String> said = new HashSet<>();

    /**
     * @param onReady is called with the instant when a worker is ready, which may be the last one that is waited for
     * @param onReport is called when a worker has reported, which may be the last that the run has waited for
     */
    MessageHandler(RunState run, LongConsumer onReady, LongConsumer onReport) {
        this.run = run;
        this.admission = new Admission(run.settings);
        this.onReady = onReady;
        this.onReport = onReport;
    }

    @Override
    public void received(Downlink from, ToMaster message) {
        long now = run.loop.nanos();
        if (message instanceof ToMaster.Ping ping) {
            from.send(new ToWorker.Pong(ping.workerNanos(), now));
        }
        if (message instanceof ToMaster.Hello hello) {
            hello(from, hello, now);
            return;
        }
        Session session = run.byLink.get(from);
        if (session != null) {
            session.heard(now);
            received(session, message, now);
        }
    }

    private void received(Session session, ToMaster message, long now) {
        switch (message) {
            case ToMaster.Hello hello -> {}
            case ToMaster.Ping ping -> {}
            case ToMaster.Ready ready -> {
                run.change(run.model.ready(session.id, now));
                onReady.accept(now);
            }
            case ToMaster.Report report -> report(session, report, now);
            case ToMaster.Heartbeat beat -> beat(session, beat, now);
            case ToMaster.Held held -> held(session, held, now);
            case ToMaster.HandBack part -> handBack(session, part, now);
            case ToMaster.Leaving leaving -> leaving(session, leaving, now);
            case ToMaster.Trouble trouble -> trouble(session, trouble, now);
        }
    }

    private void hello(Downlink from, ToMaster.Hello hello, long now) {
        Optional<ToWorker.Refused> refused = admission.refuse(hello, run.model, now);
        if (refused.isPresent()) {
            once("refused " + hello.id().name() + ": " + refused.get().reason());
            from.send(refused.get());
            from.close();
            return;
        }
        welcome(from, hello, now);
    }

    private void welcome(Downlink from, ToMaster.Hello hello, long now) {
        Session session = run.session(hello.id(), hello.kind(), now);
        run.sessions.values().stream()
                .filter(other -> other != session && other.id.name().equals(session.id.name()) && !other.connected())
                .forEach(other -> other.gone(now));
        session.link().ifPresent(run::forget);
        session.connected(from, now);
        run.byLink.put(from, session);
        hello.orders().ifPresent(theirs -> adopt(theirs, now));
        session.finished |= hello.finished() && session.intake().next() >= hello.next();
        if (hello.kind() == ToMaster.Kind.WORKER && !superseded(hello)) {
            run.change(run.model.greeted(hello.id(), hello.weight(), false, now));
        }
        recognise(session, hello.holdings(), now);
        if (run.model.orders().started()) {
            run.told(session);
        }
        from.send(new ToWorker.Welcome(
                run.settings.about().runId(),
                run.settings.text(),
                run.settings.planHash(),
                session.intake().next(),
                ordersForNewcomers()));
        if (session.finished) {
            run.change(run.model.done(session.id, now));
        }
        if (run.dismissed) {
            from.send(new ToWorker.Dismissed());
        }
    }

    /** Who takes part matters from the start on, and is said to all then: while they come it changes with each of them. */
    private Orders ordersForNewcomers() {
        return run.model.orders().started()
                        || run.model.orders().ending().isPresent()
                        || run.model.orders().oneTime().isBegun()
                ? run.model.orders()
                : Orders.NONE;
    }

    private void adopt(Orders theirs, long now) {
        run.before = Math.max(run.before, theirs.unaccounted());
        run.change(run.model.adopted(theirs, now));
        Map<WorkerId, Double> shares = theirs.membership().shares();
        theirs.membership().incarnations().forEach(id -> {
            Session session = run.session(id, ToMaster.Kind.WORKER, now);
            Optional.ofNullable(shares.get(id))
                    .ifPresent(part -> session.inherited(Math.max(part, run.founderShare())));
            run.told(session);
            if (run.model.orders().membership().replaced(id) && !session.connected()) {
                session.gone(now);
            }
        });
    }

    /** Another incarnation has the place: this one may hand over what it has, and no more. */
    private boolean superseded(ToMaster.Hello hello) {
        return hello.next() > 0 && run.model.orders().membership().replaced(hello.id());
    }

    /** Compares what somebody keeps with what is known. */
    private void recognise(Session holder, List<ToMaster.Holding> holdings, long now) {
        Set<WorkerId> kept = new HashSet<>();
        for (ToMaster.Holding holding : holdings) {
            Session of = run.session(holding.of(), ToMaster.Kind.WORKER, now);
            kept.add(of.id);
            if (of.replication.heldBy(holder.id)) {
                run.replicator.recognised(of, holder.id, holding.next(), now);
            } else if (!of.connected() && of.intake().next() == 0) {
                of.offered(new Session.Offer(holder.id, holding.next(), now, 0));
            } else {
                holder.send(new ToWorker.Release(of.id));
            }
        }
        run.sessions.values().stream()
                .filter(session -> session.replication.heldBy(holder.id) && !kept.contains(session.id))
                .forEach(session -> session.replication.unassign());
    }

    private void report(Session session, ToMaster.Report report, long now) {
        Span span = report.span();
        switch (session.intake().judge(span.first(), span.last())) {
            case COUNT -> count(session, span, now);
            case KNOWN -> {}
            case GAP, STRADDLES -> {
                session.send(new ToWorker.Resend(session.intake().next()));
                return;
            }
        }
        session.send(new ToWorker.Ack(session.intake().next(), run.replicator.kept(session)));
        if (report.last() && span.next() == session.intake().next()) {
            session.finished = true;
            run.change(run.model.done(session.id, now));
        }
        onReport.accept(now);
    }

    private void count(Session session, Span span, long now) {
        session.counted(span);
        run.replicator.counted(session, span, now);
        run.reachability.add(span.snapshot());
        standstill(session, span.snapshot());
        boolean ofCode = run.settings.plan().scenario().isPresent();
        CodeStop.of(span.snapshot(), ofCode)
                .ifPresent(wish -> run.change(run.model.ended(wish.reason(), wish.message(), now)));
        if (span.snapshot().fromNanos() >= run.model.orders().resetNanos()) {
            run.ledger.enter(session.id.name(), span.snapshot());
            run.capacitySearch.ifPresent(search -> search.measured(span.snapshot()));
        }
    }

    /** A worker that saw itself stand still drove nothing meanwhile, however short it was. */
    private void standstill(Session session, Snapshot snapshot) {
        EncodedHistogram gaps = snapshot.timings().getOrDefault(Snapshot.STANDSTILL, EncodedHistogram.EMPTY);
        if (gaps.total() > 0) {
            long longest = gaps.maxMicros() * 1000;
            run.change(run.model.stoodStill(
                    session.id, Math.max(snapshot.fromNanos(), snapshot.toNanos() - longest), longest));
        }
    }

    private void beat(Session session, ToMaster.Heartbeat beat, long now) {
        session.clock(beat, now);
        if (beat.epoch() < run.sentEpoch && session.kind == ToMaster.Kind.WORKER) {
            run.sendOrders(session);
        }
        if (!beat.drawn().isEmpty()) {
            onReport.accept(now);
        }
    }

    private void held(Session by, ToMaster.Held held, long now) {
        run.replicator.held(by.id, held, now);
        run.letGo();
    }

    private void handBack(Session by, ToMaster.HandBack part, long now) {
        run.replicator.handedBack(by, part, now).ifPresent(copy -> {
            Session of = run.session(part.of(), ToMaster.Kind.WORKER, now);
            if (of.connected()) {
                return;
            }
            of.settled();
            if (of.intake().next() == 0) {
                of.replication.assign(by.id, copy.getLast().next(), now);
                copy.forEach(span -> count(of, span, now));
                run.change(run.model.silent(
                        of.id, run.model.t0() + copy.getLast().snapshot().toNanos()));
            } else {
                run.replicator.restored(of, copy);
            }
        });
    }

    private void leaving(Session session, ToMaster.Leaving leaving, long now) {
        LOG.info("{} leaves: {}", session.id.name(), leaving.reason());
        session.leaving(run.model.stage(now));
        run.change(run.model.leaving(session.id, now));
    }

    private void trouble(Session session, ToMaster.Trouble trouble, long now) {
        LOG.warn("{}: {}", session.id.name(), trouble.message());
        if (!run.model.orders().started()) {
            run.change(run.model.ended(Orders.Reason.BROKEN, session.id.name() + ": " + trouble.message(), now));
        }
    }

    @Override
    public void closed(Downlink link) {
        Session session = run.byLink.remove(link);
        if (session != null && session.link().filter(link::equals).isPresent()) {
            session.disconnected();
            run.replicator.disconnected(session);
            run.change(run.model.away(session.id, run.loop.nanos()));
        }
    }

    private void once(String message) {
        if (said.size() < 1000 && said.add(message)) {
            LOG.warn(message);
        }
    }
}
