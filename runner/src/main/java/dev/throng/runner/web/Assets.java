package dev.throng.runner.web;

import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page's own files, from the class path; read when they are first asked for. */
final class Assets {
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String THEME = "/dev/throng/runner/report/html/theme.css";
    private static final Map<String, String> TYPES = Map.of(
            "html", Answer.HTML,
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> OWN = List.of(
            "page.css",
            "theme.js",
            "app.js",
            "charts.js",
            "dialogs.js",
            "figures.js",
            "format.js",
            "overview.js",
            "tables.js",
            "views.js",
            "login.js",
            "icon.svg");

    private Assets() {}

    static List<Route> routes() {
        Stream<Route> own = OWN.stream().map(name -> route("/assets/" + name, name));
        Stream<Route> others = Stream.of(
                route("/assets/theme.css", THEME),
                route("/assets/uPlot.iife.min.js", CHARTS + "uPlot.iife.min.js"),
                route("/assets/uPlot.min.css", CHARTS + "uPlot.min.css"),
                route("/", "page.html"),
                route("/login", "login.html"));
        return Stream.concat(own, others).toList();
    }

    private static Route route(String path, String resource) {
        Route route = Route.get(path, new Asset(resource)::answer);
        return path.equals("/") ? route : route.forAll();
    }

    /** One file, kept once it was read. */
    private static final class Asset {
        private final String resource;
        private final String type;
        private volatile byte[] body = {};
        private volatile String tag = "";

        private Asset(String resource) {
            this.resource = resource;
            this.type =
                    TYPES.getOrDefault(resource.substring(resource.lastIndexOf('.') + 1), "application/octet-stream");
        }

        private Answer answer(Request request) throws IOException {
            if (tag.isEmpty()) {
                body = read(resource);
                tag = tag(body);
            }
            boolean known = request.header("If-None-Match").filter(tag::equals).isPresent();
            Answer answer = known ? new Answer.Whole(304, Map.of(), new byte[0]) : Answer.of(type, body);
            return answer.with("ETag", tag).with("Cache-Control", "no-cache");
        }
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("the jar has no " + resource));
            }
            return in.readAllBytes();
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
