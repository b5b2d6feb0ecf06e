package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.js.Js;
import dev.throng.runner.imports.tree.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code http_req_duration: ['p(95)<500']} and its like, as thresholds. */
final class Thresholds {
    private static final Pattern CONDITION =
            Pattern.compile("\\s*(p\\(([0-9.]+)\\)|avg|min|max|med|rate|count)\\s*(<=|>=|<|>|===?)\\s*([0-9.]+)\\s*");
    private static final Pattern METRIC = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\{(.*)})?");
    private static final Map<String, String> TIMES = Map.of(
            "http_req_duration",
            "response",
            "http_req_waiting",
            "firstByte",
            "iteration_duration",
            "",
            "group_duration",
            "");
    private static final int MOST = 50;

    private final Values values;
    private final Notes notes;
    private final Set<String> checks;
    private final Set<String> loads;
    private final ArrayNode written = JsonNodeFactory.instance.arrayNode();

    /** @param checks names of the soft ones; loads of several, else none */
    Thresholds(Values values, Notes notes, Set<String> checks, Set<String> loads) {
        this.values = values;
        this.notes = notes;
        this.checks = checks;
        this.loads = loads;
    }

    ArrayNode of(Js.@Nullable Expression all) {
        if (all != null && values.resolved(all) instanceof Js.Object object) {
            object.fields().forEach((metric, list) -> {
                Js.Expression found = values.resolved(list);
                List<Js.Expression> items = found instanceof Js.Array array ? array.items() : List.of(found);
                items.forEach(item -> condition(metric, item));
            });
        }
        return written;
    }

    private void condition(String metric, Js.Expression item) {
        Js.Expression found = values.resolved(item);
        boolean aborts = false;
        if (found instanceof Js.Object object && object.fields().containsKey("threshold")) {
            aborts = object.fields().get("abortOnFail") instanceof Js.Word word
                    && word.value().equals("true");
            found = object.fields().get("threshold");
        }
        String text = values.known(found).orElse("");
        Matcher condition = CONDITION.matcher(text);
        Matcher name = METRIC.matcher(metric);
        boolean said = condition.matches()
                && name.matches()
                && !condition.group(3).startsWith("=")
                && written.size() < MOST
                && write(name.group(1), tags(name.group(2)), condition, aborts);
        if (!said) {
            notes.add(item.line(), "the threshold " + metric + ": " + text + " is not carried over");
        }
    }

    private static List<String[]> tags(@Nullable String text) {
        List<String[]> tags = new ArrayList<>();
        for (String tag : text == null || text.isBlank() ? new String[0] : text.split(",")) {
            String[] parts = tag.split(":", 2);
            tags.add(new String[] {
                parts[0].strip(), parts.length > 1 ? parts[1].strip().replaceAll("^['\"]|['\"]$", "") : ""
            });
        }
        return tags;
    }

    private boolean write(String metric, List<String[]> tags, Matcher condition, boolean aborts) {
        String limit = condition.group(4).replaceFirst("\\.$", "");
        if (!limit.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            return false;
        }
        Optional<String> expect = expect(metric, condition, limit);
        if (expect.isEmpty()) {
            return false;
        }
        if (metric.equals("checks")) {
            for (String check : checks) {
                boolean about = tags.stream().noneMatch(tag -> tag[0].equals("check") && !tag[1].equals(check));
                if (about && written.size() < MOST) {
                    add(expect.get(), aborts).put("metric", check);
                }
            }
            return !checks.isEmpty();
        }
        ObjectNode threshold = add(expect.get(), aborts);
        if (metric.equals("http_req_waiting")) {
            threshold.put("time", "firstByte");
        }
        for (String[] tag : tags) {
            switch (tag[0]) {
                case "name", "url" -> threshold.put("name", tag[1]);
                case "scenario" -> {
                    if (loads.contains(tag[1])) {
                        threshold.put("load", tag[1]);
                    }
                }
                case "group" -> threshold.put("metric", tag[1].replaceFirst("^.*::", ""));
                default ->
                    notes.add("the threshold on " + metric + " is about all requests here, and not about " + tag[0]
                            + ":" + tag[1]);
            }
        }
        if (threshold.has("metric") && !metric.equals("group_duration")) {
            threshold.remove("metric");
            notes.add("the threshold on " + metric + " is about all requests here, and not about those of a group");
        }
        return true;
    }

    private ObjectNode add(String expect, boolean aborts) {
        ObjectNode threshold = written.addObject().put("expect", expect);
        if (aborts) {
            threshold.put("abortOnFail", true);
        }
        return threshold;
    }

    private static Optional<String> expect(String metric, Matcher condition, String limit) {
        String what = condition.group(1);
        String operator = condition.group(3);
        double number = Double.parseDouble(limit);
        String percent = Numbers.written(Math.round(number * 100_000_000) / 1_000_000.0) + "%";
        return switch (metric) {
            case "http_req_failed" ->
                what.equals("rate")
                        ? Optional.of("failureRate " + operator + " " + percent)
                        : what.equals("count")
                                ? Optional.of("failures " + operator + " " + limit.replaceFirst("\\..*", ""))
                                : Optional.empty();
            case "http_reqs" ->
                what.equals("rate")
                        ? Optional.of("rps " + operator + " " + limit + "/s")
                        : what.equals("count")
                                ? Optional.of("requests " + operator + " " + limit.replaceFirst("\\..*", ""))
                                : Optional.empty();
            case "checks" -> what.equals("rate") ? Optional.of("rate " + operator + " " + percent) : Optional.empty();
            default -> {
                if (!TIMES.containsKey(metric) || metric.equals("iteration_duration")) {
                    yield Optional.empty();
                }
                String quantity = switch (what) {
                    case "avg" -> "mean";
                    case "med" -> "p50";
                    case "min", "max" -> what;
                    case "rate", "count" -> "";
                    default -> "p" + condition.group(2);
                };
                yield quantity.isEmpty() || !quantity.matches("mean|min|max|p(100|[0-9]{1,2}(\\.[0-9]{1,3})?)")
                        ? Optional.empty()
                        : Optional.of(quantity + " " + operator + " " + limit + "ms");
            }
        };
    }
}
