package dev.throng.runner.cluster;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: keeps in contact, follows the latest orders, hands over what it measured, and keeps copies of others.
 * Confined to its loop.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long SECOND = 1_000_000_000;

    private final Loop loop;
    private final Settings settings;
    private final Equipment equipment;
    private final Contact contact;
    private final History history;
    private final Outbox outbox;
    private final Vault vault = new Vault(() -> new History(8, 16, 16 << 20));
    private final CompletableFuture<Farewell> done = new CompletableFuture<>();
    private @Nullable Job job;
    private Orders orders = Orders.NONE;
    private Loop.Timer change = Loop.Timer.NONE;
    private boolean welcome;
    private boolean leaving;
    private int nameRefusals;
    private long busyAt;

    /**
     * @param kind a holder has no share of the load and may lack equipment's use
     * @param weight of its share
     * @param patienceNanos how long it looks for a master when it has nothing else to do
     */
    record Settings(WorkerId id, ToMaster.Kind kind, int weight, Optional<String> runId, long patienceNanos) {}

    /** What it takes part in. */
    private record Job(String runId, String planHash, Plan plan, Duty duty) {}

    Worker(Loop loop, Dialer dialer, RandomGenerator random, Settings settings, Equipment equipment) {
        this.loop = loop;
        this.settings = settings;
        this.equipment = equipment;
        this.history = new History(32, 16, 32 << 20).ahead(random.nextInt(16));
        this.outbox = new Outbox(history);
        this.contact = new Contact(loop, dialer, random, new MasterEvents());
    }

    /** Starts to look for the master. Any thread. */
    void start() {
        loop.execute(() -> {
            busyAt = loop.nanos();
            contact.dial();
            beat();
        });
    }

    /** Completes when it has nothing left to do. */
    CompletableFuture<Farewell> done() {
        return done;
    }

    /** It is told to go: it ends its part gracefully and hands over. Any thread. */
    void leave(String reason) {
        loop.execute(() -> {
            leaving = true;
            contact.send(new ToMaster.Leaving(reason));
            if (job != null && job.duty().started()) {
                job.duty().stop(job.plan().gracePeriod());
            } else {
                finish(new Farewell.Dismissed());
            }
        });
    }

    private void beat() {
        if (done.isDone()) {
            return;
        }
        if (contact.connected()) {
            contact.ping();
            ClockSync.Sample best = contact.clocks().best();
            contact.send(new ToMaster.Beat(best.offsetNanos(), best.roundTripNanos(), orders.epoch()));
            contact.listen();
            outbox.beat();
            pump();
        }
        abandonIfAlone();
        loop.after(SECOND, this::beat);
    }

    private boolean over() {
        return job != null && job.duty().over();
    }

    /** Nobody to hand over to, and nothing else to do. */
    private void abandonIfAlone() {
        boolean driving = job != null && job.duty().started() && !over();
        if (welcome || driving) {
            busyAt = loop.nanos();
        } else if (loop.nanos() - busyAt > settings.patienceNanos()) {
            finish(new Farewell.Abandoned(outbox.allAcknowledged()));
        }
    }

    private void finish(Farewell farewell) {
        if (done.complete(farewell)) {
            contact.close();
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
                job == null || !orders.started()
                        ? Optional.empty()
                        : Optional.of(orders.shifted(contact.offsetNanos())),
                history.next(),
                over(),
                vault.holdings());
    }

    private void welcomed(ToWorker.Welcome message) {
        if (!ready(message)) {
            return;
        }
        contact.welcomed();
        contact.send(new ToMaster.Ready());
        welcome = true;
        outbox.welcome(message.next());
        if (leaving) {
            contact.send(new ToMaster.Leaving("it was told to go"));
        }
        follow(message.orders());
        pump();
        if (over()) {
            repeatLast();
        }
    }

    private boolean ready(ToWorker.Welcome message) {
        if (job != null || settings.kind() == ToMaster.Kind.HOLDER) {
            return true;
        }
        try {
            Plan plan = equipment.compiler().apply(message.plan());
            Duty duty = new Duty(loop, plan, equipment.engines().create(plan), this::measured);
            job = new Job(message.runId(), message.planHash(), plan, duty);
            return true;
        } catch (RuntimeException unable) {
            contact.send(new ToMaster.Trouble(String.valueOf(unable.getMessage())));
            finish(new Farewell.Unable(String.valueOf(unable.getMessage())));
            return false;
        }
    }

    private void fetch(ToWorker.Fetch wanted) {
        boolean own = wanted.of().equals(settings.id());
        handBack(wanted.of(), own ? history.before(wanted.upTo()) : vault.copy(wanted.of()));
    }

    private void handBack(WorkerId of, List<Span> spans) {
        for (int i = 0; i < spans.size(); i++) {
            contact.send(new ToMaster.HandBack(of, spans.get(i), i == spans.size() - 1));
        }
    }

    /** A master that has every interval may still not know that no more will come. */
    private void repeatLast() {
        if (outbox.allAcknowledged() && history.next() > 0) {
            outbox.latest().ifPresent(span -> contact.send(new ToMaster.Report(span, true)));
        }
    }

    /** @param latest stage time 0 on the master's clock */
    private void follow(Orders latest) {
        if (job == null || latest.epoch() <= orders.epoch()) {
            return;
        }
        Orders before = orders;
        orders = latest.shifted(-contact.offsetNanos()).onClockOf(before);
        obey(job, before);
    }

    private void obey(Job current, Orders before) {
        if (orders.resetNanos() != before.resetNanos()) {
            outbox.reset(orders.resetNanos());
        }
        orders.start().ifPresent(start -> {
            if (!current.duty().started()
                    && !leaving
                    && orders.crew().member(settings.id().name())) {
                current.duty().start(start.t0Nanos(), shape(current.plan()), share(current.plan()));
            } else if (current.duty().started()) {
                change.cancel();
                change = loop.at(start.t0Nanos() + orders.effectiveNanos(), () -> change(current));
            }
        });
        orders.ending().ifPresent(ending -> current.duty().stop(ending.grace()));
        if (orders.crew().replaced(settings.id())) {
            current.duty().stop(current.plan().gracePeriod());
        }
    }

    private void change(Job current) {
        current.duty().change(shape(current.plan()), share(current.plan()));
    }

    private Shape shape(Plan plan) {
        return orders.shape(plan.shape().orElseGet(Shapes::interactive));
    }

    private Share share(Plan plan) {
        return orders.crew().share(settings.id().name(), plan).orElseThrow();
    }

    private void measured(Duty.Measured measured) {
        history.add(measured.span());
        pump();
    }

    private void pump() {
        while (welcome) {
            Optional<Span> span = outbox.poll();
            if (span.isEmpty()) {
                return;
            }
            contact.send(new ToMaster.Report(span.get(), over() && span.get().next() == history.next()));
        }
    }

    private void refused(ToWorker.Refused message) {
        boolean driving = job != null && job.duty().started() && !over();
        boolean patience = !message.refusal().permanent() && ++nameRefusals <= 30;
        if (driving || patience) {
            LOG.warn("the master refused this worker: {}", message.reason());
            contact.redial(message.reason());
        } else {
            finish(new Farewell.TurnedAway(message.refusal(), message.reason()));
        }
    }

    private final class MasterEvents implements Contact.Events {
        @Override
        public void reached() {
            contact.send(hello());
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
                case ToWorker.Hold hold -> vault.hold(hold).ifPresent(contact::send);
                case ToWorker.Fetch fetch -> fetch(fetch);
                case ToWorker.Release release -> vault.release(release.of());
                case ToWorker.Dismissed dismissed -> finish(new Farewell.Dismissed());
            }
        }

        @Override
        public void lost(String reason) {
            welcome = false;
        }
    }
}
