package dev.throng.operator.loadtest.follow;

import dev.throng.runner.cluster.MasterClient;
import dev.throng.runner.cluster.MasterClient.MasterAway;
import dev.throng.runner.cluster.MasterClient.MasterRefused;
import dev.throng.runner.cluster.RunProgress;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.report.Compact;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Masters over gRPC, each known by its run's token. */
public final class GrpcMasters implements Masters {
    private static final Duration FETCH = Duration.ofSeconds(30);
    private static final Duration KEEP = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String STOPPED_BY = "spec.abort";

    private final Tokens tokens;
    private final Clock clock;
    private final ScheduledExecutorService retries;

    /** @param retries where broken streams are taken up again; not owned */
    public GrpcMasters(Tokens tokens, Clock clock, ScheduledExecutorService retries) {
        this.tokens = tokens;
        this.clock = clock;
        this.retries = retries;
    }

    @Override
    public Watching watch(Master master, Consumer<Progress> progress, Consumer<String> silence) {
        Stream stream = new Stream(master, progress, silence);
        stream.open();
        return stream;
    }

    @Override
    public void stop(Master master) throws IOException {
        ask(master, client -> {
            client.stop(STOPPED_BY);
            return true;
        });
    }

    @Override
    public FinalReport finale(Master master, int mostBytes, UnaryOperator<Result> completion) throws IOException {
        Result result = completion.apply(ask(master, client -> client.result(FETCH)));
        return new FinalReport(Endings.of(result), Compact.gzip(result, mostBytes));
    }

    @Override
    public StoredReport keep(Master master) throws IOException {
        try {
            return ask(master, client -> {
                ResultStore.Stored kept = client.keep(KEEP);
                return new StoredReport(kept.location(), kept.bytes());
            });
        } catch (IOException e) {
            if (e.getCause() instanceof MasterRefused refused) {
                throw new ReportNotStoredException(said(refused), refused);
            }
            throw e;
        }
    }

    /** Without the code that gRPC puts before it. */
    private static String said(MasterRefused refused) {
        return String.valueOf(refused.getMessage()).replaceFirst("^[A-Z_]+: ", "");
    }

    @Override
    public void release(Master master) throws IOException {
        ask(master, client -> {
            client.confirmStored(master.run().id());
            return true;
        });
    }

    private <T> T ask(Master master, Function<MasterClient, T> question) throws IOException {
        try (MasterClient client = client(master)) {
            return question.apply(client);
        } catch (MasterAway | MasterRefused e) {
            throw new IOException("the master of run " + master.run().id() + ": " + e.getMessage(), e);
        }
    }

    private MasterClient client(Master master) {
        try {
            return MasterClient.of(master.host(), master.port(), Token.of(tokens.of(master.run())), Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException("no certificates were to be read", e);
        }
    }

    /** One master's stream, taken up again once a second as long as it is not closed. */
    private final class Stream implements Watching, MasterClient.Watcher {
        private final Master master;
        private final Consumer<Progress> listener;
        private final Consumer<String> silence;
        private final Progresses progresses = new Progresses();
        private @Nullable MasterClient client;
        private boolean closed;

        Stream(Master master, Consumer<Progress> listener, Consumer<String> silence) {
            this.master = master;
            this.listener = listener;
            this.silence = silence;
        }

        /** With a new connection each time: one that failed would wait ever longer before it tried again. */
        synchronized void open() {
            if (!closed) {
                disconnect();
                client = client(master);
                client.watch(this);
            }
        }

        private void disconnect() {
            if (client != null) {
                client.close();
                client = null;
            }
        }

        @Override
        public void progress(RunProgress said) {
            Progress progress;
            synchronized (this) {
                if (closed) {
                    return;
                }
                progress = progresses.of(said, clock.instant());
            }
            listener.accept(progress);
        }

        @Override
        public void ended(Optional<RuntimeException> failure) {
            if (failure.isEmpty()) {
                return;
            }
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
            silence.accept(String.valueOf(failure.get().getMessage()));
            var unused = retries.schedule(this::open, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            retries.execute(this::closeNow);
        }

        private synchronized void closeNow() {
            disconnect();
        }
    }
}
