package dev.throng.runner.engine.user;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.plan.step.OwnCertificate;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Values;
import org.jspecify.annotations.Nullable;

/** The certificate that a user shows in TLS: made of its row when it first connects, and the same from then on. Confined to the user's loop. */
public final class Credentials {
    private final OwnCertificate own;
    private final TlsClient tls;
    private @Nullable Certificates certificates;
    private @Nullable String refused;

    Credentials(OwnCertificate own, TlsClient tls) {
        this.own = own;
        this.tls = tls;
    }

    /** Makes them, if they are not made; once, whatever comes of it. Why that can't be, for people; null when they are. @param user whose row it is */
    public @Nullable String problem(Scope user) {
        if (certificates != null || refused != null) {
            return refused;
        }
        String chain = text(own.certificate(), user);
        String key = text(own.key(), user);
        if (chain == null || key == null) {
            return "the user's certificate: a variable is not set in "
                    + (chain == null ? "clientCert" : "clientKey")
                    + (own.files().isPresent() ? "File" : ""); // not the text: it may be a key
        }
        String problem = make(chain, key);
        refused = problem == null ? null : "the user's certificate: " + problem;
        return refused;
    }

    private @Nullable String make(String chain, String key) {
        String certificate = chain;
        String secret = key;
        if (own.files().isPresent()) {
            certificate = own.files().get().apply(chain);
            if (certificate == null) {
                return chain + " can't be read";
            }
            secret = own.files().get().apply(key);
            if (secret == null) {
                return key + " can't be read";
            }
        }
        Certificates made = new Certificates(true, "", certificate.strip() + "\n" + secret.strip() + "\n");
        String problem = tls.problem(made);
        if (problem == null) {
            certificates = made;
        }
        return problem;
    }

    private static @Nullable String text(Template template, Scope user) {
        Object value = template.value(user);
        return value == null ? null : Values.text(value);
    }

    /** What is shown; after {@link #problem} has found none. */
    public Certificates certificates() {
        Certificates made = certificates;
        if (made == null) {
            throw new IllegalStateException("not made yet");
        }
        return made;
    }
}
