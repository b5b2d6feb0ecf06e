package dev.throng.runner.engine.judge;

import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Digest;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.script.markup.Markup;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A response's decoded body, as a view into somebody else's array; valid while the response is judged. */
public final class Content {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9][A-Za-z0-9+.:_-]*)", Pattern.CASE_INSENSITIVE);

    private static final byte[] NOTHING = new byte[0];
    private static final double UNDRAWN = -1;

    private final JsonDocument json = new JsonDocument();
    private byte[] array = NOTHING;
    private int from;
    private int length;
    private @Nullable String text;
    private @Nullable ResponseParser response;
    private @Nullable Markup markup;
    private boolean all;
    private double lot = UNDRAWN;

    public void set(byte[] bytes, int start, int count) {
        array = bytes;
        from = start;
        length = count;
        text = null;
        response = null;
        markup = null;
        lot = UNDRAWN;
        json.set(bytes, start, count);
    }

    /** Whatever share is to be validated, all are: somebody watches. */
    public void validateAll() {
        all = true;
    }

    /** What was drawn for this one, from 0 to 1. */
    public void draw(double drawn) {
        lot = drawn;
    }

    /** Whether it is one of a share of all bodies. Of several shares the smaller ones are parts of the larger ones. */
    boolean isOf(double share) {
        if (all || share >= 1) {
            return true;
        }
        if (lot == UNDRAWN) {
            lot = ThreadLocalRandom.current().nextDouble();
        }
        return lot < share;
    }

    void clear() {
        set(NOTHING, 0, 0);
    }

    /** As JSON; checked once, when it is first asked about. */
    public JsonDocument json() {
        return json;
    }

    /** As HTML or XML, as its type says; read once, when it is first asked about. */
    Markup markup() {
        Markup known = markup;
        if (known == null) {
            ResponseParser whose = response;
            known = Markup.of(text(), whose == null ? null : whose.header("content-type"));
            markup = known;
        }
        return known;
    }

    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int length() {
        return length;
    }

    /** Says whose body it is: the response tells the charset. */
    void of(ResponseParser whose) {
        response = whose;
    }

    /** As text in the charset that the response names, UTF-8 when it names none that is known; decoded once. */
    String text() {
        String known = text;
        if (known == null) {
            known = new String(array, from, length, charset());
            text = known;
        }
        return known;
    }

    private Charset charset() {
        ResponseParser known = response;
        String type = known == null ? null : known.header("content-type");
        Matcher named = type == null ? null : CHARSET.matcher(type);
        if (named == null || !named.find()) {
            return StandardCharsets.UTF_8;
        }
        return Charset.forName(named.group(1), StandardCharsets.UTF_8);
    }

    /** Boiled down, in hexadecimal digits. */
    String digest(Digest digest) {
        try {
            MessageDigest algorithm = MessageDigest.getInstance(digest.algorithm());
            algorithm.update(array, from, length);
            return HexFormat.of().formatHex(algorithm.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + digest, missing);
        }
    }

    /** Whether the text is in there, by its bytes in UTF-8 or else in the response's own charset. */
    boolean contains(byte[] utf8, String wanted) {
        return contains(utf8) || !charset().equals(StandardCharsets.UTF_8) && text().contains(wanted);
    }

    private boolean contains(byte[] wanted) {
        int last = from + length - wanted.length;
        for (int start = from; start <= last; start++) {
            if (matchesAt(start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAt(int start, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (array[start + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
