package dev.throng.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.throng.runner.http.io.ArrivalClock;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.script.ByteSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When bytes arrive, by a connection's own account, and what it holds between exchanges. */
@Timeout(30)
class ConnectionTest {
    private static final String SHORT = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final List<AutoCloseable> open = new ArrayList<>();

    static Stream<Pollers> pollers() {
        Pollers best = Pollers.choose();
        Pollers portable = Pollers.selector("");
        return best.name().equals("selector")
                ? Stream.of(portable)
                : Stream.of(portable, best, Pollers.epoll(ArrivalClock.PROCESS));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void countsNoneOfTheTimeInWhichTheLoopSeesToOthers(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User first = site.user();
        User second = site.user();
        first.ask();
        second.ask();
        first.answers(SHORT);
        second.answers(SHORT);

        site.once();

        if (kind.clock() == ArrivalClock.PROCESS) {
            assertThat(first.connection.lastByteAt()).isEqualTo(second.connection.lastByteAt());
        }
        assertThat(first.connection.firstByteAt()).isEqualTo(first.connection.lastByteAt());
        assertThat(first.connection.lastByteAt()).isBetween(first.connection.sentAt(), first.toldAt);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void countsAResponseOfSeveralSegmentsToTheEndOfItsRead(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.user();
        user.ask();
        user.answers("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000));

        site.until(() -> user.responses == 1);

        assertThat(user.connection.lastByteAt()).isGreaterThanOrEqualTo(user.connection.firstByteAt());
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void goesOnWithAResponseThatComesInPieces(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.user();
        User other = site.user();
        user.ask();
        other.ask();
        user.answers("HTTP/1.1 201 Created\r\nConte");
        other.answers(SHORT);
        site.until(() -> other.responses == 1 && user.connection.firstByteAt() != 0);
        user.answers("nt-Length: 2\r\n\r\nab");

        site.until(() -> user.responses == 1);

        assertThat(user.status).isEqualTo(201);
        assertThat(other.status).isEqualTo(200);
        assertThat(user.connection.lastByteAt()).isGreaterThan(user.connection.firstByteAt());
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void holdsNoResponseBetweenExchanges(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.user();
        user.ask();
        assertThatThrownBy(user.connection::response).isInstanceOf(IllegalStateException.class);
        user.answers(SHORT);

        site.until(() -> user.responses == 1);

        assertThat(user.connection.isIdle()).isTrue();
        assertThatThrownBy(user.connection::response).isInstanceOf(IllegalStateException.class);
    }

    /** A process that gets no processor for a while is late to read what had come in time. */
    @Test
    void takesTheArrivalFromTheKernelHoweverLateItReads() throws IOException {
        Pollers kind = Pollers.choose();
        assumeTrue(kind.clock() == ArrivalClock.KERNEL, "this kernel stamps nothing");
        Site site = new Site(kind);
        User user = stampedUser(site);
        long answered;
        int tries = 0;
        do { // a busy kernel leaves a stamp out now and then
            int before = user.responses;
            user.ask();
            user.answers("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000));
            answered = System.nanoTime();
            LockSupport.parkNanos(200_000_000);

            site.until(() -> user.responses == before + 1);
        } while (!user.connection.isStamped() && ++tries < 5);

        assertThat(user.connection.isStamped()).isTrue();
        assertThat(user.connection.firstByteAt()).isBetween(user.connection.sentAt(), answered + 100_000_000);
        assertThat(user.connection.lastByteAt()).isBetween(user.connection.sentAt(), answered + 100_000_000);
    }

    /** The kernel begins to stamp a little after the first socket of the machine has asked for it. */
    private static User stampedUser(Site site) throws IOException {
        User user = site.answeredUser();
        for (int tries = 0; !user.connection.isStamped() && tries < 200; tries++) {
            int before = user.responses;
            user.ask();
            user.answers("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
            site.until(() -> user.responses == before + 1);
        }
        return user;
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void knowsThatARequestMissedAPeerThatHadClosed(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.answeredUser();
        user.peer.close();
        user.ask();

        site.until(() -> user.loss != null);

        assertThat(user.loss).isEqualTo(Carrier.Loss.BEFORE_RESPONSE);
        assertThat(user.connection.fate()).isEqualTo(Carrier.Fate.MISSED);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void knowsThatARequestArrivedAtAPeerThatReadItAndClosed(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.answeredUser();
        user.ask();
        user.reads();
        user.peer.close();

        site.until(() -> user.loss != null);

        assertThat(user.loss).isEqualTo(Carrier.Loss.BEFORE_RESPONSE);
        assertThat(user.connection.fate()).isEqualTo(Carrier.Fate.ARRIVED);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void knowsThatAPeerClosedWithoutHavingReadTheRequest(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.answeredUser();
        user.ask();
        // The JDK's sockets say goodbye first, and are reset right behind it when something was left unread.
        user.peer.close();

        site.until(() -> user.loss != null);

        assertThat(user.loss).isEqualTo(Carrier.Loss.BEFORE_RESPONSE);
        assertThat(user.connection.fate()).isEqualTo(Carrier.Fate.MISSED);
    }

    /** It may have closed with the request unread in its buffer, or read it and thrown the connection away. */
    @ParameterizedTest
    @MethodSource("pollers")
    void knowsNothingOfARequestAfterAReset(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.answeredUser();
        user.ask();
        user.peer.setSoLinger(true, 0);
        user.peer.close();

        site.until(() -> user.loss != null);

        assertThat(user.loss).isEqualTo(Carrier.Loss.BEFORE_RESPONSE);
        assertThat(user.connection.fate()).isEqualTo(Carrier.Fate.UNCLEAR);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void takesNoGoodbyeForAnAnswer(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.answeredUser();
        user.answers("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        user.peer.close();
        user.ask();

        site.until(() -> user.loss != null);

        assertThat(user.responses).isEqualTo(1);
        assertThat(user.loss).isEqualTo(Carrier.Loss.OUT_OF_TURN);
        assertThat(user.connection.fate())
                .isEqualTo(kind.name().equals("epoll") ? Carrier.Fate.MISSED : Carrier.Fate.UNCLEAR);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void keepsAConnectionAsLongAsTheServerSaysThatItDoes(Pollers kind) throws IOException {
        Site site = new Site(kind);
        User user = site.user();
        user.ask();
        user.answers("HTTP/1.1 200 OK\r\nKeep-Alive: max=7, timeout=60\r\nContent-Length: 0\r\n\r\n");
        site.until(() -> user.responses == 1);
        assertThat(user.connection.isIdle()).isTrue();

        user.ask();
        user.answers("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n");
        site.until(() -> user.responses == 2);

        assertThat(user.connection.isIdle()).isFalse();
    }

    private static HttpSettings settings() {
        Duration second = Duration.ofSeconds(1);
        return new HttpSettings(second, second, second, true, Optional.empty(), Optional.empty(), true, 10, 1000, 0);
    }

    /** A loop's shared things and a server, played by the test. */
    private final class Site {
        private final LoopIo io;
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Site(Pollers kind) throws IOException {
            Poller poller = kind.open();
            open.add(poller);
            open.add(server);
            io = LoopIo.of(poller, TlsClient.of(settings()), Runnable::run, Runnable::run);
            poller.enter();
        }

        User user() throws IOException {
            return new User(this);
        }

        /** One whose connection has carried an exchange. */
        User answeredUser() throws IOException {
            User user = user();
            user.ask();
            user.reads();
            user.answers(SHORT);
            until(() -> user.responses == 1);
            return user;
        }

        /** One look at the sockets. */
        void once() {
            io.poller().await(System.nanoTime() + 1_000_000_000, now -> {});
        }

        void until(BooleanSupplier condition) {
            while (!condition.getAsBoolean()) {
                io.poller().await(System.nanoTime() + 10_000_000, now -> {});
            }
        }
    }

    private static final String REQUEST = "GET / HTTP/1.1\r\n\r\n";

    private final class User implements Carrier.Owner {
        private final Connection connection;
        private final Socket peer;
        private int responses;
        private int status;
        private long toldAt;
        private Carrier.@Nullable Loss loss;

        User(Site site) throws IOException {
            int port = site.server.getLocalPort();
            Origin origin = new Origin(false, "127.0.0.1", port);
            InetSocketAddress remote = new InetSocketAddress(site.server.getInetAddress(), port);
            connection = Connection.open(site.io, origin, remote, null, null, 0, this);
            peer = site.server.accept();
            open.add(peer);
            site.until(connection::isIdle);
        }

        void ask() {
            ByteSink request = new ByteSink(64);
            request.append(REQUEST);
            assertThat(connection.send(request, false, false, 1 << 20)).isTrue();
        }

        void reads() throws IOException {
            peer.getInputStream().readNBytes(REQUEST.length());
        }

        void answers(String text) throws IOException {
            peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void opened(Connection ready) {}

        @Override
        public void responded(Carrier over) {
            responses++;
            status = over.response().status();
            toldAt = System.nanoTime();
            over.settle(true);
        }

        @Override
        public void parting(Carrier leaving) {
            leaving.part();
        }

        @Override
        public void lost(Carrier gone, Carrier.Loss loss, String message) {
            this.loss = loss;
        }
    }
}
