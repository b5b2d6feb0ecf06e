package dev.throng.runner.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.report.NoticeForm;
import dev.throng.api.report.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a receiver that fails in every way, with pauses that are counted instead of waited for. */
class SenderTest {
    static final Notice NOTICE = new Notice(
            "uid/3",
            "/namespaces/shop/loadtests/items",
            "items",
            "shop",
            null,
            "items-3",
            "http://items:8000",
            Outcome.ThresholdsFailed,
            "p95 < 500ms does not hold: 612 ms",
            null,
            null,
            1200L,
            6L,
            0.005,
            40.0,
            210.0,
            612.0,
            901.0,
            "kubectl throng report items -n shop",
            List.of(new Notice.Link("result", "https://s3/items-3.json")));

    private final List<Duration> pauses = new ArrayList<>();
    private Webhook webhook;
    private long now;

    @BeforeEach
    void open() throws IOException {
        webhook = new Webhook();
    }

    @AfterEach
    void close() {
        webhook.close();
    }

    @Test
    void sendsOnceWhatIsTaken() throws Exception {
        assertThat(send(Duration.ofSeconds(5))).isEqualTo(new Delivery("chat", true, "it answered 200"));
        assertThat(webhook.received).hasSize(1);
        assertThat(webhook.received.getFirst().body()).isEqualTo(NOTICE.json());
        assertThat(Notice.of(NOTICE.json())).isEqualTo(NOTICE);
    }

    @Test
    void sendsAgainEverLaterWhatMayPass() throws Exception {
        webhook.then(Webhook.status(503), Webhook.status(429), Webhook.status(500));
        assertThat(send(Duration.ofSeconds(5)))
                .isEqualTo(new Delivery("chat", true, "it answered 200, at the 4th attempt"));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(webhook.received).extracting(Webhook.Received::id).containsOnly("uid/3");
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() throws Exception {
        webhook.then(Webhook.status(429, "Retry-After", "20"));
        assertThat(send(Duration.ofSeconds(5)).sent()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void givesUpWhenPatienceEnds() throws Exception {
        for (int i = 0; i < 20; i++) {
            webhook.then(Webhook.status(503));
        }
        Delivery delivery = send(Duration.ofSeconds(5));
        assertThat(delivery.sent()).isFalse();
        assertThat(delivery.message()).isEqualTo("it answered 503, at the 6th attempt");
        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void doesNotRepeatWhatWillNotPass(int status) throws Exception {
        webhook.then(Webhook.status(status));
        assertThat(send(Duration.ofSeconds(5))).isEqualTo(new Delivery("chat", false, "it answered " + status));
        assertThat(webhook.received).hasSize(1);
    }

    @Test
    void followsNoRedirect() throws Exception {
        webhook.then(Webhook.status(302, "Location", webhook.url() + "/elsewhere"));
        Delivery delivery = send(Duration.ofSeconds(5));
        assertThat(delivery.sent()).isFalse();
        assertThat(delivery.message())
                .contains("302: redirects are not followed")
                .doesNotContain("s3cr3t");
        assertThat(webhook.received).hasSize(1);
    }

    @Test
    void leavesOneThatHangsAndTriesAgain() throws Exception {
        webhook.then(webhook.silence());
        assertThat(send(Duration.ofMillis(300)))
                .isEqualTo(new Delivery("chat", true, "it answered 200, at the 2nd attempt"));
    }

    @Test
    void neverSaysAnAddress() throws Exception {
        webhook.close();
        Delivery nobody = send(Duration.ofSeconds(5));
        assertThat(nobody.message()).startsWith("it takes no connections, at the ");
        Delivery unknown =
                send(new Receiver("chat", NoticeForm.json, "https://s3cr3t.invalid/"), Duration.ofSeconds(5));
        assertThat(unknown.message()).startsWith("the name of its host is not known");
        Delivery wrong = send(new Receiver("chat", NoticeForm.json, "s3cr3t and more"), Duration.ofSeconds(5));
        assertThat(wrong.message()).isEqualTo("its address is no URL of HTTP");
        assertThat(new Receiver("chat", NoticeForm.slack, webhook.url()).toString())
                .isEqualTo("chat (slack)");
    }

    @Test
    void anAddressMayEndWithItsLine() throws Exception {
        assertThat(send(new Receiver("chat", NoticeForm.json, webhook.url() + "\n"), Duration.ofSeconds(5))
                        .sent())
                .isTrue();
    }

    @Test
    void anErrandSaysWhatItHadNoAddressFor() throws Exception {
        Map<String, String> environment = Map.of(
                NoticeOrder.NOTICE,
                NOTICE.json(),
                NoticeOrder.RECEIVERS,
                NoticeOrder.write(List.of(
                        new NoticeOrder.To("events", NoticeForm.json, "A", ""),
                        new NoticeOrder.To("chat", NoticeForm.slack, "B", "the Secret chat has no key url"))),
                "A",
                webhook.url());
        try (Sender sender = sender(Duration.ofSeconds(5))) {
            List<Delivery> deliveries = new NoticeProcess(sender).run(environment);
            assertThat(deliveries)
                    .containsExactlyInAnyOrder(
                            new Delivery("events", true, "it answered 200"),
                            new Delivery("chat", false, "there is no address: the Secret chat has no key url"));
            assertThat(NoticeOrder.reported(NoticeProcess.report(deliveries))).isEqualTo(deliveries);
        }
        assertThat(NoticeOrder.reported("Error: no such file")).isEmpty();
    }

    private Delivery send(Duration attempt) throws InterruptedException {
        return send(new Receiver("chat", NoticeForm.json, webhook.url()), attempt);
    }

    private Delivery send(Receiver to, Duration attempt) throws InterruptedException {
        try (Sender sender = sender(attempt)) {
            return sender.send(to, NOTICE);
        }
    }

    private Sender sender(Duration attempt) {
        return new Sender(attempt, Duration.ofMinutes(1), () -> now, time -> {
            pauses.add(time);
            now += time.toNanos();
        });
    }
}
