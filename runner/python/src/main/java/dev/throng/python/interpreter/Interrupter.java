package dev.throng.python.interpreter;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.instrumentation.ContextsListener;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.nodes.LanguageInfo;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;

/**
 * A tool in the interpreter that reaches into code while it runs: it lets one thread of it throw, at its next call or turn of
 * a loop. Safe for all threads.
 */
final class Interrupter implements ContextsListener {
    private final TruffleInstrument.Env environment;
    private final Set<TruffleContext> contexts = ConcurrentHashMap.newKeySet();
    private final Queue<Throwing> endings = new ConcurrentLinkedQueue<>();

    private Interrupter(TruffleInstrument.Env environment) {
        this.environment = environment;
        environment.getInstrumenter().attachContextsListener(this, true);
    }

    static Interrupter of(Engine engine) {
        Instrument tool = Objects.requireNonNull(engine.getInstruments().get(Tool.ID), "the service file names it");
        return Objects.requireNonNull(tool.lookup(Interrupter.class));
    }

    /**
     * Has a thread throw, if it is in the code of a language; what it throws is no exception that user code expects.
     *
     * @param still whether the thread is still at what is to be ended; asked on that thread
     */
    void end(Thread thread, String message, BooleanSupplier still) {
        Throwing ending = new Throwing(message, still);
        endings.add(ending);
        for (TruffleContext context : contexts) {
            ending.asked.add(environment.submitThreadLocal(context, new Thread[] {thread}, ending));
        }
    }

    /** Takes back all that has not met its thread: an action waits for the next code of any kind that its thread comes to. */
    void spare() {
        for (Throwing ending = endings.poll(); ending != null; ending = endings.poll()) {
            ending.spared = true;
            ending.asked.forEach(asked -> asked.cancel(false));
        }
    }

    private static final class Throwing extends ThreadLocalAction {
        private final List<Future<?>> asked = new CopyOnWriteArrayList<>();
        private final String message;
        private final BooleanSupplier still;
        private volatile boolean spared;

        Throwing(String message, BooleanSupplier still) {
            super(true, false);
            this.message = message;
            this.still = still;
        }

        @Override
        protected void perform(Access access) {
            if (!spared && still.getAsBoolean()) {
                throw new Ended(message, access.getLocation());
            }
        }
    }

    /** What the thread throws. */
    static final class Ended extends AbstractTruffleException {
        private static final long serialVersionUID = 1;

        Ended(String message, Node location) {
            super(message, location);
        }
    }

    @Override
    public void onContextCreated(TruffleContext context) {
        contexts.add(context);
    }

    @Override
    public void onContextClosed(TruffleContext context) {
        contexts.remove(context);
    }

    @Override
    public void onLanguageContextCreated(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextInitialized(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextFinalized(TruffleContext context, LanguageInfo language) {}

    @Override
    public void onLanguageContextDisposed(TruffleContext context, LanguageInfo language) {}

    /** The same as the interpreter's engine makes it. */
    public static final class Tool extends TruffleInstrument {
        static final String ID = "throng-interrupter";

        @Override
        protected void onCreate(Env environment) {
            environment.registerService(new Interrupter(environment));
        }
    }
}
