package dev.throng.runner.grpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.throng.runner.grpc.message.MessageReader;
import dev.throng.runner.grpc.proto.DefinitionException;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.runner.script.ByteSink;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The methods that code may call, looked up when it calls them first. For all threads. */
public final class Methods {
    /** A plan whose users call none. */
    public static final Methods NONE = new Methods(
            () -> {
                throw new DefinitionException("no methods are defined");
            },
            0,
            false);

    private static final byte[] NOTHING = {};
    private static final long AGAIN_NANOS = 1_000_000_000;

    /** Where definitions come from; asked until it has some. May block. */
    @FunctionalInterface
    public interface Source {
        Definitions definitions() throws DefinitionException;
    }

    private final Source source;
    private final long mostBytes;
    private final boolean goesRound;
    private final Map<String, KnownMethod> known = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Definitions definitions;
    private @Nullable DefinitionException absent;
    private long absentSince;

    /** @param mostBytes of one message of an answer */
    public Methods(Source source, long mostBytes, boolean goesRound) {
        this.source = source;
        this.mostBytes = mostBytes;
        this.goesRound = goesRound;
    }

    /**
     * A method by its call, {@code shop.v1.Catalog/GetItem}; may block until the server has told what it offers.
     *
     * @throws DefinitionException there is none, or it can't be found out; that is asked again a second later
     */
    public KnownMethod find(String call) throws DefinitionException {
        KnownMethod found = known.get(call);
        if (found == null) {
            Definitions all = definitions();
            found = beside(() -> ready(all.method(call), all));
            known.put(call, found);
        }
        return found;
    }

    /** Used once, so that the first call does not wait for what is made then. */
    private KnownMethod ready(MethodDescriptor method, Definitions all) {
        MessageReader reader = new MessageReader(method.getInputType(), all.types());
        RpcMethod made = RpcMethod.of(method, all.types());
        reader.warmUp();
        made.answers().ifPresent(printer -> printer.print(NOTHING, 0, 0, new ByteSink(64)));
        return new KnownMethod(made, reader, mostBytes, goesRound);
    }

    private Definitions definitions() throws DefinitionException {
        asking.lock();
        try {
            Definitions now = definitions;
            DefinitionException lately = absent;
            if (now == null && lately != null && System.nanoTime() - absentSince < AGAIN_NANOS) {
                throw lately;
            }
            if (now == null) {
                now = beside(source::definitions);
                definitions = now;
            }
            return now;
        } catch (DefinitionException wrong) {
            absent = wrong;
            absentSince = System.nanoTime();
            throw wrong;
        } finally {
            asking.unlock();
        }
    }

    /** On a thread of its own: the first look at a server, or at a message, costs time that the caller's event loop does not have. */
    private static <T> T beside(Callable<T> what) throws DefinitionException {
        FutureTask<T> task = new FutureTask<>(what);
        Thread unused = Thread.ofPlatform().daemon().name("definitions").start(task);
        try {
            return task.get();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new DefinitionException("interrupted while the server was asked");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DefinitionException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
