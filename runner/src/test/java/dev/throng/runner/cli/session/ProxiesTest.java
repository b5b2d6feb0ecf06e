package dev.throng.runner.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static final URI SHOP = URI.create("https://shop.example");

    @Test
    void saysWhenAProxyIsAskedForThatIsNotUsed() {
        assertThat(Proxies.unused(Map.of("http_proxy", "http://proxy:3128", "PATH", "/bin"), SHOP))
                .hasValue("http_proxy is set and not used: requests go straight to the target");
    }

    @Test
    void saysNothingWithoutOne() {
        assertThat(Proxies.unused(Map.of("HTTPS_PROXY", " ", "NO_PROXY", "localhost"), SHOP))
                .isEmpty();
        assertThat(Proxies.unused(Map.of("HTTP_PROXY", "http://proxy"), URI.create("http://127.0.0.1:8000")))
                .isEmpty();
    }

    @Test
    void saysNothingWhereTheProxyWouldNotBeAskedForThisTarget() {
        for (String excepted :
                List.of("*", "shop.example", ".example", "*.example", "localhost, example", "SHOP.example")) {
            assertThat(Proxies.unused(Map.of("HTTP_PROXY", "http://proxy", "NO_PROXY", excepted), SHOP))
                    .as(excepted)
                    .isEmpty();
        }
        for (String other : List.of("", "hop.example", "shop", "ample", "a.shop.example")) {
            assertThat(Proxies.unused(Map.of("HTTP_PROXY", "http://proxy", "no_proxy", other), SHOP))
                    .as(other)
                    .isPresent();
        }
    }
}
