package dev.throng.python.host;

import dev.throng.python.http.Channel;
import dev.throng.python.http.Outgoing;
import dev.throng.python.http.Reply;

/** A greenlet of a user: what it sends goes the user's way, what it waits for is its own. */
public record GreenletChannel(Channel user) implements Channel {
    @Override
    public Reply send(Outgoing request) {
        return user.send(request);
    }

    @Override
    public void record(Reply reply, String failure) {
        user.record(reply, failure);
    }

    @Override
    public void record_as(Reply reply, String method, String name, double millis, long length, String failure) {
        user.record_as(reply, method, name, millis, length, failure);
    }

    @Override
    public boolean round(double seconds) {
        return true;
    }

    @Override
    public void exception(String message, String places, String whole) {
        user.exception(message, places, whole);
    }

    @Override
    public void leave(boolean atOnce) {
        user.leave(atOnce);
    }

    @Override
    public Cookies cookies() {
        return user.cookies();
    }
}
