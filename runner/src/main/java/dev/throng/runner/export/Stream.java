package dev.throng.runner.export;

import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.web.metrics.Scrapes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What one receiver is sent of a run, from its first values to its last. */
final class Stream {
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    /** For one who took nothing when it was last asked. */
    private static final Duration ONE_MORE_ATTEMPT = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Export to;
    private final Supplier<Scrapes> sources;
    private final Encoding encoding;
    private final Consumer<String> say;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> problem = Optional.empty();
    private Scrapes source;
    private Instant last = Instant.EPOCH;
    private boolean known;
    private boolean complete;

    /** @param sources of the run's metrics, whose series begin at 0 */
    Stream(Export to, Supplier<Scrapes> sources, Encoding encoding, Consumer<String> say) {
        this.to = to;
        this.sources = sources;
        this.source = sources.get();
        this.encoding = encoding;
        this.say = say;
        this.thread = Thread.ofVirtual().name("export-" + to.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What is sent from now on is what is left to be sent. */
    void runEnded() {
        over.countDown();
    }

    /**
     * Waits for the final values to arrive, and gives them up then; sooner when it is no wonder that they do not.
     *
     * @return what to say when they have not
     */
    Optional<String> stop(Duration patience) throws InterruptedException {
        Duration limit = problem.isPresent() ? shorter(patience, ONE_MORE_ATTEMPT) : patience;
        if (done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        thread.interrupt();
        return Optional.of("export: the last metrics did not reach " + to.name() + ": "
                + problem.orElse("it did not answer in time"));
    }

    private void run() {
        try (Post post = new Post(to, encoding.headers())) {
            Duration pause = FIRST_PAUSE;
            while (!complete) {
                Post.Answer answer = send(post);
                tell(answer);
                if (answer.taken()) {
                    pause = FIRST_PAUSE;
                    over.await(complete ? 0 : to.interval().toNanos(), TimeUnit.NANOSECONDS);
                } else if (rested(longer(pause, answer.after()))) {
                    pause = shorter(pause.multipliedBy(2), to.interval());
                }
            }
            end(post);
            done.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One who has taken nothing yet is to see every series begin at 0. */
    private Post.Answer send(Post post) throws InterruptedException {
        Scrapes.Taken taken;
        try {
            taken = source.take();
        } catch (IOException e) {
            return Post.Answer.not(Objects.requireNonNullElse(e.getMessage(), "the run did not answer"));
        }
        Post.Answer answer = post(post, encoding.encode(taken.metrics(), moment()));
        known |= answer.taken();
        complete = answer.taken() && taken.last();
        if (!known) {
            source = sources.get();
        }
        return answer;
    }

    private static Post.Answer post(Post post, List<byte[]> bodies) throws InterruptedException {
        for (byte[] body : bodies) {
            Post.Answer answer = post.send(body, ATTEMPT);
            if (!answer.taken()) {
                return answer;
            }
        }
        return Post.Answer.TAKEN;
    }

    /** As a target that is gone from a scrape. What comes of it is not worth a word. */
    private void end(Post post) throws InterruptedException {
        var unused = post(post, encoding.end(last.plus(to.interval())));
    }

    /** Now, and after all moments before: receivers take no two values of one. */
    private Instant moment() {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    /** Whether all of the time has passed: a run that ends meanwhile is worth an attempt at once. */
    private boolean rested(Duration time) throws InterruptedException {
        if (over.getCount() > 0) {
            return !over.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
        Thread.sleep(time);
        return true;
    }

    private void tell(Post.Answer answer) {
        if (answer.problem().isPresent() && problem.isEmpty()) {
            say.accept("export: " + to.name() + " does not take the run's metrics: "
                    + answer.problem().get() + "; it is tried again, and the run does not wait for it");
        } else if (answer.taken() && problem.isPresent()) {
            say.accept("export: " + to.name() + " takes the run's metrics again");
        }
        problem = answer.problem();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
