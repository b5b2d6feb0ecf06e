package dev.throng.runner.plan.compile.http;

import dev.throng.api.client.TlsSpec;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.step.OwnCertificate;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The certificates of users that have one each. */
public final class CertificateCompiler {
    /** Why they share none. */
    static final String OWN_CONNECTIONS =
            "users with certificates of their own have connections of their own: leave it out";

    private static final Pattern OF_A_USER = Pattern.compile("\\$\\{(?!\\s*env\\.)");

    private final Scripts scripts;
    private final PlanOptions options;

    public CertificateCompiler(Scripts scripts, PlanOptions options) {
        this.scripts = scripts;
        this.options = options;
    }

    /** Whether it is another one for each user: it is made of more than the environment. */
    public static boolean isOfEachUser(@Nullable TlsSpec tls) {
        return tls != null
                && Stream.of(tls.clientCert(), tls.clientKey(), tls.clientCertFile(), tls.clientKeyFile())
                        .filter(Objects::nonNull)
                        .anyMatch(text -> OF_A_USER.matcher(text).find());
    }

    /** @param variables of a class of users @param place of {@code http.tls} */
    public Optional<OwnCertificate> compile(@Nullable TlsSpec tls, Variables variables, Place place) {
        if (tls == null || !isOfEachUser(tls)) {
            return Optional.empty();
        }
        if (tls.clientCert() != null && tls.clientKey() != null) {
            return Optional.of(new OwnCertificate(
                    scripts.text(tls.clientCert(), variables, place.field("clientCert")),
                    scripts.text(tls.clientKey(), variables, place.field("clientKey")),
                    Optional.empty()));
        }
        return tls.clientCertFile() == null || tls.clientKeyFile() == null
                ? Optional.empty()
                : Optional.of(new OwnCertificate(
                        scripts.text(tls.clientCertFile(), variables, place.field("clientCertFile")),
                        scripts.text(tls.clientKeyFile(), variables, place.field("clientKeyFile")),
                        Optional.of(options.readFile())));
    }
}
