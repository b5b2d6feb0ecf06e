package dev.throng.runner.http.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.script.ByteSink;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InflatingTest {
    /** {@link #TEXT}, compressed by Node's zlib. */
    private static final String BROTLI_TEXT = "G/zS+B0Hbqw2RNII+LYU2eurra4EYdGBDThwCKwIJsQ7BC74YEZpxgePqQwgeA==";

    private static final String TEXT = "{\"items\": [" + "\"the same again\", ".repeat(3000) + "]}";

    private final Inflating inflating = new Inflating();
    private final ByteSink out = new ByteSink(16);

    @AfterEach
    void close() {
        inflating.close();
    }

    @Test
    void decodesGzip() {
        assertThat(decoded(ContentCoding.GZIP, gzip(TEXT))).isEqualTo(TEXT);
        assertThat(decoded(ContentCoding.GZIP, gzip("short"))).isEqualTo("short");
    }

    @Test
    void decodesGzipWithAllOptionalHeaderFields() {
        byte[] plain = gzip("text");
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 0});
        full.writeBytes(new byte[] {3, 0, 1, 2, 3});
        full.writeBytes("name\0comment\0".getBytes(UTF_8));
        full.writeBytes(new byte[] {9, 9});
        full.write(plain, 10, plain.length - 10);
        assertThat(decoded(ContentCoding.GZIP, full.toByteArray())).isEqualTo("text");
    }

    @Test
    void decodesSeveralMembersAndIgnoresWhatFollows() {
        byte[] both = concat(concat(gzip("one "), gzip("two")), "\0\0padding".getBytes(UTF_8));
        assertThat(decoded(ContentCoding.GZIP, both)).isEqualTo("one two");
    }

    @Test
    void decodesDeflateWithAndWithoutItsWrapper() {
        assertThat(decoded(ContentCoding.DEFLATE, deflate(TEXT, false))).isEqualTo(TEXT);
        assertThat(decoded(ContentCoding.DEFLATE, deflate(TEXT, true))).isEqualTo(TEXT);
    }

    @Test
    void copiesWhatIsNotCompressed() {
        assertThat(decoded(ContentCoding.IDENTITY, "abc".getBytes(UTF_8))).isEqualTo("abc");
    }

    @Test
    void takesAnEmptyBodyAsItIs() {
        assertThat(decoded(ContentCoding.GZIP, new byte[0])).isEmpty();
    }

    @Test
    void refusesDamageAtEveryByteThatIsMissing() {
        byte[] whole = gzip(TEXT);
        for (int length = 1; length < whole.length; length++) {
            assertThat(problem(ContentCoding.GZIP, Arrays.copyOf(whole, length), TEXT.length()))
                    .as("%d bytes", length)
                    .isEqualTo("damaged compressed body");
        }
        byte[] bare = deflate(TEXT, true);
        assertThat(problem(ContentCoding.DEFLATE, Arrays.copyOf(bare, bare.length - 1), TEXT.length()))
                .isEqualTo("damaged compressed body");
    }

    @Test
    void refusesAWrongChecksumAndOtherData() {
        byte[] wrong = gzip(TEXT);
        wrong[wrong.length - 5] ^= 1;
        assertThat(problem(ContentCoding.GZIP, wrong, TEXT.length())).isEqualTo("damaged compressed body");
        assertThat(problem(ContentCoding.GZIP, "plain text".getBytes(UTF_8), 100))
                .isEqualTo("damaged compressed body");
        assertThat(problem(ContentCoding.OTHER, gzip("x"), 100))
                .isEqualTo(
                        "the body's content encoding can't be read by checks and captures; ask for gzip, deflate, br, zstd or identity");
    }

    @Test
    void stopsAtTheLimit() {
        String tooLong = "decompressed body longer than http.maxBodySize";
        assertThat(problem(ContentCoding.GZIP, gzip(TEXT), TEXT.length())).isNull();
        assertThat(problem(ContentCoding.GZIP, gzip(TEXT), TEXT.length() - 1)).isEqualTo(tooLong);
        assertThat(problem(ContentCoding.GZIP, concat(gzip(TEXT), gzip("x")), TEXT.length()))
                .isEqualTo(tooLong);
        assertThat(problem(ContentCoding.IDENTITY, new byte[5], 4)).isEqualTo(tooLong);
    }

    @Test
    void decodesBrotliAsNodeWritesIt() {
        assertThat(decoded(ContentCoding.BROTLI, brotli(BROTLI_TEXT))).isEqualTo(TEXT);
        assertThat(decoded(ContentCoding.BROTLI, brotli("CwKAc2hvcnQD"))).isEqualTo("short");
    }

    @Test
    void decodesZstandardOfOneFrameAndOfSeveral() {
        assertThat(decoded(ContentCoding.ZSTD, zstd(TEXT))).isEqualTo(TEXT);
        assertThat(decoded(ContentCoding.ZSTD, zstd("Grüße"))).isEqualTo("Grüße");
        assertThat(decoded(ContentCoding.ZSTD, concat(zstd("one "), zstd("two"))))
                .isEqualTo("one two");
    }

    @ParameterizedTest
    @EnumSource(names = {"BROTLI", "ZSTD"})
    void stopsABombOfALibrarysCodingAtTheLimit(ContentCoding coding) {
        byte[] bomb = coding == ContentCoding.ZSTD
                ? zstd("\0".repeat(10_000_000))
                : brotli("y///P/gnAOKxQCD3/i//LDHwTwDEYRGAjiMG"); // ten million zeros too
        assertThat(problem(coding, bomb, TEXT.length())).isEqualTo("decompressed body longer than http.maxBodySize");
        assertThat(out.length()).isLessThanOrEqualTo(TEXT.length());
    }

    @ParameterizedTest
    @EnumSource(names = {"BROTLI", "ZSTD"})
    void findsThatSomethingIsMissingOfALibrarysCoding(ContentCoding coding) {
        byte[] whole = coding == ContentCoding.ZSTD ? zstd(TEXT) : brotli(BROTLI_TEXT);
        for (int length = 1; length < whole.length; length++) {
            assertThat(problem(coding, Arrays.copyOf(whole, length), TEXT.length()))
                    .as("%d bytes", length)
                    .isEqualTo("damaged compressed body");
        }
    }

    /** Whatever a server sends: an answer, in bounded memory, and never an exception. */
    @ParameterizedTest
    @EnumSource(names = {"BROTLI", "ZSTD", "GZIP", "DEFLATE"})
    void takesAnyBytes(ContentCoding coding) {
        byte[] whole = switch (coding) {
            case BROTLI -> brotli(BROTLI_TEXT);
            case ZSTD -> zstd(TEXT);
            case GZIP -> gzip(TEXT);
            case DEFLATE, IDENTITY, OTHER -> deflate(TEXT, false);
        };
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3000; i++) {
            byte[] body = i % 10 == 0 ? new byte[1 + random.nextInt(64)] : whole.clone();
            if (i % 10 == 0) {
                random.nextBytes(body);
            } else {
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt();
                }
            }
            out.truncate(0);
            problem(coding, body, TEXT.length());
            assertThat(out.length()).isLessThanOrEqualTo(TEXT.length());
        }
    }

    private static byte[] brotli(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] zstd(String text) {
        byte[] plain = text.getBytes(UTF_8);
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] compressed = new byte[compressor.maxCompressedLength(plain.length)];
        return Arrays.copyOf(compressed, compressor.compress(plain, 0, plain.length, compressed, 0, compressed.length));
    }

    private String decoded(ContentCoding coding, byte[] body) {
        out.truncate(0);
        assertThat(problem(coding, body, TEXT.length())).isNull();
        return new String(out.array(), 0, out.length(), UTF_8);
    }

    /** The body lies within a larger array, as it does in a window. */
    private @Nullable String problem(ContentCoding coding, byte[] body, long maxBytes) {
        byte[] window = concat(concat(new byte[3], body), gzip("what follows in the window"));
        return inflating.decode(coding, window, 3, body.length, maxBytes, out);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text, boolean bare) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes, new Deflater(6, bare))) {
            deflate.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
