package dev.throng.python.http;

import org.jspecify.annotations.Nullable;

/** Sends requests and counts them, for Python, which calls these methods by name. */
public interface Channel {
    /** Redirects are followed. */
    int FOLLOW = 1;
    /** Certificates are not verified. */
    int INSECURE = 2;
    /** The response is read bit by bit. */
    int STREAM = 4;
    /** Counted at once, by its status. */
    int RECORD = 8;
    /** By the rules of FastHttpUser. */
    int FAST = 16;
    /** From here on upwards: the number of the certificates, from 1; 0 for the usual ones. */
    int CERTIFICATES = 32;

    /**
     * Sends a request and waits for its response.
     *
     * @param lines headers, each with its line break
     * @param body null for none
     * @param binary whether the body holds one byte per character, else it is text
     * @param timeoutMillis 0 for none
     * @param name what it counts under; null for path and query
     */
    default Reply exchange(
            String method,
            String url,
            String lines,
            @Nullable String body,
            boolean binary,
            int flags,
            long timeoutMillis,
            @Nullable String name) {
        return send(new Outgoing(method, url, lines, body, binary, flags, timeoutMillis, name));
    }

    /** The same. Of another name: what is called all the time is to have one meaning only. */
    Reply send(Outgoing request);

    /** Counts a request that was not counted at once. @param failure empty for none */
    void record(Reply reply, String failure);

    /** The same when the user has changed what it counts under or how long it took. */
    void record_as(Reply reply, String method, String name, double millis, long length, String failure);

    /** Ends the round and waits for the next one; false when the user is to leave. */
    boolean round(double seconds);

    /** Notes an exception in user code. */
    void exception(String message, String places, String whole);

    /** Lets the user leave by its own wish. */
    void leave(boolean atOnce);

    Cookies cookies();

    /** Cookies that requests carry. Called from Python by these names. */
    interface Cookies {
        void set(String name, String value, String domain, String path);

        void remove(String name, @Nullable String domain, @Nullable String path);

        void clear();

        /** Name, value, domain and path of each, one after the other. */
        java.util.List<String> flat();
    }
}
