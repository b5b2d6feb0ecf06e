package dev.throng.runner.report;

import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Comparison.Compared;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.history.Course;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The verdict as JUnit XML, for continuous integration servers that show tests: a test case for each threshold and each
 * comparison with the baseline, and one for the run itself, which has an error when the run broke, was stopped, or the
 * generator was the bottleneck.
 */
public final class JunitXml {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private JunitXml() {}

    public static String of(Result result) {
        List<Case> cases = cases(result);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        xml.append(suite(result, cases));
        xml.append(properties(result));
        cases.forEach(test -> xml.append(test.xml(result)));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    /** @param trouble {@code failure}, {@code error}, or empty when it passed */
    private record Case(String name, String trouble, String message) {
        private String xml(Result result) {
            String open = "    <testcase classname=\"" + escape(result.name()) + "\" name=\"" + escape(name)
                    + "\" time=\"0\"";
            return trouble.isEmpty()
                    ? open + "/>\n"
                    : open + ">\n      <" + trouble + " message=\"" + escape(message) + "\"/>\n    </testcase>\n";
        }
    }

    private static List<Case> cases(Result result) {
        List<Case> cases = new ArrayList<>();
        result.verdict().thresholds().forEach(row -> cases.add(threshold(row)));
        result.comparison().ifPresent(comparison -> comparison.rows().forEach(row -> cases.add(compared(row))));
        result.findings().history().courses().forEach(course -> cases.add(course(course)));
        cases.addFirst(run(result.verdict(), cases.stream().allMatch(test -> test.trouble.isEmpty())));
        return cases;
    }

    /** @param unexplained whether no other case says why the run failed, such as for a capacity that is too small */
    private static Case run(Verdict verdict, boolean unexplained) {
        String trouble = switch (verdict.outcome()) {
            case PASSED -> "";
            case FAILED -> unexplained ? "failure" : "";
            case UNKNOWN -> "error";
        };
        return new Case("run", trouble, verdict.reason() + ": " + verdict.message());
    }

    private static Case threshold(ThresholdResult row) {
        String name = row.expression() + row.name().map(text -> " of " + text).orElse("");
        return new Case(name, row.passed() ? "" : "failure", row.message());
    }

    private static Case compared(Compared row) {
        String name = "baseline: " + row.metric()
                + row.name().map(text -> " of " + text).orElse("");
        return new Case(name, row.passed() ? "" : "failure", row.message());
    }

    private static Case course(Course course) {
        return new Case("trend: " + course.metric(), course.creeping() ? "failure" : "", course.message());
    }

    private static String suite(Result result, List<Case> cases) {
        return "  <testsuite name=\"" + escape(result.name()) + "\" tests=\"" + cases.size()
                + "\" failures=\"" + count(cases, "failure") + "\" errors=\"" + count(cases, "error")
                + "\" skipped=\"0\" time=\"" + String.format(Locale.ROOT, "%.3f", result.durationSeconds())
                + "\" timestamp=\"" + WHEN.format(result.startedAt()) + "\">\n";
    }

    private static long count(List<Case> cases, String trouble) {
        return cases.stream().filter(test -> test.trouble.equals(trouble)).count();
    }

    private static String properties(Result result) {
        NameResult total = result.total();
        return "    <properties>\n"
                + property("verdict", result.verdict().message())
                + property("target", result.target())
                + property("run", result.runId())
                + property("seed", String.valueOf(result.seed()))
                + property("requests", String.valueOf(total.requests()))
                + property("failures", String.valueOf(total.failures()))
                + property("rps", Figure.rate(total.rps()))
                + property("p50", percentile(total, "50"))
                + property("p95", percentile(total, "95"))
                + property("p99", percentile(total, "99"))
                + "    </properties>\n";
    }

    private static String percentile(NameResult row, String percent) {
        return Figure.millis(row.response().percentiles().getOrDefault(percent, Double.NaN));
    }

    private static String property(String name, String value) {
        return "      <property name=\"" + name + "\" value=\"" + escape(value) + "\"/>\n";
    }

    /** For an attribute; characters that XML can't hold at all become question marks. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> escaped.append(escape(c)));
        return escaped.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\n', '\t', '\r' -> "&#" + c + ";";
            default -> isXml(c) ? Character.toString(c) : "?";
        };
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }
}
