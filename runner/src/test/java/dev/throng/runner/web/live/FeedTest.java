package dev.throng.runner.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.web.FakeRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.many(50), 2);
    private final Feed feed = new Feed(run.plan(), false, run.live(), () -> Instant.EPOCH);
    private final Subscriber page = new Subscriber();

    private FeedTest() {
        run.onTick(feed::tick);
    }

    /** Everything that a page was sent. */
    private static List<JsonNode> frames(Feed feed, Subscriber subscriber) throws Exception {
        feed.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        subscriber.writeTo(out);
        List<JsonNode> frames = new ArrayList<>();
        for (String event : out.toString(StandardCharsets.UTF_8).split("\n\n")) {
            if (event.startsWith("data:")) {
                frames.add(read(event.substring("data:".length())));
            }
        }
        return frames;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A subscriber that keeps what it is offered, as one that is read from at once would. */
    private List<JsonNode> offered(int seconds) {
        List<JsonNode> frames = new ArrayList<>();
        Subscriber eager = new Subscriber() {
            @Override
            void offer(byte[] change, java.util.function.Supplier<byte[]> whole) {
                frames.add(read(new String(change, StandardCharsets.UTF_8)));
            }
        };
        feed.subscribe(eager);
        run.advance(seconds);
        return frames;
    }

    @Test
    void theFirstFrameIsTheWholeState() {
        run.advance(10);
        JsonNode first = offered(0).getFirst();
        assertThat(first.get("kind").asText()).isEqualTo("whole");
        assertThat(first.get("run").get("name").asText()).isEqualTo("items-api");
        assertThat(first.get("chart").get(0)).hasSize(10);
    }

    @Test
    void aTickHasOnlyTheRowsThatChanged() {
        run.advance(30);
        List<JsonNode> frames = offered(3);
        JsonNode whole = frames.getFirst();
        JsonNode tick = frames.getLast();
        assertThat(tick.get("kind").asText()).isEqualTo("tick");
        assertThat(tick.get("names").size())
                .isPositive()
                .isLessThan(whole.get("names").size() + 1);
        assertThat(tick.get("point")).hasSize(ChartPoint.Column.values().length);
        assertThat(tick.has("chart")).isFalse();
    }

    @Test
    void aReportThatIsAMomentLateLeavesNoHoleInTheChart() {
        run.advance(100);
        Live before = run.live();
        Feed other = new Feed(run.plan(), false, before, () -> Instant.EPOCH);
        other.tick(later(before));
        run.advance(2);
        other.tick(run.live());
        List<JsonNode> chart = new ArrayList<>();
        other.subscribe(new Subscriber() {
            @Override
            void offer(byte[] change, java.util.function.Supplier<byte[]> whole) {
                chart.add(read(new String(change, StandardCharsets.UTF_8)).get("chart"));
            }
        });
        JsonNode rps = chart.getFirst().get(ChartPoint.Column.RPS.ordinal());
        assertThat(rps.get(0).isNull()).isTrue();
        assertThat(rps.get(1).asDouble())
                .isEqualTo((run.live().totals().requests() - before.totals().requests()) / 2.0);
    }

    /** The same figures a second later. */
    private static Live later(Live live) {
        return new Live(
                live.state(),
                live.elapsedNanos() + 1_000_000_000,
                live.lengthNanos(),
                live.judgedSeconds(),
                live.phase(),
                live.phaseName(),
                live.users(),
                live.intendedUsers(),
                live.intendedRate(),
                live.workers(),
                live.workersLost(),
                live.totals(),
                live.warmupRequests(),
                live.warmupFailures(),
                live.recent(),
                live.phases(),
                live.names(),
                live.failures(),
                live.counters(),
                live.workerViews(),
                live.health(),
                live.thresholds(),
                live.own(),
                live.loads());
    }

    @Test
    void whoFallsBehindGetsTheWholeStateAgain() throws Exception {
        feed.subscribe(page);
        run.advance(40);
        assertThat(page.waiting()).isLessThanOrEqualTo(8);
    }

    @Test
    void aResetIsTheWholeStateAnew() {
        FakeRun interactive = new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
        Feed other = new Feed(interactive.plan(), false, interactive.live(), () -> Instant.EPOCH);
        interactive.onTick(other::tick);
        interactive.load(10, 10);
        interactive.advance(10);
        List<String> kinds = new ArrayList<>();
        other.subscribe(new Subscriber() {
            @Override
            void offer(byte[] change, java.util.function.Supplier<byte[]> whole) {
                kinds.add(read(new String(change, StandardCharsets.UTF_8))
                        .get("kind")
                        .asText());
            }
        });
        interactive.resetStatistics();
        assertThat(kinds).containsExactly("whole", "whole");
    }

    @Test
    void numbersThatAreNotKnownAreNull() {
        JsonNode whole = offered(0).getFirst();
        assertThat(whole.get("head").get("recent").get(9).isNull()).isTrue();
        assertThat(whole.toString()).doesNotContain("NaN");
    }

    @Test
    void theStreamEndsWithTheFeed() throws Exception {
        feed.subscribe(page);
        assertThat(frames(feed, page)).isEmpty();
    }
}
