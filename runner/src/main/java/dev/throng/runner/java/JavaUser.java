package dev.throng.runner.java;

import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.UserExit;
import dev.throng.scenario.TaskSet;
import dev.throng.scenario.User;
import dev.throng.scenario.Wait;
import dev.throng.scenario.spi.Links;
import java.lang.reflect.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One user: an object of the scenario's class, and its way through the tasks. Confined to the user's thread, whose context
 * is the scenario's loader: by that, drivers of databases and others find their parts in the archives it brings.
 */
final class JavaUser implements Behaviour {
    private final UserType type;
    private final Session session;
    private final SessionLink link;
    private final User user;
    private final @Nullable Wait wait;

    JavaUser(UserType type, Session session) throws Exception {
        this.type = type;
        this.session = session;
        Thread.currentThread().setContextClassLoader(type.type().getClassLoader());
        link = new SessionLink(session, Listeners.of(type.type()));
        user = (User) Links.with(link, () -> Maker.make(type.type(), null));
        link.belongsTo(user);
        wait = wait(user);
    }

    /** The first field that says it, from the class itself up to its bases. */
    private static @Nullable Wait wait(User user) throws IllegalAccessException {
        for (Class<?> at = user.getClass(); at != null && at != User.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (Wait.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    return (Wait) field.get(user);
                }
            }
        }
        return null;
    }

    @Override
    public void onStart() throws Exception {
        user.onStart();
    }

    @Override
    public void onStop() throws Exception {
        user.onStop();
    }

    @Override
    public boolean task(int task) throws Exception {
        return perform(type.tasks().all().get(task), user);
    }

    /** Whether the wait before the next task is due. */
    private boolean perform(TaskTable.Entry entry, Object holder) throws Exception {
        try {
            switch (entry) {
                case TaskTable.Single single -> run(single, holder);
                case TaskTable.Nested nested -> {
                    perform(nested, holder);
                    return false;
                }
            }
            return true;
        } catch (Interrupted interrupted) {
            if (interrupted.set) {
                throw interrupted;
            }
            return false;
        }
    }

    private static void run(TaskTable.Single single, Object holder) throws Exception {
        try {
            single.code().invokeExact(holder);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stays in a set until it interrupts itself, or the user is to leave. */
    private void perform(TaskTable.Nested nested, Object holder) throws Exception {
        TaskSet set = (TaskSet) Links.with(link, () -> Maker.make(nested.type(), holder));
        set.onStart();
        try {
            stay(nested.tasks(), set);
        } catch (Interrupted interrupted) {
            // That is how one leaves.
        } finally {
            set.onStop();
        }
    }

    private void stay(TaskTable tasks, TaskSet set) throws Exception {
        long began = session.nanos();
        for (int round = 0; ; round++) {
            TaskTable.Entry entry =
                    tasks.isSequential() ? tasks.all().get(round % tasks.all().size()) : tasks.pick(session.random());
            boolean waits = true;
            try {
                waits = perform(entry, set);
            } catch (UserExit | Interrupted onTheWay) {
                throw onTheWay;
            } catch (Exception | StackOverflowError problem) {
                session.note(problem);
            }
            long ended = session.nanos();
            session.nextIteration(waits ? nextStart(began, ended) : ended);
            began = session.nanos();
        }
    }

    @Override
    public long nextStart(long startNanos, long endNanos) {
        Wait own = wait;
        return own == null
                ? endNanos
                : endNanos
                        + own.after(session.random(), Duration.ofNanos(endNanos - startNanos))
                                .toNanos();
    }
}
