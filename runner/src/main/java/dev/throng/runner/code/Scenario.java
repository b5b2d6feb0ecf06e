package dev.throng.runner.code;

import dev.throng.runner.grpc.proto.Definitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Sources that are ready to be run in this process. Safe for all threads. */
public interface Scenario extends AutoCloseable {
    /** Name of the class loaders whose frames are a scenario's own, in stack traces. */
    String LOADER = "scenario";

    /** The scenario's own line that a problem went through last, as {@code (File.java:12)}; empty when it was in none. */
    static String line(Throwable problem) {
        return line(problem.getStackTrace());
    }

    /** The same of a thread's frames, the innermost first. */
    static String line(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (LOADER.equals(frame.getClassLoaderName()) && frame.getLineNumber() > 0) {
                return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }

    /** At least one; their order is the order of the statistics. */
    List<UserKind> users();

    /** Services and messages of gRPC that lie among the sources. */
    default Optional<Definitions> definitions() {
        return Optional.empty();
    }

    /** The load, when the code says it; empty when file or command line do. */
    default Optional<SteppedLoad> load() {
        return Optional.empty();
    }

    /** SocketReply once, before the run's first user: how the run stands, whenever the code wants to know. */
    default void watch(Supplier<RunFigures> now) {}

    /** What people may say of the code's own options before a run begins, as they stand. Must be quick. */
    default List<Setting> settings() {
        return List.of();
    }

    /**
     * What people have said before a run begins, in the process that starts it: before {@link #beforeRun}.
     *
     * @param users how many they want at first
     * @param spawnRate of them per second
     * @param values of settings, by their names; other names are left alone
     * @throws IllegalArgumentException a value cannot be taken, with the reason for whoever said it; then none is
     */
    default void say(int users, double spawnRate, Map<String, List<String>> values) {}

    /** What the process is to exit with, after {@link #afterRun}, when the code has an opinion. */
    default OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    /** What it holds, for people. @param what of it, in words of the language's own command line */
    default String describe(String what) {
        return "";
    }

    /** How many event loops of a process can call its code at once; more would only wait for each other. */
    default int mostLoops() {
        return Integer.MAX_VALUE;
    }

    /**
     * Makes the code as fast as it is going to be, in a process that is to drive load: before that process is counted on,
     * and before its clock starts. Once is enough, however often it is called. May block for seconds.
     */
    default void warmUp() {}

    /**
     * Before the run, once, in the process that starts it or, when that is lost, in no other one. May block.
     *
     * @return text that all users of all workers are given ({@link Session#shared}); empty for none
     * @throws Exception the run does not begin, with this as the reason
     */
    default String beforeRun() throws Exception {
        return "";
    }

    /**
     * In a process that takes a run over from another one, which is lost and had called {@link #beforeRun}: instead of that.
     * May block.
     */
    default void takenOver() throws Exception {}

    /** After the run, once, in the process that started it or took it over, whatever came of the run. May block. */
    default void afterRun() throws Exception {}

    /**
     * After the last run of a process and its {@link #afterRun}: one may be begun after the other on the live page. Not called
     * when there was none. May block.
     */
    default void afterLastRun() throws Exception {}

    /** Before the first user, once in each process that drives load. May block. */
    default void beforeWorker(String shared) throws Exception {}

    /** After the last user, once in each process that drives load. May block. */
    default void afterWorker() throws Exception {}

    /** How long a user's code may hold its event loop before it is {@linkplain #end ended}. */
    default Duration longestTurn() {
        return Duration.ofSeconds(3);
    }

    /** Where a user's thread is in the scenario's sources, for people; empty when that is not known. Any thread. */
    default String place(Thread user) {
        return line(user.getStackTrace());
    }

    /** The sources, for people who have several; empty when there is nothing to tell apart. */
    default String source() {
        return "";
    }

    /**
     * Ends the code of a user's thread where it is, by an error with this message, if the language can. Any thread.
     */
    default void end(Thread user, String message) {}

    /** Ends the code of all users, now and from now on, by an error with this message, if the language can. Any thread. */
    default void endAll(String message) {}

    /** Ends nobody any more. Any thread. */
    default void spare() {}

    @Override
    default void close() {}
}
