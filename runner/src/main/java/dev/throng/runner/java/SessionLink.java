package dev.throng.runner.java;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.UserExit;
import dev.throng.scenario.CheckedResponse;
import dev.throng.scenario.GrpcResponse;
import dev.throng.scenario.Metric;
import dev.throng.scenario.RequestEvent;
import dev.throng.scenario.RequestSpec;
import dev.throng.scenario.Response;
import dev.throng.scenario.spi.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One user's way from the API to its session. Confined to the user's thread. */
final class SessionLink implements Link {
    private final Session session;
    private final Listeners listeners;
    private @Nullable Object user;

    SessionLink(Session session, Listeners listeners) {
        this.session = session;
        this.listeners = listeners;
    }

    void belongsTo(Object made) {
        user = made;
    }

    @Override
    public int userNumber() {
        return session.userNumber();
    }

    @Override
    public long iteration() {
        return session.iteration();
    }

    @Override
    public int users() {
        return session.users();
    }

    @Override
    public RandomGenerator random() {
        return session.random();
    }

    @Override
    public Optional<String> shared() {
        return Optional.of(session.shared()).filter(text -> !text.isEmpty());
    }

    @Override
    public void pause(Duration time) {
        session.pause(time);
    }

    @Override
    public Response send(RequestSpec request, Map<String, String> headers) {
        return told(new Answer(session.send(RequestConversion.of(request, headers, false)), request));
    }

    @Override
    public CheckedResponse check(RequestSpec request, Map<String, String> headers) {
        return new CheckedAnswer(session.send(RequestConversion.of(request, headers, true)), request, this);
    }

    @Override
    public List<Response> sendAll(List<RequestSpec> requests, Map<String, String> headers) {
        List<Request> written = new ArrayList<>(requests.size());
        for (RequestSpec request : requests) {
            written.add(RequestConversion.of(request, headers, false));
        }
        List<dev.throng.runner.code.Response> came = session.sendAll(written);
        List<Response> answers = new ArrayList<>(came.size());
        for (int i = 0; i < came.size(); i++) {
            answers.add(told(new Answer(came.get(i), requests.get(i))));
        }
        return answers;
    }

    @Override
    public GrpcResponse call(RequestSpec call, Map<String, String> headers) {
        Request request = GrpcConversion.of(call, headers, session);
        RequestMode.Called way = (RequestMode.Called) request.way();
        CallAnswer answer = new CallAnswer(session.send(request), call, way.method());
        told(answer);
        return answer;
    }

    @Override
    public Response connect(String socket, RequestSpec handshake, Map<String, String> headers) {
        return told(new Answer(session.send(WebSocketConversion.handshake(socket, handshake, headers)), handshake));
    }

    @Override
    public Response talk(String socket, RequestSpec message, @Nullable Duration within) {
        return told(
                WebSocketConversion.answer(session.talk(WebSocketConversion.said(socket, message, within)), message));
    }

    @Override
    public Response listen(String socket, RequestSpec message, Duration limit) {
        return told(
                WebSocketConversion.answer(session.talk(WebSocketConversion.awaited(socket, message, limit)), message));
    }

    @Override
    public Response talkAtRate(
            String socket, RequestSpec message, @Nullable Duration within, double perSecond, Duration time) {
        return told(WebSocketConversion.answer(
                session.talk(WebSocketConversion.repeated(socket, message, within, perSecond, time)), message));
    }

    @Override
    public Response hangUp(String socket, RequestSpec end, int code) {
        return told(WebSocketConversion.answer(session.hangUp(WebSocketConversion.end(socket, end, code)), end));
    }

    void settle(CheckedAnswer answer, @Nullable String problem) {
        session.settle(answer.came(), problem);
        told(answer);
    }

    private Answer told(Answer answer) {
        Object told = user;
        if (!listeners.isEmpty() && told != null) {
            listeners.tell(
                    told,
                    new RequestEvent(
                            answer.request().method(),
                            answer.request().name(),
                            answer.status(),
                            answer.duration(),
                            answer.came().body().length,
                            answer.came().problem()));
        }
        return answer;
    }

    @Override
    public Optional<String> cookie(String name) {
        return session.findCookie(name);
    }

    @Override
    public void storeCookie(String url, String setCookie) {
        session.storeCookie(url, setCookie);
    }

    @Override
    public void clearCookies() {
        session.clearCookies();
    }

    @Override
    public void closeConnections() {
        session.closeConnections();
    }

    @Override
    public void measured(String method, String name, Duration took, long bytes, @Nullable String problem) {
        session.measured(new Session.Sample(method, name, took.toNanos(), bytes, problem));
    }

    @Override
    public void add(Metric.Kind kind, String name, double value) {
        session.add(MetricKind.valueOf(kind.name()), name, value);
    }

    @Override
    public long nanos() {
        return session.nanos();
    }

    @Override
    public void stopRun(String reason) {
        session.stopRun(reason);
    }

    @Override
    public RuntimeException stopUser() {
        return UserExit.forGood();
    }

    @Override
    public RuntimeException rescheduleTask() {
        return new Interrupted(false);
    }

    @Override
    public RuntimeException interrupt() {
        return new Interrupted(true);
    }
}
