package dev.throng.python.interpreter;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Python in this JVM with our library in it. All threads may call it; one of them computes at a time, and others go on while
 * it waits in Java.
 */
public final class Interpreter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Context context;
    private final Value runtime;
    private final Interrupter interrupter;

    /** What all interpreters of the process share: the code of Python itself, once it is read. */
    private static final class Shared {
        static final Engine ENGINE = engine();

        private static Engine engine() {
            Optional.ofNullable(System.getenv("THRONG_CACHE"))
                    .ifPresent(folder -> System.setProperty("polyglot.engine.userResourceCache", folder + "/polyglot"));
            return Engine.newBuilder("python")
                    .option("engine.WarnInterpreterOnly", "false")
                    .option("engine.WarnVirtualThreadSupport", "false")
                    .allowExperimentalOptions(true)
                    .build();
        }
    }

    private Interpreter(Context context, Value runtime, Interrupter interrupter) {
        this.context = context;
        this.interrupter = interrupter;
        this.runtime = runtime;
    }

    /** Starts Python, which takes seconds of a cold JVM. */
    public static Interpreter start(Object host, Path workingDirectory, OutputStream out, OutputStream err) {
        Context.Builder building = Context.newBuilder("python")
                .engine(Shared.ENGINE)
                .allowAllAccess(true)
                .allowHostAccess(HostAccess.ALL)
                .allowCreateThread(true)
                .allowIO(IOAccess.ALL)
                .currentWorkingDirectory(workingDirectory.toAbsolutePath())
                .option("python.PythonPath", path())
                .option("python.WarnExperimentalFeatures", "false")
                // What is compiled once is kept beside its source, as CPython does it: half of a start's work.
                .option("python.DontWriteBytecodeFlag", Boolean.toString(isSet("PYTHONDONTWRITEBYTECODE")))
                .out(out)
                .err(err);
        if (isSet("PYTHONPYCACHEPREFIX")) {
            building.option("python.PyCachePrefix", System.getenv("PYTHONPYCACHEPREFIX"));
        }
        Interrupter interrupter = Interrupter.of(Shared.ENGINE);
        Context context = building.build();
        context.getPolyglotBindings().putMember("throng", host);
        context.initialize("python");
        context.eval("python", "import locust._runtime");
        Value runtime = context.eval("python", "locust._runtime");
        return new Interpreter(context, runtime, interrupter);
    }

    private static boolean isSet(String variable) {
        return !Optional.ofNullable(System.getenv(variable)).orElse("").isEmpty();
    }

    private static String path() {
        String own = Library.folder().toString();
        return Optional.ofNullable(System.getenv("PYTHONPATH"))
                .filter(more -> !more.isEmpty())
                .map(more -> own + java.io.File.pathSeparator + more)
                .orElse(own);
    }

    /** A function of our own on the Python side. */
    public Value function(String name) {
        return runtime.getMember(name);
    }

    /**
     * Ends what a thread computes, where it is: at its next call or turn of a loop it throws.
     *
     * @param still whether it is still what is meant, asked on that thread
     */
    public void end(Thread thread, String message, BooleanSupplier still) {
        interrupter.end(thread, message, still);
    }

    /** What was to be ended has come back: nobody else is to be met by it. */
    public void spare() {
        interrupter.spare();
    }

    /** A module of our library. */
    public Value module(String name) {
        context.eval("python", "import " + name);
        return context.eval("python", name);
    }

    /** Ends Python, whatever it is doing; code that cannot be ended is left to the process's own end. */
    @Override
    public void close() {
        Thread closing = Thread.ofPlatform().daemon().name("python-close").start(() -> context.close(true));
        try {
            closing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
