package dev.throng.operator.apiserver;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a client live for so many calls; from then on none gets through, as after a SIGKILL. Safe for all threads. */
final class Mortal implements Interceptor {
    private final int calls;
    private final AtomicInteger made = new AtomicInteger();

    Mortal(int calls) {
        this.calls = calls;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (made.incrementAndGet() > calls) {
            throw new IllegalStateException("killed before " + request.method() + " " + request.uri());
        }
    }

    boolean isDead() {
        return made.get() > calls;
    }
}
