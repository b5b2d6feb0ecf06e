package dev.throng.runner.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.step.StreamFormat;
import dev.throng.runner.http.pool.SinkPool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventReaderTest {
    static final String SAMPLE = """
            : a comment
            retry: 100

            event: tick
            id: 1
            data: {"n":1}

            data:two
            data:  lines

            data

            event: nothing

            nonsense: here
            data: ä €

            data: unfinished
            """;
    private static final String[] IN_SAMPLE = {"tick|{\"n\":1}", "|two\n lines", "|", "|ä €"};

    @Test
    void readsServerSentEventsByTheStandard() {
        assertThat(read(StreamFormat.events, bytes(SAMPLE), 1000)).containsExactly(IN_SAMPLE);
        assertThat(read(StreamFormat.events, bytes("\uFEFF" + SAMPLE.replace("\n", "\r\n")), 1000))
                .containsExactly(IN_SAMPLE);
        assertThat(read(StreamFormat.events, bytes(SAMPLE.replace("\n", "\r")), 1000))
                .containsExactly(IN_SAMPLE);
    }

    @Test
    void readsLinesAlsoTheLastOne() {
        assertThat(read(StreamFormat.lines, bytes("{\"a\":1}\r\n\n  \n{\"b\":2}"), 1000))
                .containsExactly("|{\"a\":1}", "|{\"b\":2}");
    }

    @Test
    void takesPiecesAsTheyCome() {
        assertThat(read(StreamFormat.pieces, bytes("abcdefg"), 3)).containsExactly("|abc", "|def", "|g");
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamFormat.class,
            names = {"events", "lines"})
    void itDoesNotMatterHowTheNetworkCutsIt(StreamFormat format) {
        for (String text : List.of(SAMPLE, SAMPLE.replace("\n", "\r\n"), SAMPLE.replace("\n", "\r"))) {
            List<String> whole = read(format, bytes(text), Integer.MAX_VALUE);
            IntStream.rangeClosed(1, 40)
                    .forEach(size -> assertThat(read(format, bytes(text), size))
                            .as("in pieces of %d", size)
                            .isEqualTo(whole));
        }
    }

    @Test
    void agreesWithThePlainReadingOfTheStandardWhateverComes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutant = mutant(random);
            assertThat(read(StreamFormat.events, mutant, 1 + random.nextInt(30)))
                    .as("round %d", round)
                    .isEqualTo(plainly(new String(mutant, StandardCharsets.ISO_8859_1)));
        }
    }

    /** The sample with a few bytes changed, taken out, put in or doubled. */
    private static byte[] mutant(SplittableRandom random) {
        StringBuilder text = new StringBuilder(new String(bytes(SAMPLE), StandardCharsets.ISO_8859_1));
        String spice = "\r\n: de\u0000ï»¿";
        for (int change = random.nextInt(12); change >= 0; change--) {
            int at = random.nextInt(text.length());
            char one = spice.charAt(random.nextInt(spice.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, one);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, one);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The standard's words as they are, for a text that is whole. */
    private static List<String> plainly(String text) {
        List<String> events = new ArrayList<>();
        String data = null;
        String name = "";
        String rest = text.startsWith("ï»¿") ? text.substring(3) : text;
        String[] lines = rest.split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            if (line.isEmpty()) {
                if (data != null) {
                    events.add(utf8(name) + "|" + utf8(data));
                }
                data = null;
                name = "";
            } else if (field.equals("data")) {
                data = data == null ? value : data + "\n" + value;
            } else if (field.equals("event")) {
                name = value;
            }
        }
        return events;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void anEventThatIsTooLongIsAProblemAndNothingMoreIsKept() {
        for (String text : List.of(
                "data: " + "x".repeat(200) + "\n\n",
                "x".repeat(200),
                "data: 1234567890\n".repeat(20) + "\n",
                "event: " + "x".repeat(200))) {
            List<String> events = new ArrayList<>();
            EventReader reader = EventReader.of(
                    StreamFormat.events, new SinkPool(), 100, (name, data, from, length) -> events.add("one"));
            byte[] bytes = bytes(text);
            for (int i = 0; i < bytes.length; i++) {
                reader.piece(bytes, i, 1);
            }
            assertThat(reader.problem()).isEqualTo("an event longer than http.maxBodySize");
            assertThat(events).isEmpty();
            reader.release();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> read(StreamFormat format, byte[] bytes, int pieces) {
        List<String> events = new ArrayList<>();
        EventReader reader = EventReader.of(
                format,
                new SinkPool(),
                10_000,
                (name, data, from, length) ->
                        events.add(new String(name.array(), 0, name.length(), StandardCharsets.UTF_8)
                                + "|"
                                + new String(data, from, length, StandardCharsets.UTF_8)));
        for (int at = 0; at < bytes.length; at += Math.min(pieces, bytes.length - at)) {
            // A piece lies in a window of its own that is gone afterwards.
            int length = Math.min(pieces, bytes.length - at);
            byte[] window = new byte[length];
            System.arraycopy(bytes, at, window, 0, length);
            reader.piece(window, 0, length);
            Arrays.fill(window, (byte) '?');
        }
        reader.end();
        reader.release();
        return events;
    }
}
