package dev.throng.scenario;

/**
 * A virtual user of an HTTP API or web site; see the {@linkplain dev.throng.scenario package} for a whole one.
 *
 * <p>Its {@link #client} keeps cookies and connections as a browser does, and counts every request.
 */
public abstract class HttpUser extends User {
    /** Sends this user's requests. */
    protected final Client client = new Client(link());

    /** Called by the engine only. */
    protected HttpUser() {}
}
