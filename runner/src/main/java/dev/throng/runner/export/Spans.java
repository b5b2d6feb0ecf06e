package dev.throng.runner.export;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.trace.Span;
import dev.throng.runner.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Sends the traced requests of this process to the receivers that speak OpenTelemetry's protocol, each from a thread of its own. What a
 * receiver does not take is lost and counted: spans are examples. Safe for all threads.
 */
public final class Spans implements Tracer {
    private static final Spans NONE = new Spans(List.of(), _ -> {});

    private final List<SpanQueue> queues;
    private final Consumer<String> say;

    private Spans(List<SpanQueue> queues, Consumer<String> say) {
        this.queues = queues;
        this.say = say;
    }

    /**
     * @param receivers of which those are told that speak the protocol, when the plan has traced requests
     * @param instance names this process
     * @param version Throng's
     */
    public static Spans start(
            Plan plan, List<Export> receivers, String instance, String version, Consumer<String> say) {
        if (plan.http().wires().tracedShare() <= 0) {
            return NONE;
        }
        SpanEncoding encoding = new SpanEncoding(plan.name(), instance, version);
        return new Spans(
                receivers.stream()
                        .filter(to -> to.protocol() == Export.Protocol.OTLP)
                        .map(to -> new SpanQueue(to, encoding, say).start())
                        .toList(),
                say);
    }

    /** Several of them as one, for a process that takes up one plan after another. */
    public static final class All {
        private final List<Spans> all = new CopyOnWriteArrayList<>();

        public Spans add(Spans one) {
            all.add(one);
            return one;
        }

        public void finish(Duration patience) throws InterruptedException {
            for (Spans one : all) {
                one.finish(patience);
            }
        }
    }

    /** Itself, or nobody when nothing would be sent. */
    public Optional<Tracer> tracer() {
        return queues.isEmpty() ? Optional.empty() : Optional.of(this);
    }

    @Override
    public void ended(Span span) {
        queues.forEach(queue -> queue.add(span));
    }

    /** Waits for the last ones to arrive, for so long at most, and says how many did not. */
    public void finish(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (SpanQueue queue : queues) {
            queue.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime()))).ifPresent(say);
        }
    }
}
