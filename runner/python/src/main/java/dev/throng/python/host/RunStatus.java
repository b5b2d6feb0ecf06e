package dev.throng.python.host;

import dev.throng.runner.code.RunFigures;
import dev.throng.runner.code.Session;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the run stands, for Python's questions; and what Python wants of it. Safe for all threads. */
public final class RunStatus implements Host.Run {
    private volatile @Nullable Session anyUser;
    private volatile long startNanos = System.nanoTime();
    private volatile int exitCode = -1;
    private volatile Supplier<RunFigures> standing = () -> RunFigures.NONE;

    public void watch(Supplier<RunFigures> now) {
        standing = now;
    }

    RunFigures standing() {
        return standing.get();
    }

    public void begins() {
        anyUser = null;
        exitCode = -1;
        startNanos = System.nanoTime();
    }

    /** Somebody who knows how many users there are; with the first one, the run's time begins. */
    public void user(Session session) {
        if (anyUser == null) {
            startNanos = System.nanoTime();
        }
        anyUser = session;
    }

    /** What the code has exited with; -1 when it has not. */
    public int exitCode() {
        return exitCode;
    }

    @Override
    public int users() {
        Session session = anyUser;
        return session == null ? 0 : session.users();
    }

    @Override
    public double elapsed() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    @Override
    public int workers() {
        return 0;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public void warn(String line) {
        System.err.println("throng: " + line);
    }

    @Override
    public void exit(int code) {
        exitCode = code;
    }

    @Override
    public RequestStats figures(String name, String method) {
        RunFigures now = standing.get();
        RunFigures.Row row = name.equals("Aggregated") && method.isEmpty() ? now.total() : now.row(name, method);
        return new RequestStats(row == null ? RunFigures.NONE.total() : row);
    }

    @Override
    public long exceptions() {
        return standing.get().exceptions();
    }

    @Override
    public List<String> names() {
        return standing.get().rows().stream()
                .flatMap(row -> Stream.of(row.name(), row.method()))
                .toList();
    }

    @Override
    public List<String> errors() {
        return standing.get().failures().stream()
                .flatMap(failing ->
                        Stream.of(failing.method(), failing.name(), failing.message(), Long.toString(failing.count())))
                .toList();
    }
}
