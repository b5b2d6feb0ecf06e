package dev.throng.scenario;

/**
 * Something about a request beside its method and URL: a name, a body, a header, what is expected. The words for them are
 * methods of {@link User}; an option may be kept and used again, by all users at once.
 *
 * <pre>{@code
 * static final RequestOption SLOW = timeout(Duration.ofMinutes(1));
 * client.post("/reports", json(Map.of("year", 2026)), SLOW, name("report"));
 * }</pre>
 */
@FunctionalInterface
public interface RequestOption {
    /** Adds itself; of a body, a name, a limit the last one counts. */
    void to(RequestSpec request);
}
