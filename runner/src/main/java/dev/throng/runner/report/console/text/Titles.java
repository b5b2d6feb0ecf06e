package dev.throng.runner.report.console.text;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.total.Live;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Request names as they stand in a table: with the user class where two classes have a request of the same name. */
public final class Titles {
    private final Map<List<String>, Long> rows;

    private Titles(List<RequestKey> keys) {
        rows = keys.stream()
                .map(Titles::shown)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    public static Titles of(Result result) {
        return new Titles(result.names().stream().map(NameResult::key).toList());
    }

    public static Titles of(Live live) {
        return new Titles(live.names().stream().map(Live.NameFigures::key).toList());
    }

    private static List<String> shown(RequestKey key) {
        return List.of(key.method(), key.name());
    }

    public String of(RequestKey key) {
        return rows.getOrDefault(shown(key), 0L) > 1 ? key.name() + " (" + key.user() + ")" : key.name();
    }
}
