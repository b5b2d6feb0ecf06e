package dev.throng.runner.plan.step;

import dev.throng.runner.script.Template;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that each user of a class shows in TLS, and its key, made of the user's variables.
 *
 * @param certificate with its chain
 * @param files what the texts are in, if they are paths: the content, or null where it can't be read; empty when they are PEM themselves
 */
public record OwnCertificate(Template certificate, Template key, Optional<Function<String, @Nullable String>> files) {}
