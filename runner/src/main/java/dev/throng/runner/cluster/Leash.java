package dev.throng.runner.cluster;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when the one that started it is gone: that one holds the other end of the standard input, and the
 * kernel closes it even after a kill -9.
 */
public final class Leash {
    private Leash() {}

    /**
     * Watches on a thread of its own.
     *
     * @param snapped what to do at the input's end; called once
     */
    public static void watch(InputStream input, Runnable snapped) {
        Thread.ofPlatform().name("throng-leash").daemon().start(() -> {
            drain(input);
            snapped.run();
        });
    }

    private static void drain(InputStream input) {
        try {
            while (input.read() >= 0) {
                // nothing is ever said on it
            }
        } catch (IOException broken) {
            // as good as its end
        }
    }
}
