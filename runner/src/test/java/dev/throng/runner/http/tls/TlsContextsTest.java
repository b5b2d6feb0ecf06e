package dev.throng.runner.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.code.Certificates;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class TlsContextsTest {

    private final AtomicInteger made = new AtomicInteger();
    private final TlsContexts contexts = new TlsContexts(3);

    @Test
    void aUserKeepsItsContext() {
        SSLContext first = get("a");

        assertThat(get("a")).isSameAs(first);
        assertThat(get("b")).isNotSameAs(first);
        assertThat(made).hasValue(2);
    }

    @Test
    void theOldestThatNobodyUsedGoesWhenThereAreTooMany() {
        get("a");
        get("b");
        get("c");
        get("a");

        get("d");

        assertThat(made).hasValue(4);
        get("a");
        get("c");
        get("d");
        assertThat(made).as("kept").hasValue(4);
        get("b");
        assertThat(made).as("made once more").hasValue(5);
    }

    @Test
    void whereAllAreUsedTheNewestStaysAndOneGoes() {
        for (String user : List.of("a", "b", "c", "a", "b", "c")) {
            get(user);
        }

        SSLContext newest = get("d");

        assertThat(get("d")).isSameAs(newest);
        assertThat(get("b")).isNotNull();
        assertThat(get("c")).isNotNull();
        assertThat(made).hasValue(4);
    }

    @Test
    void threadsThatWantTheSameGetTheSame() throws Exception {
        List<Future<SSLContext>> got = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                got.add(threads.submit(() -> get("a")));
            }
        }

        SSLContext kept = get("a");
        for (Future<SSLContext> one : got) {
            assertThat(one.get()).isSameAs(kept);
        }
    }

    private SSLContext get(String user) {
        return contexts.get(new Certificates(true, "", user), wanted -> {
            made.incrementAndGet();
            try {
                return SSLContext.getInstance("TLS");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
