package dev.throng.runner.http.response;

import dev.throng.runner.http.url.Line;
import org.jspecify.annotations.Nullable;

/**
 * The chunked transfer coding (RFC 9112 §7.1), read piece by piece. Chunk extensions and trailer fields are checked for
 * their form and dropped. Line breaks are CR LF here without exception; the leniency for a lone LF is for heads.
 */
final class Chunks {
    static final int MAX_EXTENSION_BYTES = 4 * 1024;
    static final int MAX_TRAILER_BYTES = 16 * 1024;

    private static final int MAX_SIZE_DIGITS = 15;

    private enum Part {
        SIZE_FIRST,
        SIZE,
        SIZE_BLANKS,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_LINE,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        LAST_LF,
        DONE
    }

    private Part part = Part.SIZE_FIRST;
    /** Bytes left of the chunk's data; while its size is being read, the size so far. */
    private long left;

    private int digits;
    private int extensionBytes;
    private int trailerBytes;
    private @Nullable String problem;

    void reset() {
        part = Part.SIZE_FIRST;
        left = 0;
        digits = 0;
        extensionBytes = 0;
        trailerBytes = 0;
        problem = null;
    }

    /**
     * Reads framing until data, the end or a problem is met.
     *
     * @return the index of the first byte that was not consumed
     */
    int framing(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.DATA && part != Part.DONE && problem == null) {
            framing(bytes[at++]);
        }
        return at;
    }

    /** How many bytes of data come next; 0 when framing does. */
    long data() {
        return part == Part.DATA ? left : 0;
    }

    /** Tells that so many bytes of data were taken. */
    void took(int count) {
        left -= count;
        if (left == 0) {
            part = Part.DATA_CR;
        }
    }

    boolean isDone() {
        return part == Part.DONE;
    }

    @Nullable String problem() {
        return problem;
    }

    private void framing(byte b) {
        switch (part) {
            case SIZE_FIRST, SIZE -> size(b);
            case SIZE_BLANKS -> afterSize(b, true);
            case EXTENSION -> extension(b);
            case SIZE_LF -> lineFeed(b, left > 0 ? Part.DATA : Part.TRAILER_LINE);
            case DATA_CR -> expect(b == '\r', Part.DATA_LF, "chunk longer than its size");
            case DATA_LF -> lineFeed(b, Part.SIZE_FIRST);
            case TRAILER_LINE, TRAILER_NAME, TRAILER_VALUE, TRAILER_LF -> trailer(b);
            case LAST_LF -> lineFeed(b, Part.DONE);
            case DATA, DONE -> throw new IllegalStateException("no framing is due");
        }
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            anotherDigit(digit);
        } else if (part == Part.SIZE_FIRST) {
            problem = "malformed chunk size";
        } else {
            afterSize(b, false);
        }
    }

    private void anotherDigit(int digit) {
        boolean first = part == Part.SIZE_FIRST;
        left = first ? digit : left << 4 | digit;
        digits = first ? 1 : digits + 1;
        part = Part.SIZE;
        if (digits > MAX_SIZE_DIGITS) {
            problem = "chunk size too large";
        }
    }

    private void afterSize(byte b, boolean blankBefore) {
        if (b == ';') {
            part = Part.EXTENSION;
        } else if (b == '\r') {
            part = Part.SIZE_LF;
        } else if (Line.isBlank(b)) {
            part = Part.SIZE_BLANKS;
            limitExtensions();
        } else {
            problem = blankBefore ? "malformed chunk extension" : "malformed chunk size";
        }
    }

    private void extension(byte b) {
        if (b == '\r') {
            part = Part.SIZE_LF;
        } else if (b == '\n' || b == 0) {
            problem = "malformed chunk extension";
        } else {
            limitExtensions();
        }
    }

    private void limitExtensions() {
        if (++extensionBytes > MAX_EXTENSION_BYTES) {
            problem = "chunk extensions longer than 4 KiB";
        }
    }

    private void trailer(byte b) {
        if (++trailerBytes > MAX_TRAILER_BYTES) {
            problem = "trailer fields longer than 16 KiB";
            return;
        }
        switch (part) {
            case TRAILER_LINE ->
                expect(
                        b == '\r' || Line.isToken(b),
                        b == '\r' ? Part.LAST_LF : Part.TRAILER_NAME,
                        "malformed trailer field");
            case TRAILER_NAME ->
                expect(
                        b == ':' || Line.isToken(b),
                        b == ':' ? Part.TRAILER_VALUE : Part.TRAILER_NAME,
                        "malformed trailer field");
            case TRAILER_VALUE ->
                expect(
                        b != '\n' && b != 0,
                        b == '\r' ? Part.TRAILER_LF : Part.TRAILER_VALUE,
                        "malformed trailer field");
            default -> lineFeed(b, Part.TRAILER_LINE);
        }
    }

    private void lineFeed(byte b, Part next) {
        expect(b == '\n', next, "line break that is not CR LF in the chunk framing");
    }

    private void expect(boolean met, Part next, String otherwise) {
        if (met) {
            part = next;
        } else {
            problem = otherwise;
        }
    }
}
