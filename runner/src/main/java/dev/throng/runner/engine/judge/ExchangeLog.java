package dev.throng.runner.engine.judge;

import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.RequestKey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of failed exchanges that people look at: as many per worker as the plan says, of every kind of failure
 * rather than the first ones only, cut to size, without the secrets that they carry. Safe for all threads.
 */
public final class ExchangeLog {
    private static final int USUAL_BYTES = 4096;
    /** Read beyond the cut, so that a secret is not cut before it is seen. */
    private static final int BEYOND = 512;
    /** One failure takes this part of the places. */
    private static final int ALIKE = 5;

    private static final int LEAST_ALIKE = 3;

    private final int mostBytes;
    private final AtomicInteger left;
    private final int mostAlike;
    private final Map<Kind, AtomicInteger> kept = new ConcurrentHashMap<>();
    private final Redaction redaction;

    private record Kind(RequestKey key, String message) {}

    public ExchangeLog(int most, Redaction redaction) {
        this(most, USUAL_BYTES, redaction);
    }

    /** @param mostBytes of a head, and of a body */
    public ExchangeLog(int most, int mostBytes, Redaction redaction) {
        this.mostBytes = mostBytes;
        this.left = new AtomicInteger(most);
        this.mostAlike = Math.max(LEAST_ALIKE, most / ALIKE);
        this.redaction = redaction;
    }

    /** Whether no place is left. */
    public boolean full() {
        return left.get() <= 0;
    }

    /** Whether another exchange is to be kept; takes a place. */
    public boolean admits(RequestKey key, String message) {
        Kind kind = new Kind(key, message);
        AtomicInteger alike = kept.get(kind);
        if (alike != null && alike.get() >= mostAlike || left.getAndDecrement() <= 0) {
            return false;
        }
        kept.computeIfAbsent(kind, unused -> new AtomicInteger()).incrementAndGet();
        return true;
    }

    /** @param secrets beside those of the plan */
    public String request(@Nullable ByteSink bytes, Collection<String> secrets) {
        return bytes == null ? "" : text(bytes.array(), 0, bytes.length(), secrets);
    }

    /** @param body readable content; empty when nothing of it was kept */
    public String response(@Nullable ResponseParser response, Content body, Collection<String> secrets) {
        if (response == null) {
            return "";
        }
        String head = text(response.headArray(), response.headFrom(), response.headLength(), secrets);
        String read = head + text(body.array(), body.from(), body.length(), secrets);
        byte[] behind = response.trailers().strip().getBytes(StandardCharsets.UTF_8);
        return behind.length == 0 ? read : read + "\n\n" + text(behind, 0, behind.length, secrets);
    }

    /** The same of what code has at hand: head and body, as they are. */
    public String shown(byte[] head, byte @Nullable [] body, Collection<String> secrets) {
        String top = text(head, 0, head.length, secrets);
        return body == null ? top : top + text(body, 0, body.length, secrets);
    }

    /** What is said of an exchange, without the secrets in it. */
    public String said(String text, Collection<String> secrets) {
        return redaction.of(text, secrets);
    }

    private String text(byte[] bytes, int from, int length, Collection<String> secrets) {
        String text = new String(bytes, from, Math.min(length, mostBytes + BEYOND), StandardCharsets.UTF_8);
        String safe = redaction.of(text, secrets);
        return length <= mostBytes && safe.length() <= mostBytes
                ? safe
                : safe.substring(0, Math.min(safe.length(), mostBytes)) + "… (" + length + " bytes)";
    }
}
