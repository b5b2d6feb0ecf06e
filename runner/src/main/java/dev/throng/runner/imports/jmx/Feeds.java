package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Words;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import dev.throng.runner.imports.tree.Xml;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where variables have their values from: defined ones, rows of files, counters, random numbers. */
final class Feeds {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_DATA = 16;

    private final Texts texts;
    private final Values values;
    private final Notes notes;
    private final Path folder;
    private final ArrayNode data = JSON.arrayNode();
    private final Words words = new Words();

    Feeds(Texts texts, Values values, Notes notes, Path folder) {
        this.texts = texts;
        this.values = values;
        this.notes = notes;
        this.folder = folder;
    }

    /** All of them, before any text is read. */
    void announce(List<Element> all) {
        for (Element element : all) {
            switch (element.kind()) {
                case "TestPlan" -> arguments(element, "TestPlan.user_defined_variables");
                case "Arguments" -> arguments(element, "Arguments.arguments");
                case "UserParameters" -> parameters(element);
                case "CounterConfig" ->
                    values.make(element.text("CounterConfig.name").strip());
                case "RandomVariableConfig" ->
                    values.make(element.text("variableName").strip());
                default -> {}
            }
        }
        all.stream().filter(element -> element.kind().equals("CSVDataSet")).forEach(this::rows);
    }

    private void arguments(Element element, String property) {
        for (Xml argument : element.entries(property)) {
            String name = Element.text(argument, "Argument.name").strip();
            if (!name.isEmpty()) {
                values.give(name, Element.text(argument, "Argument.value"));
            }
        }
    }

    /** The first user's values; which is told. */
    private void parameters(Element element) {
        List<Xml> names = element.entries("UserParameters.names");
        List<Xml> users = element.entries("UserParameters.thread_values");
        if (users.size() > 1) {
            notes.add(
                    element.line(),
                    element.called() + " has values for " + users.size()
                            + " users: all have the first one's, put the others into a file of data");
        }
        List<Xml> first = users.isEmpty() ? List.of() : users.getFirst().children();
        for (int i = 0; i < names.size(); i++) {
            values.give(
                    names.get(i).text().strip(), i < first.size() ? first.get(i).text() : "");
        }
    }

    private void rows(Element element) {
        String file = texts.known(element.text("filename")).orElse("").strip();
        List<String> named = split(element.text("variableNames"), ",");
        String separator = separator(element);
        Optional<List<String>> first = firstLine(file, separator);
        if (first.isEmpty() || data.size() == MOST_DATA) {
            notes.add(
                    element.line(),
                    first.isEmpty()
                            ? "the file " + (file.isEmpty() ? element.text("filename") : file)
                                    + " is not there: give its variables a value, or the file under data"
                            : "a scenario has " + MOST_DATA + " files of data at most");
            named.forEach(name -> values.give(name, ""));
            return;
        }
        boolean header = named.isEmpty() || element.is("ignoreFirstLine");
        List<String> columns =
                header && (named.isEmpty() || named.size() <= first.get().size()) ? first.get() : named;
        String name = words.fresh(file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\..*$", ""));
        List<String> variables = named.isEmpty() ? columns : named;
        for (int i = 0; i < Math.min(variables.size(), columns.size()); i++) {
            values.alias(variables.get(i), member(name, columns.get(i)));
        }
        ObjectNode feed = data.addObject().put("name", name).put("file", file.replace('\\', '/'));
        if (!file.endsWith(".csv") && separator.equals(",") || !separator.equals(",")) {
            feed.put("format", separator.equals("\t") ? "tsv" : "csv");
        }
        if (!header) {
            ArrayNode list = feed.putArray("columns");
            for (int i = 0; i < first.get().size(); i++) {
                list.add(i < named.size() ? named.get(i) : "column" + (i + 1));
            }
        }
        if (!separator.equals(",") && !separator.equals("\t")) {
            feed.put("separator", separator);
        }
        if (!element.text("recycle", "true").equals("true")) {
            feed.put("atEnd", element.is("stopThread") ? "stopUser" : "recycle");
            if (!element.is("stopThread")) {
                notes.add(element.line(), element.called() + " gives <EOF> behind its last row: here it begins again");
            }
        }
    }

    private static String member(String data, String column) {
        return column.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? data + "." + column
                : data + "[" + Texts.literal(column) + "]";
    }

    private static String separator(Element element) {
        String delimiter = element.text("delimiter", ",");
        return delimiter.equals("\\t") || delimiter.equals("\t")
                ? "\t"
                : delimiter.isEmpty() ? "," : delimiter.substring(0, 1);
    }

    private Optional<List<String>> firstLine(String file, String separator) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (BufferedReader reader =
                Files.newBufferedReader(folder.resolve(file.replace('\\', '/')), StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            return line == null || line.isBlank() || line.length() > 65_536
                    ? Optional.empty()
                    : Optional.of(split(line.replaceFirst("^\u00ef\u00bb\u00bf", ""), separator));
        } catch (IOException | InvalidPathException notThere) {
            return Optional.empty();
        }
    }

    private static List<String> split(String line, String separator) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(java.util.regex.Pattern.quote(separator), -1)) {
            cells.add(cell.strip().replaceAll("^\"|\"$", ""));
        }
        return cells.size() == 1 && cells.getFirst().isEmpty() ? List.of() : cells;
    }

    /** Steps at an iteration's beginning: counters and random numbers in the reach of a thread group. */
    List<Part> before(Element group, Element plan) {
        List<Element> near = new ArrayList<>(plan.children());
        near.addAll(group.all());
        List<Part> steps = new ArrayList<>();
        for (Element element : near) {
            if (element.kind().equals("CounterConfig")) {
                set(element.text("CounterConfig.name"), counter(element), steps);
            } else if (element.kind().equals("RandomVariableConfig")) {
                set(element.text("variableName"), random(element), steps);
            }
        }
        return steps;
    }

    private static void set(String name, String value, List<Part> steps) {
        if (!name.isBlank()) {
            ObjectNode step = JSON.objectNode();
            step.putObject("set").put(Words.variable(name.strip()), value);
            steps.add(new Part.Plain(step));
        }
    }

    private String counter(Element element) {
        long start = texts.number(element.text("CounterConfig.start", "0"))
                .orElse(0.0)
                .longValue();
        long increment = texts.number(element.text("CounterConfig.incr", "1"))
                .orElse(1.0)
                .longValue();
        Optional<Double> end = texts.number(element.text("CounterConfig.end"));
        if (!element.text("CounterConfig.format").isBlank()) {
            notes.add(element.line(), element.called() + " has a format, which is not carried over");
        }
        String count = element.is("CounterConfig.per_user")
                ? "(iteration - 1)"
                : "counter("
                        + Texts.literal(Words.variable(
                                element.text("CounterConfig.name").strip())) + ")";
        long all = end.isPresent() && increment > 0 ? (end.get().longValue() - start) / increment + 1 : 0;
        String round = all > 0 && all < 1L << 53 ? "(" + count + " % " + all + ")" : count;
        return "${" + start + " + " + round + (increment == 1 ? "" : " * " + increment) + "}";
    }

    private String random(Element element) {
        long from = texts.number(element.text("minimumValue", "0")).orElse(0.0).longValue();
        long to =
                texts.number(element.text("maximumValue", "100")).orElse(100.0).longValue();
        if (!element.text("outputFormat").isBlank()) {
            notes.add(element.line(), element.called() + " has a format, which is not carried over");
        }
        return "${random.int(" + Math.min(from, to) + ", " + Math.max(from, to) + ")}";
    }

    ArrayNode written() {
        return data;
    }
}
