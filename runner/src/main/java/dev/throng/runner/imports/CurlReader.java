package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands of curl, as browsers copy them and documentation shows them: each becomes a request. */
public final class CurlReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "--compressed",
            "-s",
            "--silent",
            "-S",
            "--show-error",
            "-v",
            "--verbose",
            "-i",
            "--include",
            "-f",
            "--fail",
            "-L",
            "--location",
            "-sS",
            "-#",
            "--progress-bar",
            "--globoff",
            "-g",
            "--http1.1",
            "-N",
            "--no-buffer",
            "-O",
            "--remote-name",
            "-J",
            "-4",
            "-6",
            "-n",
            "-q",
            "--fail-with-body",
            "--http2",
            "--no-progress-meter",
            "--path-as-is",
            "--tlsv1.2");
    private static final Set<String> WITH_VALUE_AND_WITHOUT_MEANING = Set.of(
            "-o",
            "--output",
            "-A",
            "--user-agent",
            "-e",
            "--referer",
            "-m",
            "--max-time",
            "--connect-timeout",
            "-w",
            "--write-out",
            "-c",
            "--cookie-jar",
            "-D",
            "--dump-header",
            "--retry",
            "--retry-delay",
            "--max-redirs");

    /** Letters of options whose value may follow at once. */
    private static final String WITH_VALUE = "ACDEFHKPQTUXYbcdemortuwxyz";

    private final List<String> notes = new ArrayList<>();

    /** @throws ImportException there is no command of curl in it */
    public static Draft read(String text) throws ImportException {
        return new CurlReader().draft(text);
    }

    private Draft draft(String text) throws ImportException {
        List<Draft.Request> requests = new ArrayList<>();
        String target = "";
        for (List<String> command : ShellWords.commands(text)) {
            int first = first(command);
            if (first < 0) {
                continue;
            }
            Command read = new Command();
            read.words(command.subList(first, command.size()));
            Optional<String> origin = Paths.origin(read.url);
            if (origin.isEmpty()) {
                notes.add("no http URL in: " + String.join(" ", command));
                continue;
            }
            target = target.isEmpty() ? origin.get() : target;
            requests.add(read.request(target, origin.get()));
        }
        if (requests.isEmpty()) {
            throw new ImportException("there is no curl command with an http URL in it");
        }
        return Draft.inOrder(target, requests, Map.of(), notes);
    }

    /** Where curl stands, behind what sets variables or runs it; -1 for another command. */
    private static int first(List<String> command) {
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (word.matches("(.*[/(`])?curl")) {
                return i;
            }
            if (!word.matches("[A-Za-z_][A-Za-z0-9_]*=.*|sudo|time|env|do|then|if|!")) {
                return -1;
            }
        }
        return -1;
    }

    private final class Command {
        private String url = "";
        private String method = "";
        private final HeaderFields headers = new HeaderFields();

        /** What -u and -b make, which gives way to what -H says. */
        private final HeaderFields byOption = new HeaderFields();

        private final List<String> data = new ArrayList<>();
        private final Multipart form = new Multipart();
        private boolean asQuery;
        private boolean json;

        private void words(List<String> written) {
            List<String> words = new ArrayList<>(written);
            for (int i = 1; i < words.size(); i++) {
                if (words.get(i).matches("(?s)-[A-Za-z#0-9].+")) {
                    words.addAll(i, letters(words.remove(i)));
                }
                String word = words.get(i);
                boolean attached = word.startsWith("--") && word.contains("=");
                String option = attached ? word.substring(0, word.indexOf('=')) : word;
                String next =
                        attached ? word.substring(word.indexOf('=') + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
                if (!word.startsWith("-") || word.equals("-")) {
                    url = word.contains("://") ? word : "http://" + word;
                } else if (!WITHOUT_MEANING.contains(option) && takesValue(option, next) && !attached) {
                    i++;
                }
            }
        }

        /** {@code -sXPOST} is {@code -s -X POST}. */
        private static List<String> letters(String word) {
            List<String> options = new ArrayList<>();
            for (int i = 1; i < word.length(); i++) {
                options.add("-" + word.charAt(i));
                if (WITH_VALUE.indexOf(word.charAt(i)) >= 0) {
                    if (i + 1 < word.length()) {
                        options.add(word.substring(i + 1));
                    }
                    return options;
                }
            }
            return options;
        }

        /** Whether the option's value was the next word. */
        private boolean takesValue(String option, String value) {
            switch (option) {
                case "-X", "--request" -> method = value;
                case "--url" -> url = value;
                case "-H", "--header" -> header(value);
                case "-d", "--data", "--data-raw", "--data-ascii", "--data-binary" -> data(value);
                case "--data-urlencode" -> data(encoded(value));
                case "--json" -> {
                    json = true;
                    data(value);
                }
                case "-G", "--get" -> {
                    asQuery = true;
                    return false;
                }
                case "-I", "--head" -> {
                    method = "HEAD";
                    return false;
                }
                case "-u", "--user" ->
                    byOption.set(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
                case "-b", "--cookie" -> byOption.set("Cookie", Draft.literal(value));
                case "-k", "--insecure" -> {
                    notes.add("-k: certificates are verified here, unless http.tls.insecureSkipVerify says otherwise");
                    return false;
                }
                case "-F", "--form", "--form-string" -> field(value, option.equals("--form-string"));
                default -> {
                    boolean meaningless = WITH_VALUE_AND_WITHOUT_MEANING.contains(option);
                    if (!meaningless) {
                        notes.add("option " + option + " of curl is not known here");
                    }
                    return meaningless;
                }
            }
            return true;
        }

        private void header(String line) {
            int colon = line.indexOf(':');
            if (colon > 0 && Headers.isOwn(line.substring(0, colon).strip())) {
                headers.add(
                        line.substring(0, colon).strip(),
                        Draft.literal(line.substring(colon + 1).strip()));
            }
        }

        /** A value that begins with @ or &lt; is in a file, and what follows a semicolon is about it. */
        private void field(String field, boolean literal) {
            int equals = field.indexOf('=');
            String value = field.substring(equals + 1);
            if (equals <= 0 || !literal && (value.startsWith("@") || value.startsWith("<"))) {
                notes.add("the form's field " + field + " is not carried over: its value is in a file");
                return;
            }
            int about = literal ? -1 : value.indexOf(";type=");
            String plain = about < 0 ? value : value.substring(0, about);
            form.field(
                    Draft.literal(field.substring(0, equals)),
                    Draft.literal(literal ? plain : plain.replaceFirst("^\"(.*)\"$", "$1")),
                    about < 0 ? "" : value.substring(about + ";type=".length()).replaceFirst(";.*", ""));
        }

        /** The name stays as it is; a value alone may begin with the sign. */
        private static String encoded(String value) {
            int equals = value.indexOf('=');
            if (value.startsWith("@") || equals < 0 && value.contains("@")) {
                return value.startsWith("@") ? value : "@" + value;
            }
            return (equals > 0 ? value.substring(0, equals + 1) : "")
                    + URLEncoder.encode(value.substring(equals + 1), StandardCharsets.UTF_8);
        }

        private void data(String value) {
            if (value.startsWith("@")) {
                notes.add("the body is in a file, put its text into the LoadTest: " + value.substring(1));
                // It is a body all the same, and what it is sent by.
                data.add("");
                return;
            }
            data.add(value);
        }

        private Draft.Request request(String target, String origin) {
            byOption.byName().forEach((name, values) -> headers.addIfAbsent(name, values.getFirst()));
            String path = (origin.equals(target) ? "" : origin) + Paths.below(url, origin);
            String all = data.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
            if (asQuery && !all.isEmpty()) {
                path = path + (path.contains("?") ? "&" : "?") + Draft.literal(all);
            }
            String verb = method.isEmpty()
                    ? data.isEmpty() && form.isEmpty() || asQuery ? "GET" : "POST"
                    : method.toUpperCase(Locale.ROOT);
            Draft.Body body = asQuery || all.isEmpty() ? form.body(headers) : body(all);
            return Draft.Request.step(Paths.template(path), verb, path, headers, body);
        }

        private Draft.Body body(String text) {
            String usual = json ? "application/json" : "application/x-www-form-urlencoded";
            return Bodies.of(text, headers.first("Content-Type").orElse(usual), headers);
        }
    }

    /** Bodies by their content type. */
    static final class Bodies {
        private Bodies() {}

        /** @param headers from which a content type that the body implies is taken away */
        static Draft.Body of(String text, String type, HeaderFields headers) {
            if (type.contains("json")) {
                try {
                    Draft.Body body = new Draft.JsonBody(JSON.readTree(Draft.literal(text)));
                    headers.remove("Content-Type");
                    return body;
                } catch (JsonProcessingException notJson) {
                    return new Draft.TextBody(Draft.literal(text));
                }
            }
            Optional<Multipart> form = Multipart.of(text, type);
            if (form.isPresent()) {
                return form.get().body(headers);
            }
            if (type.contains("x-www-form-urlencoded")) {
                FormFields fields = new FormFields();
                for (String pair : text.split("&")) {
                    int equals = pair.indexOf('=');
                    if (equals > 0) {
                        fields.add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                    }
                    if (equals <= 0 || fields.isMixed()) {
                        headers.addIfAbsent("Content-Type", type);
                        return new Draft.TextBody(Draft.literal(text));
                    }
                }
                headers.remove("Content-Type");
                return fields.body();
            }
            return new Draft.TextBody(Draft.literal(text));
        }

        private static String decoded(String text) {
            try {
                return Draft.literal(URLDecoder.decode(text, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncoded) {
                return Draft.literal(text);
            }
        }
    }
}
