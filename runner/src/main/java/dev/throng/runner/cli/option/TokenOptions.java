package dev.throng.runner.cli.option;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cluster.protocol.Tls;
import dev.throng.runner.cluster.protocol.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How master and workers know each other. */
public final class TokenOptions {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with the run's secret; THRONG_TOKEN does the same. Master and workers need the same one.")
    @Nullable Path tokenFile;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Own certificate and its chain, PEM.")
    @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key of the certificate, PEM.")
    @Nullable Path key;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Authorities to trust, PEM. On a master: only workers with a certificate of theirs may come.")
    @Nullable Path authority;

    /** What Locust's command line has in place of a secret: nobody gives one there. */
    public static final String LOCUST = "locust-has-no-secret";

    /** Taken when none is given; null where one must be. */
    public @Nullable String usual;

    public Token token() {
        try {
            return Token.find(
                            Optional.ofNullable(tokenFile),
                            Optional.ofNullable(System.getenv(Token.VARIABLE)).or(() -> Optional.ofNullable(usual)))
                    .orElseThrow(() -> new Refusal(
                            ExitCode.INVALID,
                            tokenFile == null
                                    ? "a master and its workers need a secret: --token-file or THRONG_TOKEN"
                                    : "there is nothing in --token-file " + tokenFile));
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot read --token-file " + tokenFile);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ExitCode.INVALID, String.valueOf(e.getMessage()));
        }
    }

    public Optional<Tls> tls() {
        if (certificate == null && key == null && authority == null) {
            return Optional.empty();
        }
        if (certificate == null != (key == null)) {
            throw new Refusal(ExitCode.INVALID, "--tls-cert and --tls-key belong together");
        }
        return Optional.of(
                new Tls(Optional.ofNullable(certificate), Optional.ofNullable(key), Optional.ofNullable(authority)));
    }
}
