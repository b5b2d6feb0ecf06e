package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A run's master, for those who hold it: hands what is asked of it and what workers say to its loop. What a message does is
 * {@link MessageHandler}'s, what the clock does {@link Ticker}'s, what is shown {@link RunView}'s; all decisions are the
 * {@link RunModel}'s. Safe for all threads unless a method says otherwise.
 */
public final class Master implements MasterEndpoint {
    private static final long SECOND = 1_000_000_000;

    private final Loop loop;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final RunState run;
    private final RunView view;
    private final Ticker ticker;
    private final MessageHandler messages;

    public Master(Loop loop, MasterSettings settings) {
        this.loop = loop;
        this.run = new RunState(loop, settings);
        this.view = new RunView(run);
        this.ticker = new Ticker(run, view, result);
        this.messages = new MessageHandler(run, ticker::start, ticker::heard);
    }

    /** On its loop. */
    @Override
    public void received(Downlink from, ToMaster message) {
        messages.received(from, message);
    }

    /** On its loop. */
    @Override
    public void closed(Downlink link) {
        messages.closed(link);
    }

    /** @param instant up to when messages that came are sure to have been handed on, on the loop's clock */
    public void listening(LongSupplier instant) {
        ticker.listening = instant;
    }

    /** @param what that the run waits for beside its workers, as a text for people; empty as soon as there is nothing more */
    public void awaits(Supplier<Optional<String>> what) {
        ticker.awaited = what;
    }

    /** What the run waits for beside its workers, before it starts. */
    public Optional<String> awaited() {
        return ticker.awaited();
    }

    public Live live() {
        return view.live();
    }

    public void onTick(Consumer<Live> listener) {
        loop.execute(() -> view.listen(listener));
    }

    /** Starts to wait for workers. Any thread. */
    public void open() {
        loop.execute(() -> ticker.tick(loop.nanos()));
    }

    public CompletableFuture<Result> result() {
        return result;
    }

    public String runId() {
        return run.settings.about().runId();
    }

    /** As if the run had ended at the last tick. */
    public CompletableFuture<Result> resultSoFar() {
        return CompletableFuture.supplyAsync(() -> result.isDone() ? result.resultNow() : view.result(), loop);
    }

    public <T> CompletableFuture<T> ask(Function<Totals, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(run.ledger.totals()), loop);
    }

    public void execute(Runnable task) {
        loop.execute(task);
    }

    public void load(int users, double spawnRate) {
        decide(now -> run.model.loaded(users, spawnRate, now));
    }

    public void reset() {
        loop.execute(() -> {
            run.change(run.model.reset(loop.nanos()));
            run.ledger.reset(run.elapsed());
        });
    }

    public void stop(Orders.Reason reason, String message) {
        decide(now -> run.model.ended(reason, message, now));
    }

    /** Lets the workers go: nothing of theirs is needed any more. */
    public void dismiss() {
        loop.execute(() -> {
            run.dismissed = true;
            run.sessions.values().forEach(session -> session.send(new ToWorker.Dismissed()));
        });
    }

    /** The process of the worker with this name has ended by itself: nothing more will come of it. */
    public void exited(String name) {
        loop.execute(() -> run.model
                .members()
                .member(name)
                .map(member -> run.sessions.get(member.id()))
                .ifPresent(session -> session.gone(loop.nanos())));
    }

    private void decide(LongFunction<RunModel> decision) {
        loop.execute(() -> run.change(decision.apply(loop.nanos())));
    }

    /** Number of the first interval of this worker that is not counted. */
    public long counted(WorkerId id) {
        Session session = run.sessions.get(id);
        return session == null ? 0 : session.intake().next();
    }

    /** Whether nothing that was counted would be lost with this master. On its loop. */
    public boolean isEverythingKept() {
        return run.sessions.values().stream().allMatch(session -> session.connected() || run.replicator.safe(session));
    }

    /** Completes as soon as nothing that was counted would be lost with this master. */
    public CompletableFuture<Void> everythingIsKept() {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        loop.execute(() -> awaitKept(kept));
        return kept;
    }

    private void awaitKept(CompletableFuture<Void> kept) {
        if (isEverythingKept()) {
            kept.complete(null);
        } else if (!kept.isDone()) {
            loop.after(SECOND / 20, () -> awaitKept(kept));
        }
    }
}
