package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.report.Ledger;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.EncodedHistogram;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Live;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Totals;
import dev.throng.runner.verdict.End;
import dev.throng.runner.verdict.capacity.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's master: lets workers in, counts what they report once, and makes come true what the {@link RunModel} decides.
 * Confined to its loop.
 */
public final class Master implements MasterEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Master.class);
    private static final long SECOND = 1_000_000_000;
    /** What workers need to find a master that was started again; only then are their copies asked for. */
    private static final long RETURN = 2_500_000_000L;

    private static final long OFFER_PATIENCE = 10 * SECOND;
    /** Who is away for less may be back with everything. */
    private static final long TRACE_PATIENCE = 15 * SECOND;

    private static final long LONGEST_TICK = 2 * SECOND;
    /** So many times longer may all be silent at once. */
    private static final int ALL_AT_ONCE = 3;

    /** Orders that change together are sent together. */
    private static final long ORDERS_PAUSE = 20_000_000;

    private final Loop loop;
    private final MasterSettings settings;
    private final Ledger ledger;
    private final Admission admission;
    private final TargetReachability reachability = new TargetReachability();
    private final Map<WorkerId, Session> sessions = new LinkedHashMap<>();
    private final Map<Downlink, Session> byLink = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final Replicator replicator;
    private final Optional<Steering> steering;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final List<Consumer<Live>> listeners = new ArrayList<>();
    private RunModel model;
    private long sentEpoch;
    private long employedEpoch;
    /** What an earlier master knew to be lost. */
    private long before;

    private Loop.Timer sending = Loop.Timer.NONE;
    private Loop.Timer looking = Loop.Timer.NONE;
    private boolean dismissed;
    private long lastTick;
    private volatile Live live;
    private volatile LongSupplier listening;
    private volatile Supplier<Optional<String>> awaited = Optional::empty;

    public Master(Loop loop, MasterSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.ledger = new Ledger(settings.plan());
        this.admission = new Admission(settings);
        this.steering = Steering.of(settings.plan());
        this.replicator = new Replicator(sessions, settings.retention());
        this.model = RunModel.opened(settings.rules(), loop.nanos());
        this.live = ledger.live(now());
        this.listening = loop::nanos;
    }

    /** @param instant up to when messages that came are sure to have been handed on, on the loop's clock */
    public void listening(LongSupplier instant) {
        listening = instant;
    }

    /** Starts to wait for workers. Any thread. */
    public void open() {
        loop.execute(() -> tick(loop.nanos()));
    }

    public Live live() {
        return live;
    }

    public CompletableFuture<Result> result() {
        return result;
    }

    /** @param what that the run waits for beside its workers, as a text for people; empty as soon as there is nothing more */
    public void awaits(Supplier<Optional<String>> what) {
        awaited = what;
    }

    /** What the run waits for beside its workers, before it starts. */
    Optional<String> awaited() {
        return model.orders().started() || model.orders().ending().isPresent() ? Optional.empty() : awaited.get();
    }

    public String runId() {
        return settings.about().runId();
    }

    /** As if the run had ended at the last tick. */
    public CompletableFuture<Result> resultSoFar() {
        return CompletableFuture.supplyAsync(
                () -> result.isDone() ? result.resultNow() : ledger.result(closing()), loop);
    }

    public <T> CompletableFuture<T> ask(Function<Totals, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(ledger.totals()), loop);
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    public void onTick(Consumer<Live> listener) {
        loop.execute(() -> listeners.add(listener));
    }

    // What is asked of it; any thread

    public void load(int users, double spawnRate) {
        decide(now -> model.loaded(users, spawnRate, now));
    }

    public void reset() {
        loop.execute(() -> {
            change(model.reset(loop.nanos()));
            ledger.reset(elapsed());
        });
    }

    public void stop(Orders.Reason reason, String message) {
        decide(now -> model.ended(reason, message, now));
    }

    /** Lets the workers go: nothing of theirs is needed any more. */
    public void dismiss() {
        loop.execute(() -> {
            dismissed = true;
            sessions.values().forEach(session -> session.send(new ToWorker.Dismissed()));
        });
    }

    /** The process of the worker with this name has ended by itself: nothing more will come of it. */
    public void exited(String name) {
        loop.execute(() -> model.members()
                .member(name)
                .map(member -> sessions.get(member.id()))
                .ifPresent(session -> session.gone(loop.nanos())));
    }

    private void decide(LongFunction<RunModel> decision) {
        loop.execute(() -> change(decision.apply(loop.nanos())));
    }

    // What workers say

    @Override
    public void received(Downlink from, ToMaster message) {
        long now = loop.nanos();
        if (message instanceof ToMaster.Ping ping) {
            from.send(new ToWorker.Pong(ping.workerNanos(), now));
        }
        if (message instanceof ToMaster.Hello hello) {
            hello(from, hello, now);
            return;
        }
        Session session = byLink.get(from);
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
                change(model.ready(session.id, now));
                start(now);
            }
            case ToMaster.Report report -> report(session, report, now);
            case ToMaster.Beat beat -> beat(session, beat);
            case ToMaster.Held held -> held(session, held, now);
            case ToMaster.HandBack part -> handBack(session, part, now);
            case ToMaster.Leaving leaving -> leaving(session, leaving, now);
            case ToMaster.Trouble trouble -> trouble(session, trouble, now);
        }
    }

    private void hello(Downlink from, ToMaster.Hello hello, long now) {
        Optional<ToWorker.Refused> refused = admission.refuse(hello, model, now);
        if (refused.isPresent()) {
            once("refused " + hello.id().name() + ": " + refused.get().reason());
            from.send(refused.get());
            from.close();
            return;
        }
        welcome(from, hello, now);
    }

    private void welcome(Downlink from, ToMaster.Hello hello, long now) {
        Session session = session(hello.id(), hello.kind(), now);
        sessions.values().stream()
                .filter(other -> other != session && other.id.name().equals(session.id.name()) && !other.connected())
                .forEach(other -> other.gone(now));
        session.link().ifPresent(this::forget);
        session.connected(from, now);
        byLink.put(from, session);
        hello.orders().ifPresent(theirs -> adopt(theirs, now));
        session.finished |= hello.finished() && session.intake().next() >= hello.next();
        if (hello.kind() == ToMaster.Kind.WORKER && !superseded(hello)) {
            change(model.greeted(hello.id(), hello.weight(), false, now));
        }
        recognise(session, hello.holdings(), now);
        from.send(new ToWorker.Welcome(
                settings.about().runId(),
                settings.text(),
                settings.planHash(),
                session.intake().next(),
                ordersForNewcomers()));
        if (session.finished) {
            change(model.done(session.id, now));
        }
        if (dismissed) {
            from.send(new ToWorker.Dismissed());
        }
    }

    /** Who takes part matters from the start on, and is said to all then: while they come it changes with each of them. */
    private Orders ordersForNewcomers() {
        return model.orders().started() || model.orders().ending().isPresent() ? model.orders() : Orders.NONE;
    }

    private void adopt(Orders theirs, long now) {
        before = Math.max(before, theirs.unaccounted());
        change(model.adopted(theirs, now));
        theirs.membership().incarnations().forEach(id -> {
            Session session = session(id, ToMaster.Kind.WORKER, now);
            if (model.orders().membership().replaced(id) && !session.connected()) {
                session.gone(now);
            }
        });
    }

    /** Another incarnation has the place: this one may hand over what it has, and no more. */
    private boolean superseded(ToMaster.Hello hello) {
        return hello.next() > 0 && model.orders().membership().replaced(hello.id());
    }

    private void forget(Downlink old) {
        byLink.remove(old);
        old.close();
    }

    private Session session(WorkerId id, ToMaster.Kind kind, long now) {
        return sessions.computeIfAbsent(
                id, unused -> new Session(id, kind, settings.retention().empty().ahead(sessions.size()), now));
    }

    /** Compares what somebody keeps with what is known. */
    private void recognise(Session holder, List<ToMaster.Holding> holdings, long now) {
        Set<WorkerId> kept = new HashSet<>();
        for (ToMaster.Holding holding : holdings) {
            Session of = session(holding.of(), ToMaster.Kind.WORKER, now);
            kept.add(of.id);
            if (of.replication.heldBy(holder.id)) {
                replicator.recognised(of, holder.id, holding.next(), now);
            } else if (!of.connected() && of.intake().next() == 0) {
                of.offered(new Session.Offer(holder.id, holding.next(), now, 0));
            } else {
                holder.send(new ToWorker.Release(of.id));
            }
        }
        sessions.values().stream()
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
        session.send(new ToWorker.Ack(session.intake().next(), replicator.kept(session)));
        if (report.last() && span.next() == session.intake().next()) {
            session.finished = true;
            change(model.done(session.id, now));
        }
    }

    private void count(Session session, Span span, long now) {
        session.counted(span);
        replicator.counted(session, span, now);
        reachability.add(span.snapshot());
        standstill(session, span.snapshot());
        CodeWish.of(span.snapshot()).ifPresent(wish -> change(model.ended(wish.reason(), wish.message(), now)));
        if (span.snapshot().fromNanos() >= model.orders().resetNanos()) {
            ledger.enter(session.id.name(), span.snapshot());
            steering.ifPresent(search -> search.measured(span.snapshot()));
        }
    }

    /** A worker that saw itself stand still drove nothing meanwhile, however short it was. */
    private void standstill(Session session, Snapshot snapshot) {
        EncodedHistogram gaps = snapshot.timings().getOrDefault(Snapshot.STANDSTILL, EncodedHistogram.EMPTY);
        if (gaps.total() > 0) {
            long longest = gaps.maxMicros() * 1000;
            change(model.stoodStill(session.id, Math.max(snapshot.fromNanos(), snapshot.toNanos() - longest), longest));
        }
    }

    private void beat(Session session, ToMaster.Beat beat) {
        session.clock(beat);
        if (beat.epoch() < sentEpoch && session.kind == ToMaster.Kind.WORKER) {
            session.send(new ToWorker.NewOrders(model.orders()));
        }
    }

    private void held(Session by, ToMaster.Held held, long now) {
        replicator.held(by.id, held, now);
        letGo();
    }

    private void handBack(Session by, ToMaster.HandBack part, long now) {
        replicator.handedBack(by, part, now).ifPresent(copy -> {
            Session of = session(part.of(), ToMaster.Kind.WORKER, now);
            if (of.connected()) {
                return;
            }
            of.settled();
            if (of.intake().next() == 0) {
                of.replication.assign(by.id, copy.getLast().next(), now);
                copy.forEach(span -> count(of, span, now));
                change(model.silent(
                        of.id, model.t0() + copy.getLast().snapshot().toNanos()));
            } else {
                replicator.restored(of, copy);
            }
        });
    }

    private void leaving(Session session, ToMaster.Leaving leaving, long now) {
        LOG.info("{} leaves: {}", session.id.name(), leaving.reason());
        session.leaving(model.stage(now));
        change(model.leaving(session.id, now));
    }

    private void trouble(Session session, ToMaster.Trouble trouble, long now) {
        LOG.warn("{}: {}", session.id.name(), trouble.message());
        if (!model.orders().started()) {
            change(model.ended(Orders.Reason.BROKEN, session.id.name() + ": " + trouble.message(), now));
        }
    }

    @Override
    public void closed(Downlink link) {
        Session session = byLink.remove(link);
        if (session != null && session.link().filter(link::equals).isPresent()) {
            session.disconnected();
            replicator.disconnected(session);
            change(model.away(session.id, loop.nanos()));
        }
    }

    // What it does by itself

    /** @param due when it was to be: everything that was heard up to then has been dealt with, even on a late loop */
    private void tick(long due) {
        try {
            if (step(due, loop.nanos())) {
                long next = nextTick();
                loop.at(next, () -> tick(next));
            }
        } catch (RuntimeException | Error bug) {
            result.completeExceptionally(bug);
        }
    }

    /** Whether the run goes on. */
    private boolean step(long due, long now) {
        forgiveIfStalled(now);
        findLost(due, now);
        boolean over = model.over(now, this::isIdle);
        boolean outstanding = takeOffers(now, over ? 0 : RETURN);
        start(now);
        change(model.reconciled(now));
        endIfDue(now);
        steering.ifPresent(search -> steer(search, now));
        replicator.tend(now);
        change(model.with(model.orders().unaccounted(before + traceless())));
        letGo();
        if (over && !outstanding) {
            finish(now);
            return false;
        }
        show(now());
        abortIfDue(now);
        return true;
    }

    private boolean isIdle(Member member) {
        return session(member.id(), ToMaster.Kind.WORKER, member.sinceNanos()).idle();
    }

    /** A little after the full second of the stage clock, so that the reports of that second are in. */
    private long nextTick() {
        long phase = model.t0() + settings.tickDelayNanos();
        return phase + (Math.floorDiv(loop.nanos() - phase, SECOND) + 1) * SECOND;
    }

    /** A master that could not listen for a while (stopped, starved) can't say who was silent meanwhile. */
    private void forgiveIfStalled(long now) {
        if (lastTick != 0 && now - lastTick > LONGEST_TICK) {
            LOG.warn("this master stood still for {} ms", (now - lastTick - SECOND) / 1_000_000);
            sessions.values().stream().filter(Session::connected).forEach(session -> session.heard(now));
        }
        lastTick = now;
    }

    /**
     * Who was silent for too long, as far as this process was listening at all. When all are silent at once, and not one
     * connection has broken, the fault is more likely here: they get more time.
     */
    private void findLost(long due, long now) {
        long timeout = settings.rules().lossTimeout().toNanos();
        long listened = Math.min(due, listening.getAsLong());
        long longest = isEverybodySilent(listened - timeout) ? ALL_AT_ONCE * timeout : timeout;
        for (Member member : model.members().all()) {
            Session session = session(member.id(), ToMaster.Kind.WORKER, member.sinceNanos());
            boolean dead = session.isGone() && !session.connected();
            if (member.status() == Member.Status.LOST && dead) {
                change(model.dead(member.id()));
            } else if (!member.gone() && (dead || listened - session.heardNanos() > longest)) {
                LOG.warn(
                        "{} is lost: {}",
                        member.id().name(),
                        dead ? "its process has ended" : "silent for more than " + timeout / SECOND + " s");
                session.link().ifPresent(this::forget);
                session.disconnected();
                change(model.lost(member.id(), member.silentSince(session.heardNanos()), now));
            }
        }
    }

    private boolean isEverybodySilent(long since) {
        List<Session> connected = sessions.values().stream()
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
        for (Session session : sessions.values()) {
            Optional<Session.Offer> offer = session.offer();
            if (offer.isPresent()) {
                takeOffer(session, offer.get(), now, patience);
                outstanding |= session.offer().isPresent();
            }
        }
        return outstanding;
    }

    private void takeOffer(Session session, Session.Offer offer, long now, long patience) {
        Session holder = Objects.requireNonNull(sessions.get(offer.holder())); // it said so itself
        boolean asked = offer.askedNanos() != 0;
        boolean silent = !holder.connected() && now - holder.heardNanos() > OFFER_PATIENCE;
        if (silent || (asked && now - offer.askedNanos() > OFFER_PATIENCE)) {
            session.settled();
        } else if (!asked && holder.connected() && now - offer.sinceNanos() >= patience) {
            holder.send(new ToWorker.Fetch(session.id, Long.MAX_VALUE));
            session.asked(now);
        }
    }

    private void start(long now) {
        if (model.mayStart() && awaited().isPresent()) {
            looking.cancel();
            looking = loop.after(SECOND / 20, () -> start(loop.nanos()));
        } else if (model.mayStart()) {
            long t0 = now + settings.rules().lead().toNanos();
            change(model.started(
                    t0, settings.wall().millis() + settings.rules().lead().toMillis()));
        }
    }

    private void steer(Steering search, long now) {
        if (model.orders().ending().isPresent()) {
            return;
        }
        search.next(model.stage(now), ledger.totals()).ifPresent(load -> change(search.driven(model, load, now)));
        ledger.searching(search.words(), Capacity.of(search.search()));
        if (search.over()) {
            change(model.ended(Orders.Reason.END, "", now));
        }
    }

    private void endIfDue(long now) {
        if (model.deadlinePassed(now)) {
            change(model.ended(Orders.Reason.BROKEN, missing(), now));
        } else if (model.forsaken(now)) {
            change(model.ended(Orders.Reason.BROKEN, "no worker is left", now));
        }
    }

    private String missing() {
        return "only " + model.members().count(Member.Status.READY) + " of "
                + Figure.of(settings.rules().expected(), "worker") + " came within "
                + settings.rules().startDeadline().toSeconds() + " s";
    }

    /** Who left before the end may go as soon as somebody else keeps what it did. */
    private void letGo() {
        for (Session session : sessions.values()) {
            boolean safe = replicator.safe(session) || !replicator.possible(session);
            if (session.leaving && session.finished && safe && !replicator.needed(session)) {
                session.send(new ToWorker.Dismissed());
            }
        }
    }

    private void finish(long now) {
        change(model.closed(now));
        show(now(Live.State.STOPPED));
        result.complete(ledger.result(closing()));
    }

    private Ledger.Closing closing() {
        Optional<Orders.Ending> ending = model.orders().ending();
        boolean pointless = reachability.never() && !settings.rules().waits();
        Optional<String> undriven = undriven();
        Instant now = settings.wall().instant();
        return new Ledger.Closing(
                settings.about().throngVersion(),
                settings.about().runId(),
                settings.about().planHash(),
                settings.about().spec(),
                model.orders()
                        .start()
                        .map(at -> Instant.ofEpochMilli(at.wallMillis()))
                        .orElse(now),
                now,
                Math.min(elapsed(), model.endNanos()),
                settings.shape(model),
                attendance(),
                pointless || undriven.isPresent()
                        ? End.BROKEN
                        : ending.map(Master::end).orElse(End.COMPLETE),
                pointless
                        ? unreachable()
                        : undriven.or(() -> ending.map(Orders.Ending::message)).orElse(""),
                model.orders().marks().stream().map(Master::degraded).toList(),
                uncertain(),
                settings.about().environment(),
                settings.about().baseline());
    }

    /** A run of which only a part was driven is not complete: why, if that is so now that it is over. */
    private Optional<String> undriven() {
        long end = model.endNanos();
        boolean cut =
                !model.orders().started() || model.orders().ending().isPresent() || model.stage(loop.nanos()) < end;
        if (cut || sessions.values().stream().anyMatch(session -> session.drove(end))) {
            return Optional.empty();
        }
        long until =
                sessions.values().stream().mapToLong(Session::drivenUntil).max().orElse(0);
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

    private static Result.Degraded degraded(Orders.Mark mark) {
        return new Result.Degraded(mark.fromNanos() / 1e9, mark.toNanos() / 1e9, mark.kind(), mark.message());
    }

    private String unreachable() {
        return "no request reached " + settings.plan().shownTarget() + ": " + reachability.message();
    }

    private long uncertain() {
        return before + uncertain(session -> true);
    }

    /**
     * Of those of whom another master would find neither an interval nor a place. It is told to everybody and never taken
     * back, so nobody is among them who may still be on the way here.
     */
    private long traceless() {
        long now = loop.nanos();
        Predicate<Session> settled = session -> now - model.openedNanos() > TRACE_PATIENCE
                && !session.connected()
                && now - session.heardNanos() > TRACE_PATIENCE
                && session.offer().isEmpty();
        Predicate<Session> lost = settled.and(replicator::lost);
        Predicate<Session> unknown = settled.and(session ->
                session.intake().next() == 0 && model.orders().membership().replaced(session.id));
        return uncertain(lost.or(unknown))
                + sessions.values().stream()
                        .filter(lost)
                        .mapToLong(Session::requests)
                        .sum();
    }

    private long uncertain(Predicate<Session> which) {
        if (!model.orders().started()) {
            return 0;
        }
        return new Uncertainty(
                        sessions.values(),
                        settings.shape(model),
                        model.t0(),
                        Math.clamp(model.stage(loop.nanos()), 0, model.endNanos()),
                        settings.rules().grace().toNanos())
                .of(which);
    }

    private void abortIfDue(long now) {
        ledger.abort(elapsed()).ifPresent(missed -> change(model.ended(Orders.Reason.THRESHOLD, missed, now)));
        if (reachability.never()
                && !settings.rules().waits()
                && model.stage(now) > TargetReachability.PATIENCE.toNanos()) {
            change(model.ended(Orders.Reason.BROKEN, unreachable(), now));
        }
    }

    /** Number of the first interval of this worker that is not counted. */
    public long counted(WorkerId id) {
        Session session = sessions.get(id);
        return session == null ? 0 : session.intake().next();
    }

    /** Whether nothing that was counted would be lost with this master. On its loop. */
    public boolean isEverythingKept() {
        return sessions.values().stream().allMatch(session -> session.connected() || replicator.safe(session));
    }

    /** Completes as soon as nothing that was counted would be lost with this master. */
    public CompletableFuture<Void> everythingIsKept() {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        loop.execute(() -> awaitKept(kept));
        return kept;
    }

    private void awaitKept(CompletableFuture<Void> kept) {
        if (isEverythingKept()) {
            kept.complete(null);
        } else if (!kept.isDone()) {
            loop.after(SECOND / 20, () -> awaitKept(kept));
        }
    }

    private void change(RunModel next) {
        model = next;
        employ();
        boolean matters = model.orders().started() || model.orders().ending().isPresent();
        if (matters && model.orders().epoch() > sentEpoch) {
            sending.cancel();
            sending = loop.after(ORDERS_PAUSE, this::sendOrders);
        }
    }

    /** Notes who has a share for the first time. */
    private void employ() {
        if (!model.orders().started() || model.orders().epoch() == employedEpoch) {
            return;
        }
        employedEpoch = model.orders().epoch();
        long now = loop.nanos();
        for (Member member : model.members().all()) {
            if (model.orders().membership().includes(member.id().name())) {
                session(member.id(), ToMaster.Kind.WORKER, now)
                        .employed(member.weight(), Math.max(0, model.stage(now)));
            }
        }
    }

    private void sendOrders() {
        sentEpoch = model.orders().epoch();
        ToWorker.NewOrders latest = new ToWorker.NewOrders(model.orders());
        byLink.values().stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER)
                .forEach(session -> session.send(latest));
    }

    private void show(Ledger.Now now) {
        live = ledger.live(now);
        listeners.forEach(listener -> listener.accept(live));
    }

    private Ledger.Now now() {
        return now(settings.state(model, loop.nanos()));
    }

    private Ledger.Now now(Live.State state) {
        return new Ledger.Now(state, elapsed(), settings.shape(model), attendance());
    }

    /** The stage clock, not below 0. */
    private long elapsed() {
        return Math.max(0, model.stage(loop.nanos()));
    }

    /** By name: an incarnation that was replaced is not shown beside the one that took its place. */
    private List<Ledger.Attendance> attendance() {
        Map<String, Ledger.Attendance> byName = new LinkedHashMap<>();
        for (Session session : sessions.values()) {
            Optional<Member> member = model.members().member(session.id);
            if (session.kind == ToMaster.Kind.WORKER
                    && (member.isPresent()
                            || model.members().member(session.id.name()).isEmpty())) {
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

    private void once(String message) {
        if (said.size() < 1000 && said.add(message)) {
            LOG.warn(message);
        }
    }
}
