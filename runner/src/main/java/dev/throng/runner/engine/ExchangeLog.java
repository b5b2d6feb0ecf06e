package dev.throng.runner.engine;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of failed exchanges that people look at: as many per worker as the plan says, cut to size, without the
 * secrets that requests carry. Safe for all threads.
 */
final class ExchangeLog {
    private static final int MOST_BYTES = 4096;
    private static final Pattern SECRETS = Pattern.compile(
            "(?im)^((?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-auth-token): *)[^\r\n]*");

    private final AtomicInteger left;

    ExchangeLog(int most) {
        left = new AtomicInteger(most);
    }

    /** Whether another exchange is to be kept; takes a place. */
    boolean admits() {
        return left.get() > 0 && left.getAndDecrement() > 0;
    }

    static String request(@Nullable ByteSink bytes) {
        return bytes == null ? "" : text(bytes.array(), 0, bytes.length());
    }

    static String response(@Nullable ResponseParser response, Content body, boolean bodyIsKnown) {
        if (response == null) {
            return "";
        }
        String head = text(response.headArray(), response.headFrom(), response.headLength());
        return bodyIsKnown ? head + text(body.array(), body.from(), body.length()) : head;
    }

    private static String text(byte[] bytes, int from, int length) {
        int shown = Math.min(length, MOST_BYTES);
        String text = new String(bytes, from, shown, StandardCharsets.UTF_8);
        String safe = SECRETS.matcher(text).replaceAll("$1***");
        return shown < length ? safe + "… (" + length + " bytes)" : safe;
    }
}
