package dev.throng.runner.code;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What whoever starts the run says about its code.
 *
 * @param users only these classes of users, by name; all when empty
 * @param tags only tasks with one of these tags; all when empty
 * @param excludedTags no tasks with one of these tags
 * @param environment value of an environment variable; null when it has none
 * @param options what else whoever starts the run says, by names that the language knows; values are JSON
 */
public record Terms(
        Set<String> users,
        Set<String> tags,
        Set<String> excludedTags,
        Function<String, @Nullable String> environment,
        Map<String, String> options) {
    /** Everything, and no environment. */
    public static final Terms ALL = new Terms(Set.of(), Set.of(), Set.of(), name -> null);

    /** Nothing else. */
    public Terms(
            Set<String> users,
            Set<String> tags,
            Set<String> excludedTags,
            Function<String, @Nullable String> environment) {
        this(users, tags, excludedTags, environment, Map.of());
    }

    /** The same with these tags, of either kind where there are none yet. */
    public Terms orTags(Set<String> only, Set<String> without) {
        return new Terms(
                users,
                tags.isEmpty() ? only : tags,
                excludedTags.isEmpty() ? without : excludedTags,
                environment,
                options);
    }

    /** The same with more options; what is there already stays. */
    public Terms with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.putAll(options);
        return new Terms(users, tags, excludedTags, environment, Map.copyOf(all));
    }
}
