package dev.throng.runner.engine.exchange;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.RpcReader;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.grpc.message.Unframing;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.response.BodyListener;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a call of gRPC: sends one after the other, as the step says, and takes those of the answer as they come. Holds one
 * message of the answer, and all of them as JSON where they are looked at. Used again and again; confined to the loop.
 */
final class RpcMessages implements BodyListener, Unframing.Listener {
    private static final int PREFIX = 5;
    private static final int NOTHING = Integer.MAX_VALUE;

    private final Loop loop;
    private final Sample sample;
    private final Unframing unframing = new Unframing(this);
    private @Nullable Call call;
    private @Nullable Carrier carrier;
    private @Nullable ByteSink request;
    private @Nullable ByteSink json;
    private @Nullable ByteSink message;
    private final List<byte[]> raw = new ArrayList<>(0);
    private long rawBytes;
    private boolean printed;
    private boolean heard;

    /** Whether what comes is gRPC; not so of a page of a gateway. */
    private boolean speaks;

    private int unsentFrom = NOTHING;
    private int sent;
    private int received;
    private boolean compressed;
    private long beganNanos;
    private long sentNanos;
    private long heardNanos;

    RpcMessages(Loop loop, Sample sample) {
        this.loop = loop;
        this.sample = sample;
    }

    /** Sends the request with its first message, or with all where nothing keeps them apart. False when the carrier is gone. */
    boolean begin(Call what, Carrier over, ByteSink bytes) {
        Step.Rpc rpc = rpc(what);
        call = what;
        carrier = over;
        request = bytes;
        printed = what.wantsMessages() || loop.witness() != null;
        heard = false;
        speaks = false;
        received = 0;
        unframing.begin();
        raw.clear();
        rawBytes = 0;
        if (json != null) {
            json.truncate(0);
        }
        int to = bytes.length();
        if (rpc.comesApart()) {
            to = messageEnd(bytes, RpcReader.headEnd(bytes));
        }
        sent = rpc.comesApart() ? 1 : rpc.messages();
        unsentFrom = to < bytes.length() ? to : NOTHING;
        boolean alive = over.begin(bytes, to, this);
        beganNanos = over.sentAt();
        sentNanos = beganNanos;
        heardNanos = beganNanos;
        return alive;
    }

    private static Step.Rpc rpc(Call what) {
        Step.Rpc rpc = what.rpc;
        if (rpc == null) {
            throw new IllegalStateException("a request of HTTP has no messages");
        }
        return rpc;
    }

    private static int messageEnd(ByteSink bytes, int from) {
        byte[] array = bytes.array();
        int length = array[from + 1] << 24
                | (array[from + 2] & 0xFF) << 16
                | (array[from + 3] & 0xFF) << 8
                | array[from + 4] & 0xFF;
        return from + PREFIX + length;
    }

    // Sending

    /** When the next message is due; {@link Long#MAX_VALUE} when none is waited for. */
    long dueNanos() {
        Call what = call;
        if (what == null || unsentFrom == NOTHING || rpc(what).everyNanos() == 0) {
            return Long.MAX_VALUE;
        }
        return beganNanos + sent * rpc(what).everyNanos();
    }

    /** Sends what is due. False when nothing is. */
    boolean goOn(long nowNanos) {
        if (dueNanos() > nowNanos) {
            return false;
        }
        while (dueNanos() <= nowNanos) {
            next();
        }
        return true;
    }

    private void next() {
        ByteSink bytes = request;
        Carrier over = carrier;
        if (bytes == null || over == null || unsentFrom == NOTHING) {
            return;
        }
        int to = messageEnd(bytes, unsentFrom);
        long before = over.sentBytes(bytes);
        over.more(bytes, unsentFrom, to);
        sample.more(over.sentBytes(bytes) - before);
        unsentFrom = to < bytes.length() ? to : NOTHING;
        sentNanos = System.nanoTime();
        sent++;
    }

    // Receiving

