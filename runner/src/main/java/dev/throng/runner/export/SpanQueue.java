package dev.throng.runner.export;

import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.trace.Span;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The spans that wait for one receiver: so many at most, and posted some hundreds at a time. */
final class SpanQueue {
    private static final int MOST = 8192;
    private static final int AT_ONCE = 512;
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Export to;
    private final SpanEncoding encoding;
    private final Consumer<String> say;
    private final BlockingQueue<Span> waiting = new LinkedBlockingQueue<>(MOST);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private volatile boolean over;
    private Optional<String> problem = Optional.empty();

    SpanQueue(Export to, SpanEncoding encoding, Consumer<String> say) {
        this.to = to;
        this.encoding = encoding;
        this.say = say;
        this.thread = Thread.ofVirtual().name("spans-" + to.name()).unstarted(this::run);
    }

    SpanQueue start() {
        thread.start();
        return this;
    }

    void add(Span span) {
        if (!waiting.offer(span)) {
            lost.incrementAndGet();
        }
    }

    /** What to say when not all have arrived. */
    Optional<String> stop(Duration patience) throws InterruptedException {
        over = true;
        if (!thread.join(patience)) {
            thread.interrupt();
        }
        long missing = lost.get() + waiting.size();
        return missing == 0
                ? Optional.empty()
                : Optional.of("export: " + missing + " traced requests did not reach " + to.name());
    }

    private void run() {
        try (Post post = new Post(to.with(traces(to.url())), encoding.headers())) {
            List<Span> spans = new ArrayList<>();
            while (next(spans)) {
                Post.Answer answer = post.send(encoding.encode(spans), ATTEMPT);
                tell(answer);
                if (!answer.taken()) {
                    lost.addAndGet(spans.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that are there after a while; false when no more will come. */
    private boolean next(List<Span> spans) throws InterruptedException {
        spans.clear();
        while (spans.isEmpty()) {
            boolean last = over;
            Span first = waiting.poll(last ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                spans.add(first);
                waiting.drainTo(spans, AT_ONCE - 1);
            } else if (last) {
                return false;
            }
        }
        return true;
    }

    private void tell(Post.Answer answer) {
        if (answer.problem().isPresent() && problem.isEmpty()) {
            say.accept("export: " + to.name() + " does not take traced requests: "
                    + answer.problem().get());
        }
        problem = answer.problem();
    }

    private static URI traces(URI metrics) {
        return URI.create(metrics.toString().replaceFirst("/v1/metrics$", "/v1/traces"));
    }
}
