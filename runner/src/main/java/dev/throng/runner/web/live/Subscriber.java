package dev.throng.runner.web.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An open page: gets what happens as server-sent events. Never holds the others up: when it does not keep up it misses
 * frames, and then gets the whole state again.
 */
public class Subscriber {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final byte[] STILL_HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEGIN = "data:".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(8);
    private boolean behind = true;

    /** @param last nothing comes after it, and it has nothing to say */
    private record Frame(byte[] data, boolean last) {
        static final Frame END = new Frame(new byte[0], true);

        static Frame of(byte[] json) {
            return new Frame(event(json), false);
        }
    }

    /**
     * By the feed, for every frame.
     *
     * @param change what is different
     * @param whole the whole state, for who does not have the one before the change
     */
    void offer(byte[] change, Supplier<byte[]> whole) {
        if (behind) {
            behind = !waiting.isEmpty() || !waiting.offer(Frame.of(whole.get()));
        } else {
            behind = !waiting.offer(Frame.of(change));
        }
    }

    /** Frames that were not sent yet. */
    int waiting() {
        return waiting.size();
    }

    /** By the feed, after the last frame. */
    void end() {
        waiting.clear();
        waiting.add(Frame.END);
    }

    /** On the exchange's own thread: until the end or until the client is gone. */
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        for (Frame frame = next(); !frame.last; frame = next()) {
            out.write(frame.data);
            out.flush();
        }
    }

    private Frame next() throws InterruptedException {
        Frame frame = waiting.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        return frame == null ? new Frame(STILL_HERE, false) : frame;
    }

    /** One write, so that it leaves in one piece. JSON has no line end in it. */
    private static byte[] event(byte[] frame) {
        byte[] event = new byte[BEGIN.length + frame.length + END.length];
        System.arraycopy(BEGIN, 0, event, 0, BEGIN.length);
        System.arraycopy(frame, 0, event, BEGIN.length, frame.length);
        System.arraycopy(END, 0, event, BEGIN.length + frame.length, END.length);
        return event;
    }
}
