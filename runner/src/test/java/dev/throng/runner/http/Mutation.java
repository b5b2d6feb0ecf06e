package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages bytes the way that hurts parsers of HTTP. */
final class Mutation {
    private static final String[] PIECES = {
        "\r",
        "\n",
        "\r\n",
        "\r\n\r\n",
        " ",
        "\t",
        ":",
        ";",
        ",",
        "\0",
        "\u007f",
        "\u00e9",
        "0",
        "1",
        "9",
        "a",
        "f",
        "-",
        "+",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.0 ",
        "Content-Length: 3\r\n",
        "Content-Length:",
        "Transfer-Encoding: chunked\r\n",
        "chunked",
        "identity",
        "Connection: close\r\n",
        "0\r\n\r\n",
        "3\r\nabc\r\n",
        "ffffffffffffffff",
        "100",
        "204",
        "304"
    };

    private Mutation() {}

    static byte[] of(byte[] bytes, SplittableRandom random) {
        byte[] result = bytes;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            result = once(result, random);
        }
        return result;
    }

    private static byte[] once(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
            case 1 -> joined(bytes, at, new byte[0], to);
            case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
            case 3 -> joined(bytes, at, piece(random), to);
            default -> joined(bytes, at, piece(random), at);
        };
    }

    private static byte[] piece(SplittableRandom random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(ISO_8859_1);
    }

    /** The bytes up to {@code end}, what is put in, and the bytes from {@code start} on. */
    private static byte[] joined(byte[] bytes, int end, byte[] between, int start) {
        byte[] result = Arrays.copyOf(bytes, end + between.length + bytes.length - start);
        System.arraycopy(between, 0, result, end, between.length);
        System.arraycopy(bytes, start, result, end + between.length, bytes.length - start);
        return result;
    }
}
