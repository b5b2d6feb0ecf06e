package dev.throng.runner.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is let in when a password is set: browsers by a cookie that they get for the password, scripts and Prometheus by
 * an {@code Authorization} header, {@code Bearer} or {@code Basic} with any user name. Without a password everybody is. Safe for all threads.
 */
public final class Sessions {
    public static final String COOKIE = "throng_session";

    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_SESSIONS = 100;
    private static final int MOST_FAILURES = 10;

    private final Optional<String> password;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Long> endByToken = new LinkedHashMap<>();
    private long windowEnd = Long.MIN_VALUE;
    private int failures;

    public Sessions(Optional<String> password, InstantSource clock, SecureRandom random) {
        this.password = password;
        this.clock = clock;
        this.random = random;
    }

    boolean needed() {
        return password.isPresent();
    }

    boolean allows(Request request) {
        return password.isEmpty()
                || request.cookie(COOKIE).filter(this::open).isPresent()
                || request.header("Authorization")
                        .flatMap(Sessions::secret)
                        .filter(this::matches)
                        .isPresent();
    }

    private synchronized boolean open(String token) {
        Long end = endByToken.get(token);
        return end != null && clock.millis() < end;
    }

    /**
     * A new session's token; empty when the password is wrong.
     *
     * @throws Refused when there were too many wrong ones in the last minute
     */
    public synchronized Optional<String> login(String attempt) {
        if (!matches(attempt)) {
            return Optional.empty();
        }
        byte[] token = new byte[32];
        random.nextBytes(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        if (endByToken.size() == MOST_SESSIONS) {
            endByToken.remove(endByToken.keySet().iterator().next());
        }
        endByToken.put(text, clock.millis() + LIFE.toMillis());
        return Optional.of(text);
    }

    public synchronized void logout(String token) {
        endByToken.remove(token);
    }

    private synchronized boolean matches(String attempt) {
        long now = clock.millis();
        if (now >= windowEnd) {
            windowEnd = now + WINDOW.toMillis();
            failures = 0;
        }
        if (failures >= MOST_FAILURES) {
            throw new Refused(429, "Too many wrong passwords; try again in a minute");
        }
        boolean right = password.isPresent() && MessageDigest.isEqual(bytes(password.get()), bytes(attempt));
        failures += right ? 0 : 1;
        return right;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> secret(String authorization) {
        String[] parts = authorization.split(" ", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(java.util.Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1].strip());
            case "basic" -> basicPassword(parts[1].strip());
            default -> Optional.empty();
        };
    }

    private static Optional<String> basicPassword(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
