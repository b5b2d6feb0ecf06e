package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, it is accepted or refused with problems; never does anything else come out. */
class ReaderFuzzTest {
    private static final int ROUNDS = 50;
    private static final String[] SPLINTERS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "\t",
        "\n",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "!x ",
        "? ",
        "# ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "${",
        "null",
        "~",
        "yes",
        "0x",
        "1e999",
        "-",
        ".inf",
        "99999999999999999999",
        "\u0000",
        "\uFEFF",
        "ä",
        "\uD83C\uDF89",
        "\\",
        "@",
        "`",
        "0777",
        "1_0",
        ",",
        "\r",
        "\u2028",
        "spec",
        "users",
        "''",
        "\"\""
    };

    static List<Path> files() {
        List<Path> files = new ArrayList<>(Cases.valid());
        Cases.broken().forEach(folder -> files.add(folder.resolve("in.yaml")));
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void mutatedFilesAreAcceptedOrRefusedInWords(Path file) {
        RandomGenerator random = new Random(file.getFileName().toString().hashCode());
        byte[] original = Cases.bytes(file);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = original;
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                mutated = mutate(mutated, random);
            }
            check(mutated);
        }
    }

    private static void check(byte[] input) {
        Reading reading = LoadTestReader.read("in.yaml", input);
        if (reading instanceof Reading.Refused refused) {
            assertThat(refused.problems().isEmpty()).isFalse();
            assertThat(refused.problems().render().split("\n"))
                    .as("each on a line of its own")
                    .hasSameSizeAs(refused.problems().all());
            assertThat(refused.problems().renderWithSource())
                    .as(() -> new String(input, StandardCharsets.UTF_8))
                    .doesNotContain("Exception", "java.lang", "java.util", "org.snakeyaml");
        }
    }

    private static byte[] mutate(byte[] input, RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> flip(input, random);
            case 1 -> cut(input, random);
            case 2 ->
                insert(input, random, SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8));
            case 3 -> lines(input, random);
            case 4 -> insert(input, random, copied(input, random));
            default -> replaced(input, random);
        };
    }

    private static byte[] flip(byte[] input, RandomGenerator random) {
        byte[] result = input.clone();
        if (result.length > 0) {
            result[random.nextInt(result.length)] = (byte) random.nextInt(256);
        }
        return result;
    }

    private static byte[] cut(byte[] input, RandomGenerator random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(40));
        return joined(input, from, new byte[0], to);
    }

    private static byte[] insert(byte[] input, RandomGenerator random, byte[] piece) {
        int at = random.nextInt(input.length + 1);
        return joined(input, at, piece, at);
    }

    private static byte[] copied(byte[] input, RandomGenerator random) {
        int from = random.nextInt(input.length + 1);
        return Arrays.copyOfRange(input, from, Math.min(input.length, from + random.nextInt(200)));
    }

    private static byte[] replaced(byte[] input, RandomGenerator random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(1, 8));
        return joined(input, from, SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8), to);
    }

    private static byte[] lines(byte[] input, RandomGenerator random) {
        List<String> lines = new ArrayList<>(
                new String(input, StandardCharsets.UTF_8).lines().toList());
        if (lines.size() > 1) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                default -> lines.set(at, " ".repeat(random.nextInt(1, 4)) + lines.get(at));
            }
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] input, int upTo, byte[] piece, int from) {
        byte[] result = new byte[upTo + piece.length + input.length - from];
        System.arraycopy(input, 0, result, 0, upTo);
        System.arraycopy(piece, 0, result, upTo, piece.length);
        System.arraycopy(input, from, result, upTo + piece.length, input.length - from);
        return result;
    }
}
