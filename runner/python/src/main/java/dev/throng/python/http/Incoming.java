package dev.throng.python.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response's body on its way, read bit by bit by one thread of Python while the JDK's client receives it. Called from
 * Python by these names.
 */
public final class Incoming implements HttpResponse.BodySubscriber<Incoming> {
    private static final ByteBuffer END = ByteBuffer.allocate(0);
    private static final long LOOK_MILLIS = 200;

    private final BlockingQueue<ByteBuffer> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final BooleanSupplier leaves;
    private final long patienceMillis;
    private final String coding;
    private final InputStream raw = new Raw();
    private ByteBuffer part = END;
    private @Nullable InputStream decoded;
    private boolean touched;
    private boolean over;
    private volatile @Nullable Throwable broken;
    private String problem = "";
    private String message = "";

    /**
     * @param coding of the content, as the response says
     * @param patienceMillis the longest time without a byte; 0 for any
     * @param leaves whether who reads is to end
     */
    Incoming(String coding, long patienceMillis, BooleanSupplier leaves) {
        this.coding = coding;
        this.patienceMillis = patienceMillis;
        this.leaves = leaves;
    }

    // The client's side

    @Override
    public CompletionStage<Incoming> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription.complete(begun);
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> came) {
        came.stream().filter(ByteBuffer::hasRemaining).forEach(parts::add);
        more();
    }

    /** Only what is read is received, so that a slow reader does not fill the memory. */
    private void more() {
        if (parts.isEmpty()) {
            subscription.join().request(1);
        }
    }

    @Override
    public void onError(Throwable why) {
        broken = why;
        parts.add(END);
    }

    @Override
    public void onComplete() {
        parts.add(END);
    }

    // Python's side

    /**
     * Up to so many bytes, one character each; waits for the first of them. Empty at the end, which {@link #problem} says more
     * of.
     *
     * @param whole whether to wait until there are so many
     */
    public String read(int most, boolean whole) {
        byte[] bytes = new byte[most];
        int length = 0;
        touched = true;
        try {
            InputStream in = decoded();
            while (!over && length < most && (length == 0 || whole)) {
                int count = in.read(bytes, length, most - length);
                over = count < 0;
                length += Math.max(0, count);
            }
        } catch (IOException e) {
            over = true;
            if (problem.isEmpty()) {
                problem = "protocol";
                message = String.valueOf(e.getMessage());
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Why there is no more; empty for an end as it should be. */
    public String problem() {
        return problem;
    }

    public String message() {
        return message;
    }

    /** Whether somebody has begun to read. */
    public boolean isTouched() {
        return touched;
    }

    /** Gives up what has not come yet, with its connection. */
    public void close() {
        over = true;
        if (subscription.isDone()) {
            subscription.join().cancel();
        }
    }

    private InputStream decoded() throws IOException {
        InputStream known = decoded;
        if (known == null) {
            known = switch (coding) {
                case "gzip" -> new GZIPInputStream(raw);
                case "deflate" -> new InflaterInputStream(raw);
                default -> raw;
            };
            decoded = known;
        }
        return known;
    }

    /** The bytes as they came. */
    private final class Raw extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (!part.hasRemaining() && !next()) {
                return -1;
            }
            int count = Math.min(most, part.remaining());
            part.get(into, from, count);
            return count;
        }

        @Override
        public int available() {
            return part.remaining();
        }
    }

    private boolean next() throws IOException {
        long waited = 0;
        while (true) {
            if (leaves.getAsBoolean()) {
                throw failed("leaving", "the user is to leave");
            }
            ByteBuffer came = await();
            if (came != null) {
                part = came;
                more();
                return came.hasRemaining() || ended();
            }
            waited += LOOK_MILLIS;
            if (patienceMillis > 0 && waited >= patienceMillis) {
                throw failed("timeout", "Read timed out.");
            }
        }
    }

    /** False, unless it should not have ended there. */
    private boolean ended() throws IOException {
        parts.add(END);
        Throwable why = broken;
        if (why != null) {
            throw failed("protocol", "the connection was closed within the response: " + why.getMessage());
        }
        return false;
    }

    private IOException failed(String kind, String words) {
        problem = kind;
        message = words;
        close();
        return new IOException(words);
    }

    private @Nullable ByteBuffer await() {
        try {
            return parts.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException toldOtherwise) {
            return null;
        }
    }
}
