package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.OneTimeProgress;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.Protocol;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: keeps in connection, follows the latest orders, hands over what it measured, and keeps copies of others.
 * Confined to its loop.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long SECOND = 1_000_000_000;

    private final Loop loop;
    private final Settings settings;
    private final WorkerEnvironment environment;
    private final MasterConnection connection;
    private final History history;
    private final Outbox outbox;
    private final ReplicaStore replicas = new ReplicaStore(() -> new History(8, 16, 16 << 20));
    private final CompletableFuture<WorkerExit> done = new CompletableFuture<>();
    private @Nullable Job job;

    /** A plan is compiled once. */
    private boolean preparing;

    /** The orders it knew before those that its code is being told of; -1 when that is not under way. */
    private long knownBefore = -1;

    /** What the connected master said while the plan is being compiled; with the latest orders. */
    private ToWorker.@Nullable Welcome invitation;

    private Orders orders = Orders.NONE;
    private Loop.Timer change = Loop.Timer.NONE;
    private boolean welcome;
    private volatile Consumer<String> notices = notice -> {};
    private boolean leaving;

    /** Why the master was out of reach when that was last told, before there was any. */
    private String lookedFor = "";

    private int nameRefusals;
    private long busyAt;

    /**
     * @param kind a holder has no share of the load and may lack equipment's use
     * @param weight of its share
     * @param patienceNanos how long it looks for a master when it has nothing else to do
     * @param lonely whether its master goes when it goes: nobody else ever asks for what it has handed over
     */
    public record Settings(
            WorkerId id, ToMaster.Kind kind, int weight, Optional<String> runId, long patienceNanos, boolean lonely) {

        public Settings(WorkerId id, ToMaster.Kind kind, int weight, Optional<String> runId, long patienceNanos) {
            this(id, kind, weight, runId, patienceNanos, false);
        }

        private History history() {
            return lonely ? new History(0, 16, 0) : new History(32, 16, 32 << 20);
        }
    }

    /** What it takes part in. */
    private record Job(String runId, String planHash, Plan plan, ShareDriver driver) {}

    public Worker(Loop loop, Dialer dialer, RandomGenerator random, Settings settings, WorkerEnvironment environment) {
        this.loop = loop;
        this.settings = settings;
        this.environment = environment;
        this.history = settings.history().ahead(random.nextInt(16));
        this.outbox = new Outbox(history);
        this.connection = new MasterConnection(loop, dialer, random, new MasterEvents());
    }

    /** @param listener is told for people what becomes of it, on its loop; before {@link #start} */
    public void onNotice(Consumer<String> listener) {
        notices = listener;
    }

    /** Starts to look for the master. Any thread. */
    public void start() {
        loop.execute(() -> {
            busyAt = loop.nanos();
            connection.dial();
            beat();
        });
    }

    /** Completes when it has nothing left to do. */
    public CompletableFuture<WorkerExit> done() {
        return done;
    }

    /** It is told to go: it ends its part gracefully and hands over. Any thread. */
    public void leave(String reason) {
        loop.execute(() -> {
            leaving = true;
            connection.send(new ToMaster.Leaving(reason));
            if (goesUnasked()) {
                finish(new WorkerExit.Dismissed());
            } else if (job != null && job.driver().started()) {
                job.driver().stop(job.plan().gracePeriod());
            } else {
                finish(new WorkerExit.Dismissed());
            }
        });
    }

    /** There is nothing left to hand over, and nobody who would say so. */
    private boolean goesUnasked() {
        return leaving && over() && !connection.connected() && outbox.allAcknowledged();
    }

    private void beat() {
        if (done.isDone()) {
            return;
        }
        if (connection.connected()) {
            connection.ping();
            tellOfLife();
            connection.listen();
            outbox.beat();
            pump();
        }
        abandonIfAlone();
        loop.after(SECOND, this::beat);
    }

    private void tellOfLife() {
        ClockSync.Sample best = connection.clocks().best();
        List<Long> drawn = job == null ? List.of() : job.driver().drawn();
        long known = knownBefore < 0 ? orders.epoch() : knownBefore;
        connection.send(new ToMaster.Heartbeat(best.offsetNanos(), best.roundTripNanos(), known, drawn));
    }

    /** Rows are running low, or the master waits for these orders to be known: it is to hear at once. */
    private void tellOfRows() {
        if (connection.connected() && welcome) {
            tellOfLife();
        }
    }

    private boolean over() {
        return job != null && job.driver().over();
    }

    private boolean isDriving() {
        return job != null && job.driver().started() && !over();
    }

    /** Nobody to hand over to, and nothing else to do. */
    private void abandonIfAlone() {
        if (welcome || isDriving()) {
            busyAt = loop.nanos();
        } else if (loop.nanos() - busyAt > settings.patienceNanos()) {
            finish(new WorkerExit.Abandoned(outbox.allAcknowledged()));
        }
    }

    private void finish(WorkerExit exit) {
        if (done.complete(exit)) {
            connection.close();
        }
    }

    private ToMaster.Hello hello() {
        return new ToMaster.Hello(
                Protocol.VERSION,
                settings.id(),
                settings.kind(),
                settings.weight(),
                job == null ? settings.runId() : Optional.of(job.runId()),
                Optional.ofNullable(job).map(Job::planHash),
                job == null || !(orders.started() || orders.oneTime().isBegun())
                        ? Optional.empty()
                        : Optional.of(orders.shifted(connection.offsetNanos())),
                history.next(),
                over(),
                replicas.holdings());
    }

    private void welcomed(ToWorker.Welcome message) {
        connection.welcomed();
        if (job != null || settings.kind() == ToMaster.Kind.HOLDER) {
            takePart(message, false);
            return;
        }
        invitation = message;
        if (!preparing) {
            preparing = true;
            prepare(message);
        }
    }

    /** Compiling a plan can take seconds where it has code: meanwhile the master has to hear from this worker. */
    private void prepare(ToWorker.Welcome message) {
        if (environment.aside()) {
            Thread.ofPlatform().daemon().name("plan").start(() -> {
                Runnable then = prepared(message);
                loop.execute(then);
            });
        } else {
            prepared(message).run();
        }
    }

    /** Any thread. What it returns is for the loop. */
    private Runnable prepared(ToWorker.Welcome message) {
        try {
            Plan plan = environment.compiler().apply(message.plan());
            ShareDriver driver = new ShareDriver(loop, plan, this::measured, this::tellOfRows);
            OneTimeProgress oneTime = message.orders().oneTime();
            if (!plan.once().coded() || oneTime.isSetUp()) {
                driver.equip(engine(plan, oneTime));
            }
            return () -> accept(new Job(message.runId(), message.planHash(), plan, driver));
        } catch (RuntimeException unable) {
            String why = String.valueOf(unable.getMessage());
            return () -> decline(why);
        }
    }

    /** May block: code has its say. */
    private Engine engine(Plan plan, OneTimeProgress oneTime) {
        return environment.engines().create(plan.once().coded() ? plan.withShared(oneTime.given()) : plan);
    }

    /** What the code gave before the run is known: now it has its say here. The master waits for it. */
    private void equip(Job current, Orders earlier) {
        if (knownBefore >= 0
                || current.driver().isEquipped()
                || current.driver().over()) {
            return;
        }
        knownBefore = earlier.epoch();
        OneTimeProgress oneTime = orders.oneTime();
        Runnable work = () -> {
            try {
                Engine engine = engine(current.plan(), oneTime);
                loop.execute(() -> equipped(current, engine));
            } catch (RuntimeException unable) {
                loop.execute(() -> decline(String.valueOf(unable.getMessage())));
            }
        };
        if (environment.aside()) {
            Thread.ofPlatform().daemon().name("plan").start(work);
        } else {
            work.run();
        }
    }

    private void equipped(Job current, Engine engine) {
        knownBefore = -1;
        current.driver().equip(engine);
        drive(current);
        tellOfRows();
    }

    private void accept(Job prepared) {
        ToWorker.Welcome latest = invitation;
        invitation = null;
        job = prepared;
        if (latest != null) {
            takePart(latest, true);
        }
    }

    private void decline(String why) {
        connection.send(new ToMaster.Trouble(why));
        finish(new WorkerExit.Unable(why));
    }

    private void takePart(ToWorker.Welcome message, boolean first) {
        notices.accept(first ? "takes part in run " + message.runId() : "is back with the master");
        connection.send(new ToMaster.Ready());
        welcome = true;
        outbox.welcome(message.next());
        if (leaving) {
            connection.send(new ToMaster.Leaving("it was told to go"));
        }
        follow(message.orders());
        pump();
        if (over()) {
            repeatLast();
        }
    }

    private void fetch(ToWorker.Fetch wanted) {
        boolean own = wanted.of().equals(settings.id());
        handBack(wanted.of(), own ? history.before(wanted.upTo()) : replicas.copy(wanted.of()));
    }

    private void handBack(WorkerId of, List<Span> spans) {
        for (int i = 0; i < spans.size(); i++) {
            connection.send(new ToMaster.HandBack(of, spans.get(i), i == spans.size() - 1));
        }
    }

    /** A master that has every interval may still not know that no more will come. */
    private void repeatLast() {
        if (outbox.allAcknowledged() && history.next() > 0) {
            outbox.latest().ifPresent(span -> connection.send(new ToMaster.Report(span, true)));
        }
    }

    /** @param latest stage time 0 on the master's clock */
    private void follow(Orders latest) {
        if (job == null) {
            invitation = invitation == null ? null : invitation.with(latest);
            return;
        }
        if (latest.epoch() <= orders.epoch()) {
            return;
        }
        Orders before = orders;
        orders = latest.shifted(-connection.offsetNanos()).onClockOf(before);
        obey(job, before);
        if (!orders.feeds().equals(before.feeds()) || !orders.oneTime().equals(before.oneTime())) {
            tellOfRows();
        }
    }

    private void obey(Job current, Orders before) {
        if (orders.resetNanos() != before.resetNanos()) {
            outbox.reset(orders.resetNanos());
        }
        if (current.plan().once().coded() && orders.oneTime().isSetUp()) {
            equip(current, before);
        }
        drive(current);
        orders.ending().ifPresent(ending -> current.driver().stop(ending.grace()));
        if (orders.membership().replaced(settings.id())) {
            current.driver().stop(current.plan().gracePeriod());
        }
    }

    private void drive(Job current) {
        orders.start().ifPresent(start -> {
            if (!current.driver().started()
                    && !leaving
                    && orders.membership().includes(settings.id().name())) {
                change.cancel();
                // One that joins later begins when the others have given up what it gets.
                change = loop.at(start.t0Nanos() + joining(), () -> begin(current, start.t0Nanos()));
            } else if (current.driver().started()) {
                change.cancel();
                change = loop.at(start.t0Nanos() + orders.effectiveNanos(), () -> change(current));
            }
        });
    }

    /** On the stage clock; whoever is there from the start is ready before it. */
    private long joining() {
        return orders.effectiveNanos() > 0 ? orders.effectiveNanos() : Long.MIN_VALUE / 2;
    }

    private void begin(Job current, long t0Nanos) {
        if (!leaving
                && !current.driver().started()
                && current.driver().isEquipped()
                && orders.membership().includes(settings.id().name())) {
            current.driver()
                    .start(
                            t0Nanos,
                            shape(current.plan()),
                            share(current.plan()),
                            current.plan().once().coded()
                                    ? ""
                                    : orders.oneTime().given());
        }
    }

    private void change(Job current) {
        current.driver().change(shape(current.plan()), share(current.plan()));
    }

    private Shape shape(Plan plan) {
        return orders.shape(plan.shape().orElseGet(Shapes::interactive));
    }

    private Share share(Plan plan) {
        return orders.share(settings.id().name(), plan).orElseThrow();
    }

    private void measured(ShareDriver.Measured measured) {
        history.add(measured.span());
        pump();
    }

    private void pump() {
        while (welcome) {
            Optional<Span> span = outbox.poll();
            if (span.isEmpty()) {
                return;
            }
            connection.send(new ToMaster.Report(span.get(), over() && span.get().next() == history.next()));
        }
    }

    private void refused(ToWorker.Refused message) {
        boolean patience = !message.refusal().permanent() && ++nameRefusals <= 30;
        if (isDriving() || patience) {
            LOG.warn("the master refused this worker: {}", message.reason());
            connection.redial(message.reason());
        } else {
            finish(new WorkerExit.TurnedAway(message.refusal(), message.reason()));
        }
    }

    private final class MasterEvents implements MasterConnection.Events {
        @Override
        public void reached() {
            connection.send(hello());
        }

        @Override
        public void received(ToWorker message) {
            switch (message) {
                case ToWorker.Pong pong -> {}
                case ToWorker.Welcome welcomed -> welcomed(welcomed);
                case ToWorker.Refused refused -> refused(refused);
                case ToWorker.NewOrders latest -> follow(latest.orders());
                case ToWorker.Ack ack -> {
                    outbox.acknowledged(ack.next(), ack.kept());
                    pump();
                }
                case ToWorker.Resend resend -> {
                    outbox.resend(resend.from());
                    pump();
                }
                case ToWorker.Hold hold -> replicas.hold(hold).ifPresent(connection::send);
                case ToWorker.Fetch fetch -> fetch(fetch);
                case ToWorker.Release release -> replicas.release(release.of());
                case ToWorker.Dismissed dismissed -> finish(new WorkerExit.Dismissed());
            }
        }

        @Override
        public void lost(String reason) {
            if (welcome && !done.isDone()) {
                notices.accept("lost the master: " + reason
                        + (isDriving() ? "; drives on and looks for it" : "; looks for it"));
            } else if (job == null && !done.isDone() && !reason.equals(lookedFor)) {
                lookedFor = reason;
                notices.accept("looks for the master: " + reason);
            }
            welcome = false;
            invitation = null;
            if (goesUnasked()) {
                finish(new WorkerExit.Dismissed()); // both were told to go, and the master was faster
            }
        }
    }
}
