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

    Credentials(OwnCertificate own, TlsClient tls) {
        this.own = own;
        this.tls = tls;
    }

    /** Makes them, if they are not made. Why that can't be, for people; null when they are. @param user whose row it is */
    public @Nullable String problem(Scope user) {
        if (certificates != null) {
            return null;
        }
        String chain = text(own.certificate(), user);
        String key = text(own.key(), user);
        if (chain == null || key == null) {
            return "the user's certificate: " + (chain == null ? own.certificate() : own.key()).source()
                    + " is not set";
        }
        if (own.files().isPresent()) {
            String path = chain;
            chain = own.files().get().apply(chain);
            if (chain == null) {
                return "the user's certificate: " + path + " can't be read";
            }
            path = key;
            key = own.files().get().apply(key);
            if (key == null) {
                return "the user's certificate: " + path + " can't be read";
            }
        }
        Certificates made = new Certificates(true, "", chain.strip() + "\n" + key.strip() + "\n");
        String problem = tls.problem(made);
        if (problem == null) {
            certificates = made;
        }
        return problem == null ? null : "the user's certificate: " + problem;
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
