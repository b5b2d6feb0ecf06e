package dev.throng.runner.notify;

import dev.throng.api.report.Outcome;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of a run from the command line. Pure. */
public final class ResultNotice {
    private ResultNotice() {}

    /**
     * @param command that makes a report
     * @param environment where CI systems say how to find their job
     */
    public static Notice of(Result result, Optional<String> command, Map<String, String> environment) {
        NameResult total = result.total();
        return new Notice(
                result.runId(),
                "/throng/run",
                result.name(),
                null,
                null,
                result.runId(),
                result.target(),
                Outcome.valueOf(result.verdict().reason()),
                result.verdict().message(),
                result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                result.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                total.requests(),
                total.failures(),
                number(total.failureRate()),
                number(total.rps()),
                percentile(total, "50"),
                percentile(total, "95"),
                percentile(total, "99"),
                command.orElse(null),
                links(environment));
    }

    private static List<Notice.Link> links(Map<String, String> environment) {
        List<Notice.Link> links = new ArrayList<>();
        String repository = environment.get("GITHUB_REPOSITORY");
        String run = environment.get("GITHUB_RUN_ID");
        if (repository != null && run != null) {
            String server = environment.getOrDefault("GITHUB_SERVER_URL", "https://github.com");
            links.add(new Notice.Link("GitHub run", server + "/" + repository + "/actions/runs/" + run));
        }
        job(environment, "CI_JOB_URL", "GitLab job").ifPresent(links::add);
        job(environment, "BUILD_URL", "Build").ifPresent(links::add);
        return links;
    }

    private static Optional<Notice.Link> job(Map<String, String> environment, String variable, String title) {
        return Optional.ofNullable(environment.get(variable))
                .filter(url -> url.matches("https?://\\S+"))
                .map(url -> new Notice.Link(title, url));
    }

    private static @Nullable Double percentile(NameResult total, String percentile) {
        return number(total.response().percentiles().getOrDefault(percentile, Double.NaN));
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }
}
