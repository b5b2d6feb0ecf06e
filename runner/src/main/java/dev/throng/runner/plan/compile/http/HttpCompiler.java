package dev.throng.runner.plan.compile.http;

import dev.throng.api.client.HttpSpec;
import dev.throng.api.client.TimeoutsSpec;
import dev.throng.api.client.TlsSpec;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.compile.Scripts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the client speaks to the target. */
public final class HttpCompiler {
    private static final HttpSpec ABSENT =
            new HttpSpec(null, null, null, null, null, null, null, null, null, null, null, null);
    private static final TimeoutsSpec NO_LIMITS = new TimeoutsSpec(null, null, null);
    private static final TlsSpec USUAL_TRUST = new TlsSpec(null, null, null, null, null, null, null, null, null);

    private static final int USUAL_SAMPLES = 10;

    private final PlanOptions options;
    private final Scripts scripts;

    public HttpCompiler(PlanOptions options, Scripts scripts) {
        this.options = options;
        this.scripts = scripts;
    }

    public HttpSettings compile(@Nullable HttpSpec given, Place place) {
        HttpSpec http = given == null ? ABSENT : given;
        TimeoutsSpec limits = http.timeouts() == null ? NO_LIMITS : http.timeouts();
        TlsSpec tls = http.tls() == null ? USUAL_TRUST : http.tls();
        Place at = place.field("timeouts");
        Duration total = Quantity.positive(limits.total(), Duration.ofSeconds(30), at.field("total"));
        return new HttpSettings(
                version(http),
                streams(http, place.field("streams")),
                new WiresCompiler(scripts, options).compile(http, version(http), place),
                Quantity.positive(limits.connect(), Duration.ofSeconds(5), at.field("connect")),
                Quantity.positive(limits.firstByte(), total, at.field("firstByte")),
                total,
                Boolean.TRUE.equals(tls.insecureSkipVerify()),
                authorities(tls, place.field("tls")),
                Optional.ofNullable(tls.serverName()),
                !Boolean.FALSE.equals(http.followRedirects()),
                notNegative(http.maxRedirects(), 10, place.field("maxRedirects")),
                Quantity.bytes(http.maxBodySize(), 16L << 20, place.field("maxBodySize")),
                notNegative(http.logFailures(), USUAL_SAMPLES, place.field("logFailures")),
                Optional.empty());
    }

    private HttpVersion version(HttpSpec http) {
        return options.httpVersion().orElseGet(() -> switch (http.version()) {
            case null -> HttpVersion.V1_1;
            case AUTO -> HttpVersion.AUTO;
            case HTTP_1_1 -> HttpVersion.V1_1;
            case HTTP_2 -> HttpVersion.V2;
        });
    }

    private int streams(HttpSpec http, Place place) {
        int given = options.httpStreams().orElse(http.streams() == null ? 1 : http.streams());
        if (given < 1) {
            place.problem("must be at least 1");
        }
        if (given > 1 && version(http) == HttpVersion.V1_1) {
            place.problem(
                    "a connection of HTTP/1.1 carries one request at a time: write version: \"2\" or version: auto");
        }
        if (given > 1 && CertificateCompiler.isOfEachUser(http.tls())) {
            place.problem(CertificateCompiler.OWN_CONNECTIONS);
        }
        return given;
    }

    private static int notNegative(@Nullable Integer number, int absent, Place place) {
        if (number != null && number < 0) {
            place.problem("must not be negative");
        }
        return number == null ? absent : number;
    }

    private Optional<String> authorities(TlsSpec tls, Place place) {
        if (tls.ca() != null) {
            return pem(tls.ca(), place.field("ca"));
        }
        if (tls.caFile() != null) {
            return file(tls.caFile(), place.field("caFile"), "the file " + tls.caFile() + " can't be read");
        }
        if (tls.caConfigMap() != null) {
            return file(
                    PlanOptions.CA_CONFIG_MAP_FILE,
                    place.field("caConfigMap"),
                    "there are ConfigMaps in a cluster only, give ca or caFile here");
        }
        return Optional.empty();
    }

    private Optional<String> file(String path, Place place, String absent) {
        String content = options.readFile().apply(path);
        if (content == null) {
            place.problem(absent);
            return Optional.empty();
        }
        return pem(content, place);
    }

    private static Optional<String> pem(String text, Place place) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            if (certificates
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .isEmpty()) {
                place.problem("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
            }
        } catch (CertificateException wrong) {
            place.problem("holds no valid certificates in PEM: " + wrong.getMessage());
        }
        return Optional.of(text);
    }
}
