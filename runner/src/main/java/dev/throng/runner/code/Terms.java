package dev.throng.runner.code;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What whoever starts the run says about its code.
 *
 * @param users only these classes of users, by name; all when empty
 * @param tags only tasks with one of these tags; all when empty
 * @param excludedTags no tasks with one of these tags
 * @param environment value of an environment variable; null when it has none
 */
public record Terms(
        Set<String> users, Set<String> tags, Set<String> excludedTags, Function<String, @Nullable String> environment) {
    /** Everything, and no environment. */
    public static final Terms ALL = new Terms(Set.of(), Set.of(), Set.of(), name -> null);
}
