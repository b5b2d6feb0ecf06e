package dev.throng.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.Dns.Answer;
import dev.throng.runner.http.Dns.Found;
import dev.throng.runner.http.Dns.NotFound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsTest {
    private final Map<String, List<String>> zone = new HashMap<>(Map.of("shop", List.of("10.0.0.1", "10.0.0.2")));
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final List<Answer> answers = new ArrayList<>();
    private long now = 1000;
    private int lookUps;

    private final Dns dns = new Dns(this::lookUp, elsewhere::add, () -> now);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "2001:db8::1", "10.1.2.3"})
    void needsNobodyForAnAddress(String literal) {
        assertThat(dns.known(literal)).isEqualTo(found(0, literal));
        assertThat(dns.known(literal)).isSameAs(dns.known(literal));
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void looksUpWhereNoLoopIsHeldWhoeverAsks() throws Exception {
        CompletableFuture<Thread> resolver = new CompletableFuture<>();
        Dns system = new Dns(
                host -> {
                    resolver.complete(Thread.currentThread());
                    return lookUp(host);
                },
                Dns.threads(),
                () -> now);
        Thread.startVirtualThread(() -> system.ask("shop", answer -> {})).join();
        assertThat(resolver.get(1, TimeUnit.MINUTES).isVirtual()).isFalse();
    }

    @Test
    void asksOnceForAllWhoWaitAndTellsEachHowLongItWaited() {
        dns.ask("shop", answers::add);
        now += 5;
        dns.ask("shop", answers::add);
        now += 7;
        assertThat(answers).isEmpty();
        run();
        assertThat(answers).containsExactly(found(12, "10.0.0.1", "10.0.0.2"), found(7, "10.0.0.1", "10.0.0.2"));
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void answersAtOnceWhatItKnows() {
        assertThat(dns.known("shop")).isNull();
        dns.ask("shop", answers::add);
        run();
        now += Dns.FRESH_NANOS - 1;
        dns.ask("shop", answers::add);
        assertThat(answers.getLast()).isEqualTo(found(0, "10.0.0.1", "10.0.0.2"));
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void renewsAnOldAnswerBehindTheUsersBacks() {
        dns.ask("shop", answers::add);
        run();
        zone.put("shop", List.of("10.0.0.3"));
        now += Dns.FRESH_NANOS;
        assertThat(dns.known("shop")).isEqualTo(found(0, "10.0.0.1", "10.0.0.2"));
        assertThat(dns.known("shop")).isEqualTo(found(0, "10.0.0.1", "10.0.0.2"));
        run();
        assertThat(dns.known("shop")).isEqualTo(found(0, "10.0.0.3"));
        assertThat(lookUps).isEqualTo(2);
    }

    @Test
    void keepsOldAddressesWhenTheResolverFails() {
        dns.ask("shop", answers::add);
        run();
        zone.remove("shop");
        now += Dns.FRESH_NANOS;
        Answer old = dns.known("shop");
        run();
        assertThat(dns.known("shop")).isEqualTo(old);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void remembersForASecondThatANameIsUnknown() {
        dns.ask("nowhere", answers::add);
        now += 3;
        run();
        assertThat(answers).containsExactly(new NotFound("cannot resolve nowhere", 3));
        assertThat(dns.known("nowhere")).isEqualTo(new NotFound("cannot resolve nowhere", 0));
        now += Dns.UNKNOWN_NANOS;
        assertThat(dns.known("nowhere")).isNull();
        zone.put("nowhere", List.of("10.0.0.4"));
        dns.ask("nowhere", answers::add);
        run();
        assertThat(answers.getLast()).isEqualTo(found(0, "10.0.0.4"));
    }

    @Test
    void spreadsUsersOverTheAddressesOfTheFirstFamily() {
        Found found = found(0, "10.0.0.1", "10.0.0.2", "10.0.0.3", "::1", "::2");
        assertThat(found.forUser(0)).isEqualTo(found.addresses());
        assertThat(found.forUser(4))
                .isEqualTo(found(0, "10.0.0.2", "10.0.0.3", "10.0.0.1", "::1", "::2")
                        .addresses());
        assertThat(found(0, "::1", "10.0.0.1").forUser(1))
                .isEqualTo(found(0, "::1", "10.0.0.1").addresses());
    }

    @Test
    void resolvesTheLocalHostByTheSystem() {
        Dns system = new Dns(InetAddress::getAllByName, Runnable::run, System::nanoTime);
        system.ask("localhost", answers::add);
        assertThat(answers.getFirst())
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.addresses()).allMatch(InetAddress::isLoopbackAddress));
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookUps++;
        List<String> addresses = zone.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host + ": Name or service not known");
        }
        return addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private void run() {
        while (!elsewhere.isEmpty()) {
            elsewhere.remove().run();
        }
    }

    private static Found found(long nanos, String... addresses) {
        return new Found(Stream.of(addresses).map(InetAddress::ofLiteral).toList(), nanos);
    }
}
