package dev.throng.runner.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of our own, shown to every server that asks for one, whomever the server says it trusts: it is for the server
 * to say no, in words that its people know. Safe for all threads.
 */
final class Identity extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private Identity(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws IllegalArgumentException when the text lacks certificate or key, or they do not match; its message says so */
    static Identity ofPem(String pem) {
        PrivateKey key = PrivateKeys.ofPem(pem);
        String certificates =
                BLOCK.matcher(pem).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        List<Certificate> all = List.copyOf(Trust.certificates(certificates, "client's own certificate"));
        X509Certificate first = (X509Certificate) all.getFirst();
        if (!first.getPublicKey().getAlgorithm().startsWith(key.getAlgorithm())) {
            throw new IllegalArgumentException("the certificate is for a key of "
                    + first.getPublicKey().getAlgorithm() + ", the private key is of " + key.getAlgorithm());
        }
        return new Identity(all.toArray(X509Certificate[]::new), key);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return types == null || Arrays.stream(types).anyMatch(this::fits) ? ALIAS : null;
    }

    /** RSA and RSASSA-PSS, EC, EdDSA and Ed25519. */
    private boolean fits(String type) {
        return type.regionMatches(0, key.getAlgorithm(), 0, 2);
    }

    @Override
    public X509Certificate[] getCertificateChain(@Nullable String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(@Nullable String alias) {
        return key;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    // We are a client, and speak through engines only.

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
