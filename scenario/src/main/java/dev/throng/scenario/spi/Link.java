package dev.throng.scenario.spi;

import dev.throng.scenario.CheckedResponse;
import dev.throng.scenario.GrpcResponse;
import dev.throng.scenario.Metric;
import dev.throng.scenario.RequestSpec;
import dev.throng.scenario.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One user's way into the engine. Used on the user's thread only. */
public interface Link {
    int userNumber();

    long iteration();

    int users();

    RandomGenerator random();

    Optional<String> shared();

    void pause(Duration time);

    /** @param headers of all requests of the user */
    Response send(RequestSpec request, Map<String, String> headers);

    CheckedResponse check(RequestSpec request, Map<String, String> headers);

    List<Response> sendAll(List<RequestSpec> requests, Map<String, String> headers);

    GrpcResponse call(RequestSpec call, Map<String, String> headers);

    /** @param socket what the user calls it from now on */
    Response connect(String socket, RequestSpec handshake, Map<String, String> headers);

    /** @param within how long an answer is waited for; null when none is */
    Response talk(String socket, RequestSpec message, @Nullable Duration within);

    Response listen(String socket, RequestSpec message, Duration limit);

    /** @param within how long each one's answer is waited for; null when none is */
    Response talkAtRate(String socket, RequestSpec message, @Nullable Duration within, double perSecond, Duration time);

    Response hangUp(String socket, RequestSpec end, int code);

    Optional<String> cookie(String name);

    void storeCookie(String url, String setCookie);

    void clearCookies();

    void closeConnections();

    void measured(String method, String name, Duration took, long bytes, @Nullable String problem);

    void add(Metric.Kind kind, String name, double value);

    /** The user's own clock. */
    long nanos();

    void stopRun(String reason);

    /** What ends the user when it is thrown. */
    RuntimeException stopUser();

    /** What ends the task when it is thrown; another one follows at once. */
    RuntimeException rescheduleTask();

    /** What ends a task set when it is thrown. */
    RuntimeException interrupt();
}
