package dev.throng.operator.loadtest.follow;

import dev.throng.api.status.ProgressStatus;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Masters that tests let speak, by the run's id. Behaves as masters do; safe for all threads. */
public final class FakeMasters implements Masters {
    private final Map<String, Consumer<Progress>> listeners = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> silences = new ConcurrentHashMap<>();
    private final Map<String, Progress> said = new ConcurrentHashMap<>();
    private final Map<String, FinalReport> finales = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Set<String> released = ConcurrentHashMap.newKeySet();

    /** The run's master says something now, and to all who listen later. */
    public void say(String run, Progress progress) {
        said.put(run, progress);
        Optional.ofNullable(listeners.get(run)).ifPresent(listener -> listener.accept(progress));
    }

    /** The run's master cannot be reached any more. */
    public void silence(String run, String reason) {
        said.remove(run);
        Optional.ofNullable(silences.get(run)).ifPresent(listener -> listener.accept(reason));
    }

    /** The run ends so. */
    public void end(String run, FinalReport finale) {
        finales.put(run, finale);
        say(run, progress(State.ENDED, 0));
    }

    /** The run's master cannot store its report. */
    public void refuseToKeep(String run, String why) {
        refusals.put(run, why);
    }

    public boolean isStopped(String run) {
        return stopped.contains(run);
    }

    public boolean isReleased(String run) {
        return released.contains(run);
    }

    public boolean isFollowed(String run) {
        return listeners.containsKey(run);
    }

    /** A master's word with so many workers. */
    public static Progress progress(State state, int workers) {
        return new Progress(
                state,
                state == State.WAITING ? Optional.empty() : Optional.of(Instant.parse("2026-05-01T12:00:00Z")),
                new ProgressStatus(
                        "10s", "50s", "stage 1", 20, 20, 180.4, null, 1_804L, 0.0002, 12.5, 212.0, 480.0, 0L),
                workers,
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Watching watch(Master master, Consumer<Progress> progress, Consumer<String> silence) {
        String run = master.run().id();
        listeners.put(run, progress);
        silences.put(run, silence);
        Optional.ofNullable(said.get(run)).ifPresent(progress);
        return () -> {
            listeners.remove(run, progress);
            silences.remove(run, silence);
        };
    }

    @Override
    public void stop(Master master) {
        stopped.add(master.run().id());
    }

    @Override
    public FinalReport finale(Master master, int mostBytes, UnaryOperator<Result> completion) throws IOException {
        FinalReport finale = finales.get(master.run().id());
        if (finale == null) {
            throw new IOException("the run has not ended");
        }
        return finale;
    }

    @Override
    public StoredReport keep(Master master) throws IOException {
        String refusal = refusals.get(master.run().id());
        if (refusal != null) {
            throw new ReportNotStoredException(refusal, new IllegalStateException(refusal));
        }
        return new StoredReport("reports/" + master.run().id() + ".json.gz", 1_234);
    }

    @Override
    public void release(Master master) {
        released.add(master.run().id());
    }
}
