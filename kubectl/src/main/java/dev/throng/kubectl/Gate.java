package dev.throng.kubectl;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.cluster.Trouble;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether what is to go out may: runs a schedule's LoadTest once for each version that is asked about, and says how it
 * ended. Its memory is the LoadTests' labels, so that it may be started again meanwhile. Safe for all threads.
 */
final class Gate {
    static final String SCHEDULE = "schedule";
    static final String LABEL = "throng.dev/gate";

    /** For so long a verdict answers for its version: who asks later wants to know it anew. */
    private static final Duration VALID = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofHours(2);
    /** For so long the API server may restart: the run knows nothing of it. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    private static final int DIGITS = 16;

    private final Cluster cluster;
    private final Duration beat;
    private final InstantSource clock;

    Gate(Cluster cluster, Duration beat, InstantSource clock) {
        this.cluster = cluster;
        this.beat = beat;
        this.clock = clock;
    }

    /**
     * What Flagger sends; others need no more than the schedule.
     *
     * @param name of what goes out
     * @param checksum of its version
     * @param metadata as the webhook's author wrote it: {@code schedule} names the LoadTestSchedule
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Question(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable String checksum,
            @Nullable Map<String, String> metadata) {
        Optional<String> schedule() {
            return Optional.ofNullable(metadata).map(all -> all.get(SCHEDULE)).filter(name -> !name.isBlank());
        }
    }

    /** @param status of HTTP; only 200 opens the gate */
    record Answer(int status, String sentence) {}

    /** Holds the caller until there is a verdict. */
    Answer ask(Question question) throws InterruptedException {
        Optional<String> schedule = question.schedule();
        if (schedule.isEmpty()) {
            return new Answer(HttpURLConnection.HTTP_BAD_REQUEST, "metadata.schedule names no LoadTestSchedule");
        }
        if (question.namespace() != null && !question.namespace().equals(cluster.namespace())) {
            return new Answer(
                    HttpURLConnection.HTTP_FORBIDDEN,
                    "this gate is for namespace " + cluster.namespace() + ", not for " + question.namespace());
        }
        try {
            return verdict(runOf(schedule.get(), digest(question)));
        } catch (Refusal refused) {
            return new Answer(HttpURLConnection.HTTP_NOT_FOUND, String.valueOf(refused.getMessage()));
        } catch (KubernetesClientException e) {
            return new Answer(
                    HttpURLConnection.HTTP_UNAVAILABLE,
                    String.valueOf(Trouble.of(e).getMessage()));
        }
    }

    /** Two who ask at once get the same. */
    private synchronized LoadTest runOf(String schedule, String version) {
        GenericKubernetesResource whole = cluster.schedule(schedule);
        Optional<LoadTest> latest = cluster.loadTests(Map.of(LABEL, version)).stream()
                .max(Comparator.comparing(test -> test.resource().getMetadata().getCreationTimestamp()));
        return latest.filter(this::answers).orElseGet(() -> {
            GenericKubernetesResource child = ScheduleCommand.child(whole, cluster.namespace());
            Map<String, String> labels = new HashMap<>(child.getMetadata().getLabels());
            labels.put(LABEL, version);
            child.getMetadata().setLabels(labels);
            return cluster.create(child);
        });
    }

    private boolean answers(LoadTest test) {
        return Optional.ofNullable(test.status().finishedAt())
                .map(Instant::parse)
                .map(end -> end.plus(VALID).isAfter(clock.instant()))
                .orElse(true);
    }

    private Answer verdict(LoadTest asked) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        Instant heard = clock.instant();
        while (clock.instant().isBefore(end)) {
            try {
                Optional<LoadTest> now = cluster.find(asked.name());
                if (now.isEmpty()) {
                    return new Answer(
                            HttpURLConnection.HTTP_CONFLICT, asked.name() + " was deleted before its verdict");
                }
                if (now.get().isOver()) {
                    return said(now.get());
                }
                heard = clock.instant();
            } catch (KubernetesClientException e) {
                boolean away = e.getCode() == 0 || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
                if (!away || heard.plus(AWAY).isBefore(clock.instant())) {
                    throw e;
                }
            }
            Thread.sleep(beat);
        }
        return new Answer(
                HttpURLConnection.HTTP_CONFLICT, asked.name() + " is not over after " + Words.duration(PATIENCE));
    }

    private static Answer said(LoadTest test) {
        Optional<Condition> end = test.condition("Finished")
                .filter(condition -> condition.status() == ConditionStatus.True)
                .or(() -> test.condition("Valid"));
        String reason = end.map(Condition::reason).orElse("");
        String sentence = test.name() + ": " + reason
                + end.map(condition -> ": " + Words.clean(condition.message())).orElse("");
        return new Answer(
                "Passed".equals(reason) ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_CONFLICT, sentence);
    }

    private String digest(Question question) {
        String whole = String.join(
                "\n",
                question.schedule().orElse(""),
                Optional.ofNullable(question.name()).orElse(""),
                Optional.ofNullable(question.checksum()).orElse(""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
