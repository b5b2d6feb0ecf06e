package dev.throng.runner.report.html;

import dev.throng.runner.report.Result;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Figure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What went wrong: failures by message, a few failed exchanges as they went over the wire, and exceptions. */
final class HtmlErrors {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MOST_FAILURES = 500;
    private static final int MOST_EXCHANGES = 25;
    private static final int MOST_ALIKE = 2;
    private static final int MOST_CHARACTERS = 4000;

    private HtmlErrors() {}

    static void write(HtmlPage page, Result result) {
        page.open("section").element("h2", "Failures");
        if (result.failures().isEmpty()) {
            page.element("p", "Not one request failed.", "class", "lead");
        } else {
            failures(page, result);
        }
        if (!result.exchanges().isEmpty()) {
            exchanges(page, result.exchanges());
        }
        page.close("section");
        if (!result.exceptions().isEmpty()) {
            exceptions(page, result.exceptions());
        }
    }

    private static void failures(HtmlPage page, Result result) {
        List<Result.Failure> failures = result.failures();
        page.open("div", "class", "scroller")
                .open("table", "class", "sortable")
                .open("thead")
                .open("tr");
        page.elements("th", "Request", "Kind", "Message");
        page.element("th", "Times", "class", "number").element("th", "First", "class", "number");
        page.element("th", "Last", "class", "number").close("tr").close("thead").open("tbody");
        failures.stream()
                .limit(MOST_FAILURES)
                .forEach(failure -> row(page, failure, result.wasDoneOnce(failure.key())));
        page.close("tbody").close("table").close("div");
        if (failures.size() > MOST_FAILURES) {
            page.element("p", (failures.size() - MOST_FAILURES) + " more are in the JSON.", "class", "lead");
        }
    }

    /** @param once of what was done once, and judged no more than a warm-up is */
    private static void row(HtmlPage page, Result.Failure failure, boolean once) {
        long times = failure.occurrences() + failure.warmupOccurrences();
        String shown = Figure.count(once ? times : failure.occurrences())
                + (failure.warmupOccurrences() > 0 && !once
                        ? " + " + Figure.count(failure.warmupOccurrences()) + " warm-up"
                        : "");
        page.open("tr").open("th", "scope", "row");
        HtmlRequests.key(page, failure.key());
        page.close("th").element("td", words(failure.kind())).element("td", failure.message(), "class", "message");
        page.number(times, shown, "strong");
        page.number(failure.firstSeen().toEpochMilli(), TIME.format(failure.firstSeen()), "quiet");
        page.number(failure.lastSeen().toEpochMilli(), TIME.format(failure.lastSeen()), "quiet")
                .close("tr");
    }

    static String words(FailureKind kind) {
        return switch (kind) {
            case DNS -> "name not resolved";
            case CONNECT -> "not connected";
            case TLS -> "TLS";
            case REQUEST -> "request not formed";
            case GENERATOR -> "generator's own limit";
            case RESET -> "connection broke";
            case TIMEOUT -> "timeout";
            case PROTOCOL -> "not HTTP";
            case STATUS -> "status";
            case CHECK -> "check";
            case SCHEMA -> "schema";
            case CAPTURE -> "capture";
            case REDIRECT -> "redirect";
        };
    }

    private static void exchanges(HtmlPage page, List<Result.Exchange> exchanges) {
        page.element("h3", "Sampled failed exchanges");
        for (Result.Exchange exchange : chosen(exchanges)) {
            page.open("details").open("summary");
            page.element("span", exchange.key().method(), "class", "method")
                    .element("b", exchange.key().name());
            page.element("span", exchange.message(), "class", "why");
            page.element("small", at(exchange.at()) + " · " + Figure.millis(exchange.millis()))
                    .close("summary");
            page.open("div", "class", "exchange").element("pre", capped(exchange.request()));
            page.element("pre", capped(exchange.response())).close("div").close("details");
        }
    }

    /** A few of each kind rather than the first ones only. */
    private static List<Result.Exchange> chosen(List<Result.Exchange> exchanges) {
        Map<List<Object>, Integer> alike = new HashMap<>();
        return exchanges.stream()
                .filter(exchange ->
                        alike.merge(List.of(exchange.key(), exchange.message()), 1, Integer::sum) <= MOST_ALIKE)
                .limit(MOST_EXCHANGES)
                .toList();
    }

    private static String at(Instant instant) {
        return TIME.format(instant) + " UTC";
    }

    private static String capped(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text.strip()
                : text.substring(0, MOST_CHARACTERS) + "\n… " + Figure.count(text.length() - MOST_CHARACTERS)
                        + " characters more";
    }

    private static void exceptions(HtmlPage page, List<Result.ExceptionRow> exceptions) {
        page.open("section").element("h2", "Exceptions in the scenario's code");
        for (Result.ExceptionRow row : exceptions) {
            page.open("details").open("summary").element("b", row.message());
            page.element("small", Figure.of(row.occurrences(), "time") + " on " + String.join(", ", row.workers()));
            page.close("summary").element("pre", capped(row.trace())).close("details");
        }
        page.close("section");
    }
}
