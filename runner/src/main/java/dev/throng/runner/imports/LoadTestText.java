package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.step.RequestSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A draft as the YAML of a LoadTest. Texts are written as JSON writes them, which is YAML too. */
public final class LoadTestText {
    /** Steps in one list. */
    private static final int MOST_STEPS = 32;

    private static final int MOST_FLOWS = 30;
    private static final int MOST_VARIABLES = 64;
    private static final int MOST_SET = 32;

    private final Draft draft;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> notes;

    private LoadTestText(Draft draft) {
        this.draft = draft;
        this.notes = new LinkedHashSet<>(draft.notes());
    }

    /**
     * Writes it.
     *
     * @param comment what it was made from
     * @throws ImportException there is nothing in it that could be sent
     */
    public static String of(String name, String comment, Made made) throws ImportException {
        return switch (made) {
            case Draft draft -> of(name, comment, draft);
            case SpecDraft draft -> SpecText.of(name, comment, draft);
        };
    }

    private static String of(String name, String comment, Draft draft) throws ImportException {
        if (draft.requests().stream().noneMatch(request -> hasMethod(request) && !isTooLong(request))) {
            throw new ImportException("no request in it has a method that can be sent, and is short enough");
        }
        return new LoadTestText(draft).write(name, comment);
    }

    private String write(String name, String comment) {
        List<List<String>> parts = parts();
        out.append("# ").append(SpecText.line(comment)).append('\n');
        notes.forEach(note -> out.append("# - ").append(SpecText.line(note)).append('\n'));
        out.append("apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata:\n  name: ")
                .append(Words.label(name))
                .append('\n');
        out.append("spec:\n  target: ").append(quoted(draft.target())).append("\n  scenario:\n");
        if (!draft.weighted() && parts.size() > 1) {
            flows(parts);
        }
        out.append("    users:\n    - name: Imported\n");
        draft.sessions().ifPresent(this::thinking);
        variables();
        out.append("      tasks:\n");
        if (draft.weighted()) {
            draft.requests().stream().filter(this::sendable).forEach(this::task);
        } else {
            recorded(parts);
        }
        load();
        return out.toString();
    }

    /** Those that do not go into the user's variables are set by its first steps. */
    private void variables() {
        List<Map.Entry<String, String>> all = List.copyOf(draft.variables().entrySet());
        for (int from = 0; from < all.size(); from += from == 0 ? MOST_VARIABLES : MOST_SET) {
            int to = Math.min(all.size(), from + (from == 0 ? MOST_VARIABLES : MOST_SET));
            ObjectNode some = JsonNodeFactory.instance.objectNode();
            all.subList(from, to).forEach(variable -> some.put(variable.getKey(), variable.getValue()));
            out.append(
                    from == 0
                            ? "      variables: " + flow(some) + "\n"
                            : (from == MOST_VARIABLES ? "      onStart:\n" : "") + "      - {set: " + flow(some)
                                    + "}\n");
        }
    }

    /** Users are somewhere within a pause when they begin, and not all at a request. */
    private void thinking(Draft.Sessions sessions) {
        out.append("      wait: ").append(flow(sessions.law())).append('\n');
        out.append("      onStart:\n      - {pauseBy: ")
                .append(flow(sessions.rest()))
                .append("}\n");
    }

    private void load() {
        draft.sessions().ifPresentOrElse(this::users, this::arrivals);
        out.append("  thresholds:\n  - {expect: failureRate < 1%}\n");
    }

    private void users(Draft.Sessions sessions) {
        long before = 0;
        out.append("  stages:\n");
        for (Draft.Stage stage : draft.stages()) {
            long users = sessions.users(stage.perSecond());
            out.append("  - {duration: ")
                    .append(stage.seconds())
                    .append("s, users: ")
                    .append(users);
            out.append(", spawnRate: ")
                    .append(Math.max(1, Math.abs(users - before)))
                    .append("}\n");
            before = users;
        }
    }

    private void arrivals() {
        switch (draft.stages().size()) {
            case 0 -> out.append("  users: 5\n  spawnRate: 1\n  runTime: 1m\n");
            case 1 -> constant(draft.stages().getFirst());
            default -> {
                out.append("  stages:\n");
                draft.stages().forEach(this::stage);
            }
        }
    }

    private void constant(Draft.Stage stage) {
        if (stage.scattered()) {
            out.append("  stages:\n");
            stage(stage);
        } else {
            out.append("  rate: ")
                    .append(rate(stage))
                    .append("\n  runTime: ")
                    .append(stage.seconds())
                    .append("s\n");
        }
    }

    private void stage(Draft.Stage stage) {
        out.append("  - {duration: ")
                .append(stage.seconds())
                .append("s, from: ")
                .append(rate(stage));
        out.append(", rate: ").append(rate(stage)).append(stage.scattered() ? ", poisson: true}\n" : "}\n");
    }

    private static String rate(Draft.Stage stage) {
        double rate = stage.perSecond() > 0 ? Math.max(0.001, stage.perSecond()) : 0;
        return String.format(Locale.ROOT, "%.3f", rate).replaceFirst("\\.?0+$", "") + "/s";
    }

