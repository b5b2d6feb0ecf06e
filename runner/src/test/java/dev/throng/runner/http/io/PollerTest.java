package dev.throng.runner.http.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every poller does, whichever way it waits. */
@Timeout(30)
class PollerTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    static Stream<Pollers> pollers() {
        Pollers best = Pollers.choose();
        Pollers portable = Pollers.selector("");
        return best.name().equals("selector") ? Stream.of(portable) : Stream.of(portable, best);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void carriesBytesInBothDirections(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard heard = new Heard();
        Link link = poller.connect(address(server), null, heard);
        until(poller, () -> heard.connected);
        Socket peer = accepted(server);

        assertThat(link.send(bytes("..ping"), 2, 4)).isEqualTo(4);
        assertThat(new String(peer.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                .isEqualTo("ping");
        peer.getOutputStream().write(bytes("pong!"));
        until(poller, () -> heard.readable > 0);

        byte[] room = new byte[16];
        assertThat(link.receive(room, 1, 15)).isEqualTo(5);
        assertThat(new String(room, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("pong!");
        assertThat(link.receive(room, 0, 16)).isZero();
        assertThat(poller.links()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void tellsAgainAsLongAsSomethingIsUnread(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard heard = new Heard();
        Link link = poller.connect(address(server), null, heard);
        until(poller, () -> heard.connected);
        accepted(server).getOutputStream().write(bytes("abc"));
        until(poller, () -> heard.readable > 0);
        byte[] room = new byte[1];
        link.receive(room, 0, 1);
        int before = heard.readable;

        until(poller, () -> heard.readable > before);

        assertThat(link.receive(room, 0, 1)).isEqualTo(1);
        assertThat(room[0]).isEqualTo((byte) 'b');
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void tellsOfTheEndThatCameTogetherWithTheLastBytes(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard heard = new Heard();
        Link link = poller.connect(address(server), null, heard);
        until(poller, () -> heard.connected);
        byte[] room = new byte[16];
        List<Integer> counts = new ArrayList<>();
        heard.whenReadable = () -> counts.add(link.receive(room, 0, 16));
        Socket peer = accepted(server);
        peer.getOutputStream().write(bytes("the last bytes, and a few more"));
        peer.close();

        until(poller, () -> counts.contains(Link.END));

        assertThat(counts).containsExactly(16, 14, Link.END);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void knowsWhetherAPeerThatClosedHadGotWhatWasSent(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard polite = new Heard();
        Link heeded = poller.connect(address(server), null, polite);
        until(poller, () -> polite.connected);
        Socket reader = accepted(server);
        Heard hasty = new Heard();
        Link missed = poller.connect(address(server), null, hasty);
        until(poller, () -> hasty.connected);
        accepted(server).close();
        until(poller, () -> hasty.readable > 0);

        heeded.send(bytes("ask"), 0, 3);
        missed.send(bytes("ask"), 0, 3);
        reader.getInputStream().readNBytes(3);
        reader.close();
        until(poller, () -> polite.readable > 0);

        assertThat(heeded.receive(new byte[8], 0, 8)).isEqualTo(Link.END);
        assertThat(heeded.finalDelivery(3, 0)).isEqualTo(Link.Delivery.WHOLE);
        missed.receive(new byte[8], 0, 8);
        assertThat(missed.finalDelivery(3, 0)).isIn(Link.Delivery.NONE, Link.Delivery.UNREAD);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void saysThatAConnectionWasRefused(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        InetSocketAddress nobody;
        try (ServerSocket closed = server()) {
            nobody = address(closed);
        }
        Heard heard = new Heard();
        poller.connect(nobody, null, heard);
        assertThat(heard.failed).as("never from within the call").isNull();

        until(poller, () -> heard.failed != null);

        assertThat(heard.failed).isEqualTo(Link.Fault.REFUSED);
        assertThat(poller.links()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void anUnusableSourceAddressIsALimitOfOurOwn(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        Heard heard = new Heard();
        InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        poller.connect(address(server()), documentation, heard);

        until(poller, () -> heard.failed != null);

        assertThat(heard.failed.own()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void connectsFromTheAddressItIsTold(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard heard = new Heard();
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 1, 2, 3});
        poller.connect(address(server), local, heard);
        until(poller, () -> heard.connected || heard.failed != null);

        assertThat(heard.failed).isNull();
        assertThat(accepted(server).getInetAddress()).isEqualTo(local);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void tellsTheEndOfTheStreamFromABrokenOne(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard gentle = new Heard();
        Link ends = poller.connect(address(server), null, gentle);
        until(poller, () -> gentle.connected);
        Socket first = accepted(server);
        Heard rough = new Heard();
        Link breaks = poller.connect(address(server), null, rough);
        until(poller, () -> rough.connected);
        Socket second = accepted(server);

        first.close();
        second.setSoLinger(true, 0);
        second.close();
        until(poller, () -> gentle.readable > 0 && rough.readable > 0);

        byte[] room = new byte[8];
        assertThat(ends.receive(room, 0, 8)).isEqualTo(Link.END);
        assertThat(breaks.receive(room, 0, 8)).isEqualTo(Link.BROKEN);
        assertThat(breaks.fault()).isEqualTo(Link.Fault.RESET);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void takesNoMoreThanThePeerReadsAndTellsWhenThereIsRoom(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard heard = new Heard();
        Link link = poller.connect(address(server), null, heard);
        until(poller, () -> heard.connected);
        Socket peer = accepted(server);
        byte[] much = new byte[1 << 20];
        int sent = 0;
        int count = link.send(much, 0, much.length);
        while (count > 0) {
            sent += count;
            count = link.send(much, 0, much.length);
        }
        assertThat(count).as("would block").isZero();
        link.wantWritable(true);

        int whole = sent;
        Thread.ofVirtual().start(() -> read(peer, whole));
        until(poller, () -> heard.writable > 0);

        assertThat(link.send(much, 0, 1)).isEqualTo(1);
        link.close();
        assertThat(link.send(much, 0, 1)).isEqualTo(Link.BROKEN);
    }

    private static void read(Socket peer, int count) {
        try {
            peer.getInputStream().skipNBytes(count);
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aClosedLinkIsNeverHeardOfAgain(Pollers kind) throws IOException {
        Poller poller = poller(kind);
        ServerSocket server = server();
        Heard first = new Heard();
        Heard second = new Heard();
        Link one = poller.connect(address(server), null, first);
        until(poller, () -> first.connected);
        Link two = poller.connect(address(server), null, second);
        until(poller, () -> second.connected);
        first.whenReadable = two::close;
        second.whenReadable = one::close;
        accepted(server).getOutputStream().write(1);
        accepted(server).getOutputStream().write(1);

        until(poller, () -> first.readable + second.readable > 0);
        poller.await(System.nanoTime() + 20_000_000, now -> {});

        assertThat(first.readable == 0 || second.readable == 0).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void waitsUntilTheDeadlineAndNotLonger(Pollers kind) {
        Poller poller = poller(kind);
        for (long nanos : new long[] {0, 300_000, 2_500_000}) {
            long deadline = System.nanoTime() + nanos;
            long[] awake = new long[1];
            poller.await(deadline, now -> awake[0] = now);
            assertThat(awake[0]).isGreaterThan(deadline - 10_000);
            // On a busy machine anything may be late; a wait for the wrong unit would be far later.
            assertThat(awake[0]).isLessThan(deadline + 2_000_000_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void isWokenUpByAnotherThread(Pollers kind) {
        Poller poller = poller(kind);
        for (int i = 0; i < 50; i++) {
            Thread.ofVirtual().start(poller::wakeUp);
            long start = System.nanoTime();
            poller.await(start + 20_000_000_000L, now -> {});
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    private Poller poller(Pollers kind) {
        Poller poller = kind.open();
        open.add(poller);
        poller.enter();
        return poller;
    }

    private ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        return server;
    }

    private Socket accepted(ServerSocket server) throws IOException {
        Socket socket = server.accept();
        open.add(socket);
        return socket;
    }

    private static InetSocketAddress address(ServerSocket server) {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void until(Poller poller, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            poller.await(System.nanoTime() + 10_000_000, now -> {});
        }
    }

    private static final class Heard implements Link.Listener {
        private boolean connected;
        private int readable;
        private int writable;
        private Link.Fault failed;
        private Runnable whenReadable = () -> {};

        @Override
        public void connected() {
            connected = true;
        }

        @Override
        public void failed(Link.Fault fault) {
            failed = fault;
        }

        @Override
        public void readable(long noticedNanos) {
            readable++;
            whenReadable.run();
        }

        @Override
        public void writable() {
            writable++;
        }
    }
}
