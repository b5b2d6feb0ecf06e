package dev.throng.runner.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.step.StreamFormat;
import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.runner.script.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest implements EventStream.Meter {
    private static final Streaming.Figures FIGURES =
            new Streaming.Figures("token", "first", "between", "rate", "count");
    private static final long MILLI = 1_000_000;
    private static final long SENT = 3 * MILLI;

    private final List<String> measured = new ArrayList<>();
    private long standstill = -1;
    private Runnable hurry = () -> {};

    @Test
    void timesAreThoseAtWhichTheBytesWereThere() {
        EventStream stream = stream("end", Streaming.NO_LIMIT, Streaming.NO_LIMIT);
        come(stream, 10, "data: a\n\nda");
        come(stream, 30, "ta: b\n\n");
        come(stream, 50, "data: c\n\ndata: end\n\ndata: not looked at\n\n");

        assertThat(stream.failure()).isNull();
        assertThat(stream.overNanos()).isEqualTo(50 * MILLI);
        stream.close();
        assertThat(measured).containsExactly("first 10.0", "between 20.0", "between 20.0", "count 3.0", "rate 50.0");
    }

    @Test
    void whatComesTogetherIsNoTimeApartAndHasNoRate() {
        EventStream stream = stream("", 2, Streaming.NO_LIMIT);
        come(stream, 10, "data: a\n\ndata: b\n\n");
        stream.close();
        assertThat(measured).containsExactly("first 10.0", "between 0.0", "count 2.0");
    }

    @Test
    void timesAcrossAStandstillOfTheGeneratorSayNothing() {
        EventStream stream = stream("", Streaming.NO_LIMIT, Streaming.NO_LIMIT);
        come(stream, 10, "data: a\n\n");
        standstill = 20 * MILLI;
        come(stream, 30, "data: b\n\n");
        come(stream, 40, "data: c\n\n");
        stream.close();
        assertThat(measured).containsExactly("first 10.0", "between 10.0", "count 3.0");
    }

    @Test
    void patienceIsForTheFirstEventAndThenForTheNextOne() {
        EventStream stream = stream("", Streaming.NO_LIMIT, 100 * MILLI);
        assertThat(stream.deadline(SENT)).isEqualTo(SENT + 200 * MILLI);
        assertThat(stream.late(SENT, SENT + 199 * MILLI)).isNull();
        assertThat(stream.late(SENT, SENT + 200 * MILLI).message()).isEqualTo("no token within 200 ms");
        come(stream, 150, "data: a\n\n");
        assertThat(stream.deadline(SENT)).isEqualTo(250 * MILLI);
        assertThat(stream.isDone(SENT, 249 * MILLI)).isFalse();
        assertThat(stream.isDone(SENT, 250 * MILLI)).isTrue();
        assertThat(stream.failure()).extracting(Failure::message).isEqualTo("no token for 100 ms");
    }

    @Test
    void whoIsToldOfTheFirstEventFindsTheNextOnesDeadlineInTheFuture() {
        EventStream stream = stream("", Streaming.NO_LIMIT, 100 * MILLI);
        List<Long> deadlines = new ArrayList<>();
        hurry = () -> deadlines.add(stream.deadline(SENT));
        come(stream, 150, "data: a\n\n");
        assertThat(deadlines).containsExactly(250 * MILLI);
    }

    @Test
    void keepsWhatEventsCarryAsAListInJson() {
        EventStream stream = stream("end", Streaming.NO_LIMIT, Streaming.NO_LIMIT);
        come(stream, 1, "data: {\"a\":1}\n\ndata: say \"no\"\ndata: twice\n\ndata\n\ndata: end\n\n");
        Content content = new Content();
        stream.show(content);
        assertThat(new String(content.array(), content.from(), content.length(), StandardCharsets.UTF_8))
                .isEqualTo("[{\"a\":1},\n\"say \\\"no\\\"\\ntwice\",\n\"\"]");
        stream.close();
    }

    private EventStream stream(String until, long most, long nextNanos) {
        Streaming what = new Streaming(
                StreamFormat.events,
                until,
                most,
                Streaming.NO_LIMIT,
                0,
                "",
                Optional.empty(),
                FIGURES,
                nextNanos == Streaming.NO_LIMIT ? nextNanos : 2 * nextNanos,
                nextNanos);
        return new EventStream(what, 0, 1000, true, new SinkPool(), new JsonDocument(), this);
    }

    private static void come(EventStream stream, long atMillis, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.piece(bytes, 0, bytes.length, atMillis * MILLI);
    }

    @Override
    public void metric(MetricKind kind, String name, double value, long beganNanos) {
        measured.add(name + " " + value);
    }

    @Override
    public boolean stalled(long fromNanos, long toNanos) {
        return fromNanos <= standstill && standstill < toNanos;
    }

    @Override
    public void hurried() {
        hurry.run();
    }
}
