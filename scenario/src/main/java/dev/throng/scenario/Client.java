package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends one user's requests and waits for the responses. Confined to the user's thread. URLs are absolute, or paths below
 * the target's base URL.
 *
 * <p>A request that fails throws nothing: it is counted, and the {@link Response} says so.
 *
 * <pre>{@code
 * Response r = client.get("/items/7", name("/items/{id}"), expectStatus(200, 404));
 * if (r.ok()) trend("price").add(r.json("$.price").asDouble());
 * }</pre>
 */
public final class Client {
    private final Link link;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Cookies cookies;
    private int sockets;

    Client(Link link) {
        this.link = link;
        cookies = new Cookies(link);
    }

    /** Headers of all further requests of this user; a request's own go before them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The user's cookies. */
    public Cookies cookies() {
        return cookies;
    }

    public Response get(String url, RequestOption... options) {
        return request("GET", url, options);
    }

    public Response post(String url, RequestOption... options) {
        return request("POST", url, options);
    }

    public Response put(String url, RequestOption... options) {
        return request("PUT", url, options);
    }

    public Response patch(String url, RequestOption... options) {
        return request("PATCH", url, options);
    }

    public Response delete(String url, RequestOption... options) {
        return request("DELETE", url, options);
    }

    public Response head(String url, RequestOption... options) {
        return request("HEAD", url, options);
    }

    public Response options(String url, RequestOption... options) {
        return request("OPTIONS", url, options);
    }

    /** A request of any method. */
    public Response request(String method, String url, RequestOption... options) {
        return link.send(new RequestSpec(method, url, options), headers);
    }

    /**
     * Requests whose outcome the code says itself, after it has looked at the response.
     *
     * <pre>{@code
     * try (CheckedResponse r = client.check().get("/items/7")) {
     *     if (r.status() == 404) r.success();
     *     else if (r.duration().toMillis() > 500) r.fail("too slow");
     * }
     * }</pre>
     */
    public Checked check() {
        return new Checked();
    }

    /**
     * Sends several requests at once, each over a connection of its own as browsers do, and waits for all responses; they
     * are in the order of the requests.
     *
     * <pre>{@code
     * client.parallel(client.of("GET", "/style.css"), client.of("GET", "/logo.png"), client.of("GET", "/app.js"));
     * }</pre>
     */
    public List<Response> parallel(RequestSpec... requests) {
        return link.sendAll(Arrays.asList(requests), headers);
    }

    /** The same, of plain GETs: a page's assets, say. */
    public List<Response> parallel(String... urls) {
        return link.sendAll(
                Arrays.stream(urls).map(url -> new RequestSpec("GET", url)).toList(), headers);
    }

    /**
     * Opens a WebSocket, with a handshake that is counted like any request: the user's headers and cookies go with it. Up to eight may be
     * open at a time; one more closes the oldest.
     *
     * @param url a path below the target's base URL, or absolute: {@code ws://…}, {@code wss://…}
     */
    public WebSocket webSocket(String url, RequestOption... options) {
        RequestSpec handshake = new RequestSpec("GET", url, options);
        String socket = Integer.toString(++sockets);
        return new WebSocket(link, socket, handshake.name(), link.connect(socket, handshake, headers));
    }

    /**
     * Calls a method of gRPC and waits for its end, with {@code message} or {@code messages} as the options say; without them it sends one
     * without fields. Metadata are headers.
     *
     * <pre>{@code
     * client.grpc("shop.v1.Catalog/GetItem", message(Map.of("id", 7)), deadline(Duration.ofSeconds(2)), expectJson("$.title"));
     * }</pre>
     *
     * @param method service and method: {@code shop.v1.Catalog/GetItem}
     * @throws IllegalArgumentException there is no such method, a message is none of its type, or its definition can't be found out
     */
    public GrpcResponse grpc(String method, RequestOption... options) {
        return link.call(new RequestSpec("GRPC", method, options), headers);
    }

    /** A request for {@link #parallel}. */
    public RequestSpec of(String method, String url, RequestOption... options) {
        return new RequestSpec(method, url, options);
    }

    /** Closes the user's connections: its next request opens one, as a new visitor's does. */
    public void closeConnections() {
        link.closeConnections();
    }

    /** Sends requests whose outcome the code says; see {@link Client#check}. */
    public final class Checked {
        private Checked() {}

        public CheckedResponse get(String url, RequestOption... options) {
            return request("GET", url, options);
        }

        public CheckedResponse post(String url, RequestOption... options) {
            return request("POST", url, options);
        }

        public CheckedResponse put(String url, RequestOption... options) {
            return request("PUT", url, options);
        }

        public CheckedResponse patch(String url, RequestOption... options) {
            return request("PATCH", url, options);
        }

        public CheckedResponse delete(String url, RequestOption... options) {
            return request("DELETE", url, options);
        }

        /** A request of any method. */
        public CheckedResponse request(String method, String url, RequestOption... options) {
            return link.check(new RequestSpec(method, url, options), headers);
        }
    }
}