    @Override
    public @Nullable String piece(byte[] bytes, int from, int to, long atNanos) {
        Call what = call;
        Carrier over = carrier;
        if (what == null || over == null) {
            return null;
        }
        if (!speaks) {
            if (heard) {
                return null;
            }
            heard = true;
            speaks = RpcReader.speaks(over.response());
            if (!speaks) {
                return null;
            }
        }
        return unframing.piece(bytes, from, to, atNanos);
    }

    @Override
    public @Nullable String begins(boolean packed, long length) {
        Call what = call;
        compressed = packed;
        return what != null && length > rpc(what).mostBytes() ? RpcReader.tooLong(rpc(what)) : null;
    }

    /** What nobody looks at is only counted, unless it has to be decompressed to be known for good. */
    @Override
    public void part(byte[] bytes, int from, int count) {
        Call what = call;
        if (printed || compressed || what != null && what.keepsMessages()) {
            ByteSink kept = message;
            if (kept == null) {
                kept = loop.network().io().sinks().take();
                message = kept;
            }
            kept.append(bytes, from, count);
        }
    }

    @Override
    public @Nullable String whole(boolean packed, long atNanos) {
        Call what = call;
        if (what == null) {
            return null;
        }
        received++;
        if (received > 1 && !rpc(what).method().serverStreams()) {
            return RpcReader.SEVERAL;
        }
        measure(what, atNanos);
        String problem = read(what);
        ByteSink kept = message;
        if (kept != null) {
            kept.truncate(0);
        }
        if (problem == null && rpc(what).awaitsAnswers()) {
            next();
        }
        return problem;
    }

    private @Nullable String read(Call what) {
        ByteSink kept = message;
        ByteSink out = json;
        if (out == null) {
            out = loop.network().io().sinks().take();
            json = out;
        }
        if (printed && rpc(what).method().serverStreams()) {
            out.append((byte) (received == 1 ? '[' : ','));
        }
        String encoding = compressed && carrier != null ? carrier.response().header("grpc-encoding") : "";
        RpcReader reader = loop.bodies().rpc();
        String problem = reader.unpack(rpc(what), encoding, compressed, kept == null ? ByteSink.EMPTY : kept);
        if (problem == null && what.keepsMessages()) {
            keep(reader.readable());
        }
        if (problem == null && printed) {
            problem = reader.print(rpc(what), out);
        }
        return problem == null
                        && out.length() + rawBytes > loop.shared().plan().http().maxBodyBytes()
                ? "messages longer than http.maxBodySize in all"
                : problem;
    }

    private void keep(ByteSink message) {
        raw.add(Arrays.copyOf(message.array(), message.length()));
        rawBytes += message.length();
    }

    /** Those that code is to have, decompressed. */
    List<byte[]> messages() {
        return List.copyOf(raw);
    }

    /** A message of a stream has a row of its own: since the message that it answers, or since the one before it. */
    private void measure(Call what, long atNanos) {
        Step.Rpc rpc = rpc(what);
        if (!rpc.method().serverStreams()) {
            return;
        }
        long since = heardNanos;
        if (rpc.method().clientStreams() && received <= sent) {
            since = rpc.awaitsAnswers() ? sentNanos : beganNanos + (received - 1) * rpc.everyNanos();
        }
        heardNanos = atNanos;
        loop.metric(MetricKind.GROUP, rpc.messagesName(), Math.max(0, atNanos - since) / 1e6, since);
    }

    // The end

    int received() {
        return received;
    }

    /** Whether the answer ended within a message. */
    boolean isCut() {
        return unframing.isCut();
    }

    /** The messages as JSON, those of a method whose server streams as an array. */
    ByteSink json() {
        ByteSink out = json;
        Call what = call;
        if (out == null || what == null || !printed) {
            return ByteSink.EMPTY;
        }
        if (rpc(what).method().serverStreams() && received > 0) {
            out.append((byte) ']');
        }
        return out;
    }

    void release() {
        call = null;
        carrier = null;
        request = null;
        unsentFrom = NOTHING;
        giveBack(json);
        giveBack(message);
        json = null;
        message = null;
        raw.clear();
    }

    private void giveBack(@Nullable ByteSink sink) {
        if (sink != null) {
            loop.network().io().sinks().give(sink);
        }
    }
}