    private boolean sendable(Draft.Request request) {
        if (!hasMethod(request)) {
            notes.add("requests with method " + request.method() + " are not carried over");
            return false;
        }
        if (isTooLong(request)) {
            notes.add("a request is left out, its URL or its body is too long: " + Words.cut(request.name(), 80));
            return false;
        }
        return true;
    }

    private static boolean hasMethod(Draft.Request request) {
        return Draft.METHODS.contains(request.method().toLowerCase(Locale.ROOT));
    }

    private static boolean isTooLong(Draft.Request request) {
        return request.path().length() > RequestSpec.LONGEST_PATH
                || request.body() instanceof Draft.TextBody body && body.text().length() > RequestSpec.LONGEST_BODY;
    }

    /** All steps, in lists that are not too long. */
    private List<List<String>> parts() {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (Draft.Request request : draft.weighted() ? List.<Draft.Request>of() : draft.requests()) {
            List<String> steps = sendable(request) ? steps(request) : List.of();
            if (part.size() + steps.size() > MOST_STEPS) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.addAll(steps);
        }
        parts.add(part);
        if (parts.size() > MOST_FLOWS) {
            notes.add("only the first " + MOST_FLOWS * MOST_STEPS + " steps are carried over");
            return parts.subList(0, MOST_FLOWS);
        }
        return parts;
    }

    private void flows(List<List<String>> parts) {
        out.append("    flows:\n");
        for (int i = 0; i < parts.size(); i++) {
            out.append("    - name: part").append(i + 1).append("\n      steps:\n");
            parts.get(i).forEach(step -> out.append(step.indent(6)));
        }
    }

    private void recorded(List<List<String>> parts) {
        out.append("      - name: recorded\n        steps:\n");
        if (parts.size() == 1) {
            parts.getFirst().forEach(step -> out.append(step.indent(8)));
        } else {
            for (int i = 0; i < parts.size(); i++) {
                out.append("        - {do: part").append(i + 1).append("}\n");
            }
        }
    }

    private void task(Draft.Request request) {
        out.append("      - weight: ").append(request.weight()).append('\n');
        fields(request).forEach(line -> out.append("        ").append(line).append('\n'));
    }

    private List<String> steps(Draft.Request request) {
        List<String> steps = new ArrayList<>();
        if (request.pauseMillis() > 0) {
            steps.add("- pause: " + request.pauseMillis() + "ms");
        }
        List<String> lines = fields(request);
        StringBuilder step = new StringBuilder("- ").append(lines.getFirst());
        lines.stream().skip(1).forEach(line -> step.append("\n  ").append(line));
        steps.add(step.toString());
        return steps;
    }

    private List<String> fields(Draft.Request request) {
        List<String> lines = new ArrayList<>();
        lines.add(request.method().toLowerCase(Locale.ROOT) + ": " + quoted(request.path()));
        if (!request.name().equals(request.path())) {
            // A name holds no expressions, not even escaped ones.
            lines.add(
                    "name: " + quoted(Words.cut(request.name().replaceAll("\\$+\\{", "{"), RequestSpec.LONGEST_NAME)));
        }
        ObjectNode headers = headers(request);
        if (!headers.isEmpty()) {
            lines.add("headers: " + flow(headers));
        }
        switch (request.body()) {
            case Draft.NoBody none -> {}
            case Draft.TextBody text -> lines.add("body: " + quoted(text.text()));
            case Draft.JsonBody json -> lines.add("json: " + flow(json.json()));
            case Draft.PartsBody form -> lines.add("multipart: " + flow(form.asJson()));
            case Draft.FormBody form -> lines.add("form: " + flow(fields(form.fields())));
        }
        if (!request.captures().isEmpty()) {
            ObjectNode captures = JsonNodeFactory.instance.objectNode();
            request.captures().forEach((name, path) -> captures.putObject(name).put("json", path));
            lines.add("capture: " + flow(captures));
        }
        if (!request.follows()) {
            lines.add("followRedirects: false");
        }
        // Recordings and logs hold numbers that are no statuses, where nobody waited for the answer.
        request.status().stream()
                .filter(status -> status >= 100 && status < 600)
                .forEach(status -> lines.add("expect: {status: [" + status + "]}"));
        return lines;
    }

    /** Those that a request may have. */
    private ObjectNode headers(Draft.Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.length() > RequestSpec.LONGEST_HEADER)) {
                notes.add("the header " + name + " is left out: it has more than " + RequestSpec.LONGEST_HEADER
                        + " characters");
            } else if (headers.size() == RequestSpec.MOST_HEADERS) {
                notes.add(
                        "the header " + name + " is left out: a request has " + RequestSpec.MOST_HEADERS + " at most");
            } else {
                headers.put(name, values);
            }
        });
        return fields(headers);
    }

    private static ObjectNode fields(Map<String, List<String>> all) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        all.forEach((name, values) -> {
            if (values.size() == 1) {
                node.put(name, values.getFirst());
            } else {
                values.forEach(node.putArray(name)::add);
            }
        });
        return node;
    }

    private static String quoted(String text) {
        return SpecText.quoted(text);
    }

    private static String flow(JsonNode node) {
        return SpecText.flow(node);
    }
}
