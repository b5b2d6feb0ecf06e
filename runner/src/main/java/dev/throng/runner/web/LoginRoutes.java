package dev.throng.runner.web;

import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import dev.throng.runner.web.http.Sessions;
import java.io.IOException;
import java.util.List;

/** In and out, when a password is set. */
final class LoginRoutes {
    private final Sessions sessions;

    LoginRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/login", this::login).forAll(),
                Route.post("/logout", this::logout).forAll());
    }

    private Answer login(Request request) throws IOException {
        String attempt = request.form().get("password").orElse("");
        return sessions.login(attempt)
                .map(token -> Answer.redirect("./").with("Set-Cookie", cookie(token, request)))
                .orElseGet(() -> Answer.redirect("login?wrong"));
    }

    private Answer logout(Request request) {
        request.cookie(Sessions.COOKIE).ifPresent(sessions::logout);
        return Answer.redirect("login").with("Set-Cookie", cookie("", request) + "; Max-Age=0");
    }

    /** Not for scripts, not for requests that other pages cause, and not without TLS where there is TLS in front of us. */
    private static String cookie(String token, Request request) {
        boolean secure =
                request.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
        return Sessions.COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
