package dev.throng.runner.java;

import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.SteppedLoad;
import dev.throng.runner.code.UserKind;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.scenario.AfterRun;
import dev.throng.scenario.AfterWorker;
import dev.throng.scenario.BeforeRun;
import dev.throng.scenario.BeforeWorker;
import dev.throng.scenario.LoadShape;
import dev.throng.scenario.User;
import dev.throng.scenario.spi.Checkpoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Compiled sources, ready to be run. */
record JavaScenario(
        ScenarioLoader loader,
        List<UserKind> users,
        Optional<Class<?>> loadType,
        List<Class<?>> all,
        Optional<Definitions> definitions)
        implements Scenario {
    @Override
    public Optional<SteppedLoad> load() {
        return loadType.map(Ticks::new).<SteppedLoad>map(ticks -> second -> within(() -> ticks.at(second)));
    }

    /** Asks a load of the scenario's own; made when it is asked first. */
    private static final class Ticks {
        private final Class<?> type;
        private @Nullable LoadShape shape;

        Ticks(Class<?> type) {
            this.type = type;
        }

        SteppedLoad.@Nullable Tick at(int second) throws Exception {
            LoadShape made = shape;
            if (made == null) {
                made = (LoadShape) Maker.make(type, null);
                shape = made;
            }
            LoadShape.Tick tick = made.tick(Duration.ofSeconds(second));
            return tick == null ? null : new SteppedLoad.Tick(tick.users(), tick.spawnRate());
        }
    }

    @Override
    public String beforeRun() throws Exception {
        StringBuilder shared = new StringBuilder();
        for (Object given : call(BeforeRun.class, "")) {
            shared.append(given);
        }
        return shared.toString();
    }

    @Override
    public void afterRun() throws Exception {
        call(AfterRun.class, "");
    }

    /**
     * Static fields of users are made here and not by the first user: what blocks while a class is initialised holds the event
     * loop that the user is on.
     */
    @Override
    public void beforeWorker(String shared) throws Exception {
        call(BeforeWorker.class, shared);
        within(() -> {
            for (Class<?> type : all) {
                if (User.class.isAssignableFrom(type)) {
                    initialise(type);
                }
            }
            return true;
        });
    }

    private void initialise(Class<?> type) throws Exception {
        try {
            Class.forName(type.getName(), true, loader);
        } catch (ExceptionInInitializerError e) {
            throw Maker.thrown(e.getCause());
        }
    }

    @Override
    public void afterWorker() throws Exception {
        call(AfterWorker.class, "");
    }

    @Override
    public void end(Thread user, String message) {
        Checkpoint.hold(user, message);
    }

    @Override
    public void endAll(String message) {
        Checkpoint.holdAll(message);
    }

    @Override
    public void spare() {
        Checkpoint.spare();
    }

    /** Has the code find by the thread's context what its archives hold, as its users do. */
    private <T> T within(Callable<T> part) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return part.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<Object> call(Class<? extends Annotation> hook, String shared) throws Exception {
        return within(() -> all(hook, shared));
    }

    private List<Object> all(Class<? extends Annotation> hook, String shared) throws Exception {
        List<Object> given = new ArrayList<>();
        for (Class<?> type : all) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(hook)) {
                    Object result = call(method, shared);
                    if (result != null) {
                        given.add(result);
                    }
                }
            }
        }
        return given;
    }

    private static @Nullable Object call(Method method, String shared) throws Exception {
        try {
            method.setAccessible(true);
            return method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, shared);
        } catch (InvocationTargetException e) {
            throw Maker.thrown(e.getCause());
        }
    }
}
