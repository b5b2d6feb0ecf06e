package dev.throng.operator.loadtest.follow;

import dev.throng.operator.loadtest.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The masters that are listened to, and what each said last. Tells of what matters at once, of the rest at most once in a
 * while. Safe for all threads.
 */
public final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Masters masters;
    private final Clock clock;
    private final Duration pace;
    private final Consumer<RunId> news;
    private final Map<RunId, Subscription> subscriptions = new ConcurrentHashMap<>();

    /**
     * @param pace how often changed figures alone are worth a word
     * @param news called when there is something to look at; must be quick
     */
    public Following(Masters masters, Clock clock, Duration pace, Consumer<RunId> news) {
        this.masters = masters;
        this.clock = clock;
        this.pace = pace;
        this.news = news;
    }

    /** Listens to a run's master from now on, if it does not already; to another one instead if the pod was replaced. */
    public void follow(Master master) {
        subscriptions.compute(master.run(), (_, subscription) -> {
            if (subscription != null && subscription.listensTo(master)) {
                return subscription;
            }
            if (subscription != null) {
                subscription.close();
            }
            return new Subscription(master, subscription == null ? null : subscription.last);
        });
    }

    /** Nothing more is wanted of the run. */
    public void forget(RunId run) {
        Subscription subscription = subscriptions.remove(run);
        if (subscription != null) {
            subscription.close();
        }
    }

    /** Nothing more is wanted of a LoadTest that is gone. */
    public void forgetAll(String namespace, String loadTest) {
        subscriptions.keySet().stream()
                .filter(run ->
                        run.namespace().equals(namespace) && run.loadTest().equals(loadTest))
                .forEach(this::forget);
    }

    /** What the run's master said last, itself or its predecessor. */
    public Optional<Progress> last(RunId run) {
        return Optional.ofNullable(subscriptions.get(run))
                .flatMap(subscription -> Optional.ofNullable(subscription.last));
    }

    /** Since when the run's master has not been heard, though it is listened to; empty while it is heard. */
    public Optional<Instant> silentSince(RunId run) {
        return Optional.ofNullable(subscriptions.get(run))
                .flatMap(subscription -> Optional.ofNullable(subscription.silentSince));
    }

    /** One stream. What was said last outlives it. */
    private final class Subscription {
        private final Master master;
        private final Masters.Watching stream;
        private volatile @Nullable Progress last;
        private volatile @Nullable Instant silentSince;
        private Instant told = Instant.MIN;

        Subscription(Master master, @Nullable Progress last) {
            this.master = master;
            this.last = last;
            this.silentSince = clock.instant();
            this.stream = masters.watch(master, this::heard, this::silent);
        }

        boolean listensTo(Master wanted) {
            return master.equals(wanted);
        }

        private synchronized void heard(Progress now) {
            Progress before = last;
            last = now;
            silentSince = null;
            Instant time = clock.instant();
            if (before == null || matters(before, now) || !told.plus(pace).isAfter(time)) {
                told = time;
                news.accept(master.run());
            }
        }

        private synchronized void silent(String reason) {
            if (silentSince == null) {
                LOG.info("run {}: the master is out of reach: {}", master.run().id(), reason);
                silentSince = clock.instant();
                news.accept(master.run());
            }
        }

        void close() {
            stream.close();
        }
    }

    /** Whether something changed that nobody should wait for. */
    private static boolean matters(Progress before, Progress now) {
        return before.state() != now.state()
                || before.ready() != now.ready()
                || before.lost() != now.lost()
                || !before.waitingFor().equals(now.waitingFor())
                || !before.silent().equals(now.silent())
                || before.unhealthy().isEmpty() != now.unhealthy().isEmpty()
                || before.missed().size() < now.missed().size();
    }
}
