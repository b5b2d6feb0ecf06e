package dev.throng.runner.http;

/** What has taken over a connection that was one of HTTP. Called on the loop. */
public interface Upgraded {
    /** Plain bytes have come. @param lastNanos when the last of them was there */
    void received(byte[] bytes, int from, int to, long lastNanos);

    /** The connection is gone, by nobody's will here. */
    void lost(String message);
}
