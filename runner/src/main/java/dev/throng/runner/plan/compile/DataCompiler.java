package dev.throng.runner.plan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.client.TlsSpec;
import dev.throng.api.scenario.DataSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.schema.Notation;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.data.DataException;
import dev.throng.runner.data.DataFiles;
import dev.throng.runner.data.DataUrls;
import dev.throng.runner.data.Format;
import dev.throng.runner.data.Rows;
import dev.throng.runner.data.Table;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.compile.Scripts;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data that users draw rows from, and which steps use which. */
final class DataCompiler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    private final PlanOptions options;
    private final Scripts scripts;
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final List<Feed> feeds = new ArrayList<>();

    /**
     * @param options that say where files are, and whether some are fetched
     * @param scripts for what the environment has
     */
    DataCompiler(PlanOptions options, Scripts scripts) {
        this.options = options;
        this.scripts = scripts;
    }

    List<Feed> compile(@Nullable List<DataSpec> specs, Place place) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            DataSpec spec = specs.get(i);
            Place at = place.item(i);
            if (spec.name() == null || !Notation.VARIABLE.matches(spec.name())) {
                at.field("name").problem("needs " + Notation.VARIABLE.words());
            } else if (Scripts.isReserved(spec.name())) {
                at.field("name").problem("can't be " + spec.name() + ", the word has a meaning of its own in ${…}");
            } else if (indices.containsKey(spec.name())) {
                at.field("name").problem("other data is called " + spec.name() + " already");
            } else {
                add(spec, rows(spec, at).orElse(Rows.UNSEEN)); // what uses it is not wrong for that
            }
        }
        return List.copyOf(feeds);
    }

    private void add(DataSpec spec, Rows rows) {
        indices.put(String.valueOf(spec.name()), feeds.size());
        feeds.add(new Feed(String.valueOf(spec.name()), rows, pick(spec), perUser(spec), atEnd(spec)));
    }

    private Optional<Rows> rows(DataSpec spec, Place at) {
        if (spec.file() != null && spec.url() != null) {
            at.problem("rows come from one place: keep one of file and url");
            return Optional.empty();
        }
        String name = spec.url() == null ? spec.file() : spec.url();
        if (name == null) {
            at.field("file")
                    .problem("is missing, give the path of a CSV, TSV, JSON or JSON-lines file, or the url of one");
            return Optional.empty();
        }
        Place source = at.field(spec.url() == null ? "file" : "url");
        Optional<Format> format = spec.format() == null
                ? Format.of(spec.url() == null ? name : name.replaceFirst("[?#].*", ""))
                : Optional.of(Format.valueOf(spec.format().name().toUpperCase(Locale.ROOT)));
        if (format.isEmpty()) {
            source.problem("does not end with .csv, .tsv, .json or .jsonl: say which it is, such as format: csv");
            return Optional.empty();
        }
        if (!fits(spec, format.get(), at)) {
            return Optional.empty();
        }
        return spec.url() == null
                ? ofFile(name, format.get(), table(spec, format.get()), source)
                : ofUrl(name, format.get(), table(spec, format.get()), source);
    }

    private Optional<Rows> ofFile(String name, Format format, Table table, Place at) {
        Path file = options.files().apply(name);
        if (file == null) {
            return Optional.of(Rows.UNSEEN);
        }
        if (file(name, at).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DataFiles.open(file, format, table));
        } catch (DataException wrong) {
            at.problem(name + ": " + wrong.getMessage());
        } catch (IOException unreadable) {
            at.problem("can't be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    /** Problems say nothing of what the environment has put into the URL. */
    private Optional<Rows> ofUrl(String written, Format format, Table table, Place at) {
        int known = at.problems().size();
        String text = scripts.fixedHeader(written, at);
        if (at.problems().size() > known) {
            return Optional.empty();
        }
        if (!options.fetches() && written.contains("${")) {
            return Optional.of(Rows.UNSEEN); // what is said in its place here need not make a URL
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException wrong) {
            at.problem("is no URL: percent-encode what can't stand in one"
                    + (written.contains("${")
                            ? ", also in what ${…} gives"
                            : ", at character " + (wrong.getIndex() + 1)));
            return Optional.empty();
        }
        if (url.getHost() == null) {
            at.problem("names no host, write it as https://host/rows.csv");
            return Optional.empty();
        }
        if (!options.fetches()) {
            return Optional.of(Rows.UNSEEN);
        }
        try {
            return Optional.of(new DataUrls().open(url, format, table));
        } catch (DataException wrong) {
            at.problem("what was fetched: " + wrong.getMessage());
        } catch (IOException lost) {
            at.problem("can't be fetched: " + lost.getMessage());
        }
        return Optional.empty();
    }

    /** Whether what is said of columns is about a file that has such. */
    private static boolean fits(DataSpec spec, Format format, Place at) {
        boolean separated = format == Format.CSV || format == Format.TSV;
        if (spec.columns() != null && !separated) {
            at.field("columns").problem("is for CSV and TSV: in JSON each row names its own fields");
            return false;
        }
        if (spec.separator() != null && format != Format.CSV) {
            at.field("separator").problem("is for CSV: say format: csv");
            return false;
        }
        boolean noneTwice = spec.pick() == DataSpec.Pick.unique || spec.pick() == DataSpec.Pick.once;
        if (noneTwice && spec.atEnd() == DataSpec.AtEnd.recycle) {
            at.field("atEnd")
                    .problem("with pick: " + spec.pick()
                            + " no row is used twice: say stopUser, stopRun, or pick: sequential");
            return false;
        }
        if (spec.separator() != null && "\"\r\n".contains(spec.separator())) {
            at.field("separator").problem("can't be a quote or a line's end");
            return false;
        }
        return true;
    }

    private static Table table(DataSpec spec, Format format) {
        Table usual = Table.usual(format);
        String separator = spec.separator();
        return new Table(
                separator == null ? usual.separator() : separator.charAt(0),
                spec.columns() == null ? List.of() : spec.columns());
    }

    private static Feed.Pick pick(DataSpec spec) {
        return switch (spec.pick() == null ? DataSpec.Pick.sequential : spec.pick()) {
            case sequential, unique, once -> Feed.Pick.SEQUENTIAL;
            case random -> Feed.Pick.RANDOM;
            case shuffled -> Feed.Pick.SHUFFLED;
        };
    }

    private static boolean perUser(DataSpec spec) {
        return spec.per() == DataSpec.Per.user;
    }

    private static Feed.AtEnd atEnd(DataSpec spec) {
        DataSpec.AtEnd usual = switch (spec.pick() == null ? DataSpec.Pick.sequential : spec.pick()) {
            case sequential, random, shuffled -> DataSpec.AtEnd.recycle;
            case unique -> DataSpec.AtEnd.stopUser;
            case once -> DataSpec.AtEnd.stopRun;
        };
        return switch (spec.atEnd() == null ? usual : spec.atEnd()) {
            case recycle -> Feed.AtEnd.RECYCLE;
            case stopUser -> Feed.AtEnd.STOP_USER;
            case stopRun -> Feed.AtEnd.STOP_RUN;
        };
    }

    /** Where a file is that the plan names; empty where nobody can look, or with a problem where it can't be read. */
    Optional<Path> file(String name, Place at) {
        Path file = options.files().apply(name);
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            at.problem("can't be read: " + file);
            return Optional.empty();
        }
        return Optional.ofNullable(file);
    }

    Iterable<String> names() {
        return indices.keySet();
    }

    /**
     * The rows that these steps need, with the user's own headers and what is said with every request.
     *
     * @param headers of every request
     * @param tls with the certificates that users show
     */
    List<Step.Draw> draws(
            UserSpec user,
            List<StepSpec> reached,
            @Nullable Map<String, JsonNode> headers,
            @Nullable TlsSpec tls,
            Function<String, Integer> slots,
            boolean perUser) {
        List<Step.Draw> draws = new ArrayList<>();
        String text = expressions(reached) + expressions(user.headers()) + expressions(headers) + expressions(tls);
        indices.forEach((name, index) -> {
            if (feeds.get(index).perUser() == perUser && uses(text, name)) {
                draws.add(new Step.Draw(index, slots.apply(name)));
            }
        });
        return draws;
    }

    /** Columns that there are not, and rows that are not there yet. */
    void check(
            UserSpec user,
            List<StepSpec> all,
            @Nullable Map<String, JsonNode> headers,
            @Nullable TlsSpec tls,
            Place place) {
        String everything = expressions(all)
                + expressions(user.headers())
                + expressions(user.variables())
                + expressions(headers)
                + expressions(tls);
        indices.forEach((name, index) -> {
            Feed feed = feeds.get(index);
            Matcher members = Pattern.compile("\\b" + name + "\\.([A-Za-z_][A-Za-z0-9_]*)")
                    .matcher(everything);
            while (members.find()) {
                String column = members.group(1);
                if (!feed.rows().equals(Rows.UNSEEN) && !feed.rows().columns().contains(column)) {
                    place.problem("${" + name + "." + column + "}: the data has no column " + column
                            + Nearest.hint(column, feed.rows().columns()) + "; there are "
                            + String.join(", ", feed.rows().columns()));
                }
            }
            if (uses(expressions(user.variables()), name)) {
                place.field("variables").problem(name + " has no row yet when variables are set: use it in steps");
            }
            if (!feed.perUser() && uses(expressions(tls), name)) {
                place.problem(
                        name
                                + " has a row for each iteration, but a user shows one certificate: say per: user where it is declared");
            }
            if (!feed.perUser() && uses(expressions(user.onStart()), name)) {
                place.field("onStart")
                        .problem(
                                name
                                        + " has a row for each iteration, and none before the first: say per: user where it is declared");
            }
        });
    }

    private static boolean uses(String expressions, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(expressions).find();
    }

    private static String expressions(@Nullable Object specs) {
        JsonNode tree = JSON.valueToTree(specs);
        StringBuilder found = new StringBuilder();
        Matcher expression = EXPRESSION.matcher(tree.toString());
        while (expression.find()) {
            found.append(expression.group().replace("\\\"", "\"")).append(' ');
        }
        return found.toString();
    }
}
