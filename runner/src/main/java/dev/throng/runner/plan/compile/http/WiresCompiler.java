package dev.throng.runner.plan.compile.http;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.api.client.ConnectionsSpec;
import dev.throng.api.client.HttpSpec;
import dev.throng.api.client.ProxySpec;
import dev.throng.api.client.TlsSpec;
import dev.throng.api.schema.Notation;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Nowhere;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which connections there are, and by which way. */
final class WiresCompiler {
    private static final ConnectionsSpec ABSENT = new ConnectionsSpec(null, null, null, null, null, null);

    private static final Duration SHORTEST_PING = Duration.ofSeconds(1);

    private final Scripts scripts;

    private final PlanOptions options;

    WiresCompiler(Scripts scripts, PlanOptions options) {
        this.scripts = scripts;
        this.options = options;
    }

    Wires compile(HttpSpec http, HttpVersion version, Place place) {
        ConnectionsSpec given = http.connections() == null ? ABSENT : http.connections();
        Place at = place.field("connections");
        ConnectionsPer per = given.per() == null ? ConnectionsPer.user : given.per();
        if (per == ConnectionsPer.worker && version != HttpVersion.V1_1) {
            at.field("per").problem("over HTTP/2 users share connections by http.streams: leave it out");
        }
        if (per == ConnectionsPer.worker && CertificateCompiler.isOfEachUser(http.tls())) {
            at.field("per").problem(CertificateCompiler.OWN_CONNECTIONS);
        }
        return new Wires(
                per,
                resolve(given.resolve(), at.field("resolve")),
                Optional.ofNullable(given.family()),
                addresses(given.from(), at.field("from")),
                !Boolean.FALSE.equals(given.resume()),
                Optional.ofNullable(http.proxy()).flatMap(proxy -> proxy(proxy, place.field("proxy"))),
                identity(http.tls(), place.field("tls")),
                Quantity.share(http.traced(), 0, place.field("traced")),
                ping(given.ping(), at.field("ping")));
    }

    /** Calls of gRPC go over HTTP/2 whatever the version says, so that it may be given with any. */
    private static long ping(@Nullable String given, Place place) {
        Duration silence = Quantity.positive(given, Duration.ofSeconds(1), place);
        if (given != null && silence.compareTo(SHORTEST_PING) < 0) {
            place.problem("is more often than a server would bear: give 1s or more");
        }
        return given == null ? 0 : silence.toNanos();
    }

    private static Map<String, String> resolve(@Nullable Map<String, String> given, Place place) {
        Map<String, String> hosts = new HashMap<>();
        if (given != null) {
            given.forEach((host, address) -> {
                if (Notation.ADDRESS.matches(host)) {
                    place.field(host).problem("is an address already: name the host that the target has");
                }
                hosts.put(host.toLowerCase(Locale.ROOT), address);
            });
        }
        return hosts;
    }

    private static List<InetAddress> addresses(@Nullable List<String> given, Place place) {
        List<InetAddress> all = new ArrayList<>();
        for (int i = 0; given != null && i < given.size(); i++) {
            try {
                all.add(InetAddress.ofLiteral(given.get(i)));
            } catch (IllegalArgumentException wrong) {
                place.item(i).problem("is no address such as 10.0.0.5 or fd00::5");
            }
        }
        return all;
    }

    private Optional<Wires.Proxy> proxy(ProxySpec spec, Place place) {
        if (spec.url() == null || !spec.url().startsWith("http://")) {
            place.field("url").problem("is the http:// URL of a proxy of HTTP, such as http://proxy.example.com:3128");
            return Optional.empty();
        }
        URI url = TargetCompiler.compile(spec.url(), Optional.empty(), place.field("url"));
        if (url.getRawUserInfo() != null) {
            place.field("url").problem("holds a password: write user and password beside it");
        }
        if (url.getHost() == null) {
            return Optional.empty();
        }
        List<String> except = new ArrayList<>();
        if (spec.except() != null) {
            spec.except().forEach(host -> except.add(host.toLowerCase(Locale.ROOT)));
        }
        return Optional.of(new Wires.Proxy(
                url.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT),
                url.getPort() < 0 ? 80 : url.getPort(),
                authorization(spec, place),
                except));
    }

    private Optional<String> authorization(ProxySpec spec, Place place) {
        if (spec.user() == null) {
            return Optional.empty();
        }
        String password = spec.password() == null ? "" : text(spec.password(), place.field("password"));
        byte[] pair = (text(spec.user(), place.field("user")) + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private String text(String written, Place place) {
        Template template = scripts.text(written, new Variables(), place);
        if (!template.constant()) {
            place.problem("is the same for all users: it may hold ${env.…} only");
            return "";
        }
        return String.valueOf(template.value(Nowhere.SCOPE));
    }

    private Optional<String> identity(@Nullable TlsSpec tls, Place place) {
        if (tls == null || CertificateCompiler.isOfEachUser(tls)) {
            return Optional.empty();
        }
        if (tls.clientCert() != null && tls.clientKey() != null) {
            return ClientPem.identity(
                    text(tls.clientCert(), place.field("clientCert")),
                    place.field("clientCert"),
                    text(tls.clientKey(), place.field("clientKey")),
                    place.field("clientKey"));
        }
        if (tls.clientCertFile() != null && tls.clientKeyFile() != null) {
            return ClientPem.identity(
                    file(tls.clientCertFile(), place.field("clientCertFile")),
                    place.field("clientCertFile"),
                    file(tls.clientKeyFile(), place.field("clientKeyFile")),
                    place.field("clientKeyFile"));
        }
        return Optional.empty();
    }

    /** Empty, with a problem, when it can't be read. */
    private String file(String written, Place place) {
        String path = text(written, place);
        String content = options.readFile().apply(path);
        if (content == null) {
            place.problem("the file " + path + " can't be read");
        }
        return content == null ? "" : content;
    }
}
