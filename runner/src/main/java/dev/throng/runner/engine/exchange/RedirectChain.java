package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.request.RequestEncoder;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Redirects;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/** Where an exchange's request goes, and where redirects lead it. Confined to the loop. */
final class RedirectChain {
    private final User user;
    private final Loop loop;
    private final Outgoing request;
    private @Nullable Origin origin;
    private String method = "";
    private int hops;

    RedirectChain(User user, Outgoing request) {
        this.user = user;
        loop = user.loop();
        this.request = request;
    }

    void begin(String firstMethod) {
        method = firstMethod;
        hops = 0;
    }

    /** Of the request that is under way. */
    String method() {
        return method;
    }

    void to(Origin next) {
        origin = next;
    }

    /** Where the last request went; null before there was one. */
    @Nullable Origin origin() {
        return origin;
    }

    /** Where the request that is under way goes. */
    Url url() {
        Origin to = origin;
        if (to == null) {
            throw new IllegalStateException("no request is under way");
        }
        return RequestEncoder.url(to, request.bytes());
    }

    void storeCookies(ResponseParser response) {
        Url url = url();
        user.cookieJar().store(response, url.origin(), url.path(), user.epochMillis());
    }

    /** Where a redirect leads. */
    Redirects.Next next(ResponseParser response) {
        int most = loop.shared().plan().http().maxRedirects();
        return Redirects.next(method, url(), response.status(), response.location(), hops, most);
    }

    /** The request becomes the one that a redirect asks for. */
    void follow(Call call, Redirects.Hop hop) {
        ByteSink next = loop.network().io().sinks().take();
        loop.network().encoder().encodeHop(call.prepared, request.bytes(), hop, user.cookies(), next);
        request.replace(next);
        method = hop.method();
        hops++;
    }
}
