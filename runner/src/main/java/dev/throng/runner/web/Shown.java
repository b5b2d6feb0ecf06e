package dev.throng.runner.web;

import dev.throng.runner.cluster.Run;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.web.live.Feed;
import dev.throng.runner.web.live.Journal;
import dev.throng.runner.web.metrics.Scrapes;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run on the page: its ticks, handed from the run's thread to one of our own, become frames of the feed. Safe for all
 * threads.
 */
final class Shown implements AutoCloseable {
    private final Run run;
    private final Feed feed;
    private final Scrapes scrapes;
    private final LinkedBlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final Thread reader;

    private Shown(Run run, boolean repeatable, WebSettings.Labels labels, InstantSource clock) {
        this.run = run;
        this.scrapes = new Scrapes(run, labels.namespace(), labels.loadTest(), labels.run());
        this.feed = new Feed(run.plan(), repeatable, run.live(), clock);
        this.reader = Thread.ofVirtual().name("web-feed").unstarted(this::read);
    }

    /** @param repeatable whether this run can be followed by another */
    static Shown of(Run run, boolean repeatable, WebSettings.Labels labels, InstantSource clock) {
        Shown shown = new Shown(run, repeatable, labels, clock);
        shown.reader.start();
        run.onTick(live -> shown.news.add(new Tick(live)));
        var unused = run.result().whenComplete(shown::ended);
        return shown;
    }

    private sealed interface News {}

    private record Tick(Live live) implements News {}

    private record Judged(Verdict verdict) implements News {}

    private record Broke(String why) implements News {}

    private record Closed() implements News {}

    private void ended(@Nullable Result result, @Nullable Throwable failure) {
        news.add(result != null ? new Judged(result.verdict()) : new Broke(String.valueOf(failure)));
    }

    private void read() {
        try {
            while (tell(news.take())) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feed.end();
    }

    /** Whether more is to come. */
    private boolean tell(News next) {
        switch (next) {
            case Tick tick -> feed.tick(tick.live);
            case Judged judged -> feed.judged(judged.verdict);
            case Broke broke -> feed.note(Journal.Level.BAD, "The run broke: " + broke.why);
            case Closed closed -> {
                return false;
            }
        }
        return true;
    }

    Run run() {
        return run;
    }

    Feed feed() {
        return feed;
    }

    Scrapes scrapes() {
        return scrapes;
    }

    /** Whether everything is measured and merged. */
    boolean over() {
        return run.result().isDone();
    }

    /** Sends out what has come and ends the pages' streams. */
    @Override
    public void close() {
        news.add(new Closed());
        try {
            reader.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
