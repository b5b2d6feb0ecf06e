package dev.throng.runner.engine.machine;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.trace.Tracer;
import dev.throng.runner.witness.Witness;
import java.util.List;
import java.util.Optional;

/**
 * How an engine uses its machine.
 *
 * @param loops number of event loops; one per core that is to generate load
 * @param pollers how they wait for their sockets
 * @param scheduler where blocking code runs
 * @param witness whoever watches each exchange
 * @param tracer whoever is told of the requests that have trace ids
 */
public record EngineOptions(
        int loops,
        Pollers pollers,
        VirtualThreadScheduler scheduler,
        Optional<Witness> witness,
        Optional<Tracer> tracer) {
    /** The system property for the number of loops. */
    public static final String LOOPS = "throng.loops";

    public EngineOptions {
        if (loops < 1) {
            throw new IllegalArgumentException("an engine needs a loop, not " + loops);
        }
    }

    public EngineOptions(int loops, Pollers pollers, VirtualThreadScheduler scheduler, Optional<Witness> witness) {
        this(loops, pollers, scheduler, witness, Optional.empty());
    }

    public EngineOptions(int loops, Pollers pollers, VirtualThreadScheduler scheduler) {
        this(loops, pollers, scheduler, Optional.empty(), Optional.empty());
    }

    public EngineOptions(int loops, Pollers pollers) {
        this(loops, pollers, VirtualThreadScheduler.chosen(), Optional.empty(), Optional.empty());
    }

    /** One loop per core, on the best poller of this machine. */
    public static EngineOptions forThisMachine() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new EngineOptions(Integer.getInteger(LOOPS, cores), Pollers.choose());
    }

    /** What could be faster on this machine and why it is not, in words for people; empty at best. */
    public List<String> drawbacks() {
        return pollers.reason().isEmpty()
                ? List.of()
                : List.of("the portable poller is used, which is slower: " + pollers.reason());
    }

    /** By which clock responses are timed, for people. */
    public String clock() {
        return switch (pollers.clock()) {
            case KERNEL -> "responses are timed by the kernel's stamp of their arrival";
            case PROCESS -> "responses are timed when this process is told of their arrival";
        };
    }

    public EngineOptions withLoops(int number) {
        return new EngineOptions(number, pollers, scheduler, witness, tracer);
    }

    public EngineOptions withPollers(Pollers other) {
        return new EngineOptions(loops, other, scheduler, witness, tracer);
    }

    public EngineOptions watchedBy(Witness witness) {
        return new EngineOptions(loops, pollers, scheduler, Optional.of(witness), tracer);
    }

    public EngineOptions tracedBy(Optional<? extends Tracer> other) {
        return new EngineOptions(loops, pollers, scheduler, witness, other.map(Tracer.class::cast));
    }
}
