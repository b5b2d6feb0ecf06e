package dev.throng.runner.http.websocket;

/** What packs and unpacks the messages of one loop's connections. Confined to the loop. */
public final class Compression implements AutoCloseable {
    private final Inflation inflation = new Inflation(false);
    private final Deflation deflation = new Deflation();

    Inflation inflation() {
        return inflation;
    }

    Deflation deflation() {
        return deflation;
    }

    @Override
    public void close() {
        inflation.close();
        deflation.close();
    }
}
