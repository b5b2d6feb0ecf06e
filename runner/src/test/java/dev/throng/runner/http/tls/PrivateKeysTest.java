package dev.throng.runner.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;

/** Keys as OpenSSL writes them; none of them guards anything. */
class PrivateKeysTest {
    private static final String RSA = """
            -----BEGIN RSA PRIVATE KEY-----
            MIICWwIBAAKBgQDGBPwPI1P8LdvAwy28vJMy/SEYVfmTzUFuoKZvAX+8NvkEz7e3
            wgpfGY3b+gaPxfD3stJw24MZuB69Ypl0dLkwDZaJTq6fbatN2G/fB7t0fesPXGOe
            VbXjPcEXTFh29s+4M+aciszZKBqBsVpycreHvqA5V8zo/dzNlp8tmUHCaQIDAQAB
            AoGAeN2eBJdpselD0trPVf48UskSpEoF9mM4ZxADxonBr95WDMvEtZLoxbdRUU3B
            J4yIUoiBzoUN9mrdyHcgd2aviUMmg3Epm1B2+sYmI1L79Z2FR7QMUpqM6OssMPCE
            HEVPoPCjhkR/nCODK6cWY4rNiP+0wDZ35ytU8lb5NuU8SKECQQD2eVVQHJoDLxei
            RgN3Mf8VFwjkpPllS4pL/7YtHI+bQNPj26czXQcso5ZtlzzcfFkUWEhcu8hwmEJh
            ts4o5/XlAkEAzaw7btOtxz2DN9WaVPXkFsDEZtlxJbcOsdqX6VrSa+3f0YFfS2S0
            0XLaqYrzvUMoVZbZk2DoazHyytrlWw7SNQJAer8GS7VSxg8n1/rCMxRFEr28AhJe
            2aF7KEoa8fBtXEY2wB1d8Wh88DAv9DgDaVLMEiO9NeGW+uv48yzVEu4iOQJAPBA3
            TxdMYaoqHu0nY/ZnROnIsYyAyZXbGb+Pq5tVZiWSvnk8niTr1VroVqj4o2XwaoZi
            RfMADQYKNImWf3AlnQJAVztpfbhSSQTTqSGe34RbKxX3jEY8eSEAg9fMyFios3/1
            ifLy4VnAnghRHwiJSJCFNwgzQCXw2ifx4Wy6+Tpknw==
            -----END RSA PRIVATE KEY-----
            """;
    private static final String RSA_IN_PKCS_8 = """
            -----BEGIN PRIVATE KEY-----
            MIICdQIBADANBgkqhkiG9w0BAQEFAASCAl8wggJbAgEAAoGBAMYE/A8jU/wt28DD
            Lby8kzL9IRhV+ZPNQW6gpm8Bf7w2+QTPt7fCCl8Zjdv6Bo/F8Pey0nDbgxm4Hr1i
            mXR0uTANlolOrp9tq03Yb98Hu3R96w9cY55VteM9wRdMWHb2z7gz5pyKzNkoGoGx
            WnJyt4e+oDlXzOj93M2Wny2ZQcJpAgMBAAECgYB43Z4El2mx6UPS2s9V/jxSyRKk
            SgX2YzhnEAPGicGv3lYMy8S1kujFt1FRTcEnjIhSiIHOhQ32at3IdyB3Zq+JQyaD
            cSmbUHb6xiYjUvv1nYVHtAxSmozo6yww8IQcRU+g8KOGRH+cI4MrpxZjis2I/7TA
            NnfnK1TyVvk25TxIoQJBAPZ5VVAcmgMvF6JGA3cx/xUXCOSk+WVLikv/ti0cj5tA
            0+PbpzNdByyjlm2XPNx8WRRYSFy7yHCYQmG2zijn9eUCQQDNrDtu063HPYM31ZpU
            9eQWwMRm2XEltw6x2pfpWtJr7d/RgV9LZLTRctqpivO9QyhVltmTYOhrMfLK2uVb
            DtI1AkB6vwZLtVLGDyfX+sIzFEUSvbwCEl7ZoXsoShrx8G1cRjbAHV3xaHzwMC/0
            OANpUswSI7014Zb66/jzLNUS7iI5AkA8EDdPF0xhqioe7Sdj9mdE6cixjIDJldsZ
            v4+rm1VmJZK+eTyeJOvVWuhWqPijZfBqhmJF8wANBgo0iZZ/cCWdAkBXO2l9uFJJ
            BNOpIZ7fhFsrFfeMRjx5IQCD18zIWKizf/WJ8vLhWcCeCFEfCIlIkIU3CDNAJfDa
            J/HhbLr5OmSf
            -----END PRIVATE KEY-----
            """;
    private static final String ELLIPTIC = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIEDxhCcujMTdzQr4/CEMGgDzCaX8uiA1uMAIfAcOIfvDoAoGCCqGSM49
            AwEHoUQDQgAEeYSGLhQOISsgRHbpYdvxCO28zZgqcSjf7AGxb5eOqztIveVxbGF1
            +fSmdML0173m4LVfwkLa7nnTojyguWIl1A==
            -----END EC PRIVATE KEY-----
            """;
    private static final String ELLIPTIC_IN_PKCS_8 = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQPGEJy6MxN3NCvj8
            IQwaAPMJpfy6IDW4wAh8Bw4h+8OhRANCAAR5hIYuFA4hKyBEdulh2/EI7bzNmCpx
            KN/sAbFvl46rO0i95XFsYXX59KZ0wvTXvebgtV/CQtruedOiPKC5YiXU
            -----END PRIVATE KEY-----
            """;

    @Test
    void readsTheOlderFormsLikeTheNewOne() {
        assertThat(PrivateKeys.ofPem(RSA)).isEqualTo(PrivateKeys.ofPem(RSA_IN_PKCS_8));
        assertThat(secret("Bag Attributes\n" + ELLIPTIC)).isEqualTo(secret(ELLIPTIC_IN_PKCS_8));
        assertThat(PrivateKeys.ofPem(RSA).getAlgorithm()).isEqualTo("RSA");
        assertThat(PrivateKeys.ofPem(ELLIPTIC).getAlgorithm()).isEqualTo("EC");
    }

    private static BigInteger secret(String pem) {
        return ((ECPrivateKey) PrivateKeys.ofPem(pem)).getS();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> PrivateKeys.ofPem("-----BEGIN CERTIFICATE-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> PrivateKeys.ofPem(RSA_IN_PKCS_8.replace(" PRIVATE", " ENCRYPTED PRIVATE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without its password");
        for (int end = 40; end < ELLIPTIC.length() - 60; end += 10) {
            String cut = ELLIPTIC.substring(0, end) + "\n-----END EC PRIVATE KEY-----\n";
            assertThatThrownBy(() -> PrivateKeys.ofPem(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
        }
    }
}
