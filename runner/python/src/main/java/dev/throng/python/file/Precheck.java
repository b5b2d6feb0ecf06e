package dev.throng.python.file;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a locustfile's lines say at a glance that cannot run here, each with what to do instead. */
public final class Precheck {
    private static final String OLD = "is from Locust 0.x, which Locust itself runs no more since 1.0: ";

    private record Rule(Pattern pattern, String message) {
        Rule(String pattern, String message) {
            this(Pattern.compile(pattern), message);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "^\\s*class\\s+\\w+\\s*\\(\\s*HttpLocust\\b",
                    "HttpLocust " + OLD + "write HttpUser, and import it from locust"),
            new Rule(
                    "^\\s*class\\s+\\w+\\s*\\(\\s*Locust\\s*\\)",
                    "Locust " + OLD + "write User, and import it from locust"),
            new Rule(
                    "^\\s*class\\s+\\w+\\s*\\(\\s*FastHttpLocust\\b",
                    "FastHttpLocust " + OLD + "write FastHttpUser, and import it from locust"),
            new Rule(
                    "^\\s*class\\s+\\w+\\s*\\(\\s*TaskSequence\\b",
                    "TaskSequence " + OLD + "write SequentialTaskSet, and @task in place of @seq_task"),
            new Rule("^\\s+task_set\\s*=", "task_set " + OLD + "write tasks = [TheTaskSet]"),
            new Rule(
                    "\\bevents\\.(request_success|request_failure)\\b",
                    "request_success and request_failure " + OLD
                            + "listen to events.request; exception is None for success"),
            new Rule(
                    "\\bevents\\.\\w+\\s*\\+=",
                    "adding listeners by += " + OLD + "write events.x.add_listener(f), and give f **kwargs"),
            new Rule(
                    "^\\s*from\\s+locust\\.web\\s+import\\b",
                    "routes in Locust's web UI are not supported; the live page and /metrics are Throng's own"),
            new Rule(
                    "\\bweb_ui\\.app\\.(route|register_blueprint|add_url_rule)\\b",
                    "routes in Locust's web UI are not supported; the live page and /metrics are Throng's own. Leave them out, or guard them by: if environment.web_ui"),
            new Rule(
                    "\\brunner\\.(start|start_shape|spawn_users)\\(",
                    "the load comes from the command line, the LoadTest or a LoadTestShape; code cannot change it by the runner. Write a LoadTestShape instead"),
            new Rule(
                    "\\bstats\\.log_error\\(",
                    "stats.log_error is not supported: fire events.request with exception=..., which counts request and failure"),
            new Rule(
                    "^\\s*ssl_context_factory\\s*=\\s*(?!None\\b)",
                    "ssl_context_factory is not supported: HttpUser has self.client.cert and self.client.verify for certificates, insecure = True looks at none"),
            new Rule(
                    "\\b(proxies|proxy_host)\\s*=\\s*(?!None\\b|\\{\\s*\\}|=)",
                    "proxies are not supported: requests go straight to the host, so that their times are the server's. Leave the proxy out"),
            new Rule("^\\s*print\\s+['\"]", "this is Python 2; Locust and this run Python 3: print(...)"));

    /** Worth a word only where the rest of the file is as old. */
    private static final Rule WAIT = new Rule(
            "^\\s+min_wait\\s*=",
            "min_wait and max_wait " + OLD
                    + "write wait_time = between(MIN, MAX), in seconds, and import between from locust");

    private static final Pattern GUARDED = Pattern.compile("\\bif\\b.*\\bweb_ui\\b");

    private static final Pattern ALONE = Pattern.compile("^if\\s+__name__\\s*==\\s*[\"']__main__[\"']\\s*:");

    private static final Pattern QUOTES = Pattern.compile("\"\"\"|'''");
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private Precheck() {}

    public static List<Mistake> of(Bundle bundle) {
        List<Mistake> mistakes = new ArrayList<>();
        bundle.files().forEach((name, text) -> {
            if (name.endsWith(".py") && text.contains("locust")) {
                check(name, text, mistakes);
            }
        });
        return mistakes;
    }

    private static void check(String name, String text, List<Mistake> mistakes) {
        boolean guarded = GUARDED.matcher(text).find();
        List<Mistake> here = new ArrayList<>();
        List<String> lines = thatRun(text);
        for (Rule rule : RULES) {
            check(name, lines, rule, guarded, here);
        }
        if (here.stream().anyMatch(mistake -> mistake.message().contains(OLD))) {
            check(name, lines, WAIT, guarded, here);
        }
        here.stream().sorted(Comparator.comparing(Mistake::line)).forEach(mistakes::add);
    }

    private static void check(String name, List<String> lines, Rule rule, boolean guarded, List<Mistake> mistakes) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher found = rule.pattern().matcher(line);
            if (!line.stripLeading().startsWith("#") && found.find() && !(guarded && line.contains("web_ui"))) {
                int column = found.start() + 1 + leading(line.substring(found.start()));
                mistakes.add(new Mistake(name, i + 1, column, rule.message()));
            }
        }
    }

    /** The file's lines, empty where they are text or run only when the file is started by python itself. */
    private static List<String> thatRun(String text) {
        List<String> lines = new ArrayList<>();
        String quote = "";
        boolean alone = false;
        for (String line : text.lines().toList()) {
            alone = quote.isEmpty() && ALONE.matcher(line).find()
                    || alone && (!quote.isEmpty() || line.isBlank() || Character.isWhitespace(line.charAt(0)));
            String before = quote;
            quote = open(line, quote);
            lines.add(alone || !before.isEmpty() ? "" : line);
        }
        return lines;
    }

    /** Which kind of triple quotes is open after a line, if any is. */
    private static String open(String line, String before) {
        String quote = before;
        Matcher found = (quote.isEmpty() && line.stripLeading().startsWith("#") ? NOTHING : QUOTES).matcher(line);
        while (found.find()) {
            if (quote.isEmpty()) {
                quote = found.group();
            } else if (quote.equals(found.group())) {
                quote = "";
            }
        }
        return quote;
    }

    private static int leading(String text) {
        return text.length() - text.stripLeading().length();
    }
}
