package dev.throng.runner.code;

import dev.throng.runner.grpc.KnownMethod;
import dev.throng.runner.grpc.proto.DefinitionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user, as its code sees it: a conversation that blocks. Used on the user's own virtual thread only, unless a
 * method says otherwise.
 *
 * <p>Every method that waits may throw {@link UserExit} when the user is to leave; code lets it pass. In {@link
 * Behaviour#onStop} they go on working, until the grace period is over.
 */
public interface Session {
    /** Unique in the run, from 0; users of the closed model are numbered in the order of their coming. */
    int userNumber();

    /** Number of the user's present round, from 1; 0 in onStart. */
    long iteration();

    /** Users that are to be there now, over the whole run. */
    int users();

    /** The user's source of chance: a function of the run's seed and the user's number. */
    SplittableRandom random();

    /** What {@link Scenario#beforeRun} gave. */
    String shared();

    /** The user's own clock: when the last thing it waited for was over. Its next request is intended to start then. */
    long nanos();

    /** Sends a request and waits for its response; one sample, unless it is {@linkplain Request#open open}. */
    Response send(Request request);

    /** Sends requests all at once, each over a connection of its own, and waits for all of them; in the order asked for. */
    List<Response> sendAll(List<Request> requests);

    /**
     * Counts an {@linkplain Request#open open} request, once, at its wire's times. Never waits.
     *
     * @param problem why it failed; null when it did not
     */
    void settle(Response response, @Nullable String problem);

    /** Counts an open request as what the code says instead: under another name, or with a time of its own. Never waits. */
    void settle(Response response, Sample instead);

    /**
     * A method of gRPC, for {@link RequestMode.Called}. May block until the server has told what it offers.
     *
     * @param call {@code shop.v1.Catalog/GetItem}
     * @throws DefinitionException there is none, or it can't be found out
     */
    KnownMethod method(String call) throws DefinitionException;

    /**
     * Says something over a WebSocket, or waits for something: counted as a row of its own, and over when it is answered or has failed.
     *
     * @throws IllegalStateException another talk waits for this thread's judgement
     */
    SocketReply talk(SocketExchange talk);

    /**
     * Closes a WebSocket, and waits until the server has agreed.
     *
     * @throws IllegalStateException a talk waits for this thread's judgement
     */
    SocketReply hangUp(SocketExchange.HangUp end);

    /** Waits. */
    void pause(Duration time);

    /**
     * Ends the present round and waits for the start of the next one, for code that has its own way from task to task.
     * Where arrivals say when tasks start, {@code dueNanos} does not matter.
     *
     * @param dueNanos intended start on the clock of {@link #nanos}; what lies before it means at once
     * @return the task that is asked for, chosen by weight
     */
    int nextIteration(long dueNanos);

    /** Whether the user is to leave: then whatever waits throws {@link UserExit}. */
    boolean isLeaving();

    /** Ends the whole run gracefully, with what was measured. From any thread, also when the user has left. */
    void stopRun(String reason);

    /**
     * Notes an exception of the scenario that the code has dealt with itself. From any thread, also when the user has left.
     */
    void note(Throwable problem);

    /**
     * Counts something that the code has measured itself, as one request of the statistics. Never waits. From any thread,
     * also when the user has left: what it has begun beside itself may end later.
     */
    void measured(Sample sample);

    /**
     * Adds a value to a metric of the scenario's own; in the warm-up it is not kept. Never waits.
     *
     * @param value not negative
     */
    void add(MetricKind kind, String name, double value);

    /** The value of the newest cookie with this name. */
    Optional<String> findCookie(String name);

    /** The cookies that would go to a URL now: {@code a=1; b=2}; empty when none would. */
    String cookies(String url);

    /** Stores a cookie as if a response from the URL had set it. @param setCookie {@code name=value; Path=/; …} */
    void storeCookie(String url, String setCookie);

    /** Forgets all cookies. */
    void clearCookies();

    /** Closes the connections that the user keeps: the next request opens one. */
    void closeConnections();

    /**
     * Something that code has measured itself, over whatever protocol.
     *
     * @param method in place of an HTTP method; the statistics show it
     * @param name what the statistics group it under
     * @param nanos response time, ending now; not negative
     * @param bytes received
     * @param problem why it failed; null when it did not
     * @param lines how many requests of HTTP the target's log has of it; 0 for another protocol, or none
     */
    record Sample(
            String method,
            String name,
            long nanos,
            long bytes,
            @Nullable String problem,
            int lines) {
        /** One that no log of HTTP has. */
        public Sample(String method, String name, long nanos, long bytes, @Nullable String problem) {
            this(method, name, nanos, bytes, problem, 0);
        }
    }
}
