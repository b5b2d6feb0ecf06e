package dev.throng.runner.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of our own, made by the JDK's keytool, with the certificates that the tests need. */
public final class TestAuthority {
    private static final String PASSWORD = "password";

    private final Path store;

    private TestAuthority(Path store) {
        this.store = store;
    }

    /** An authority whose keys live in the folder. */
    public static TestAuthority in(Path folder) {
        TestAuthority authority = new TestAuthority(folder.resolve("keys.p12"));
        authority.keytool("-alias", "ca", "-dname", "CN=Test Authority", "-ext", "bc:c", "-validity", "10");
        return authority;
    }

    /** A certificate of this authority for some names, as {@code dns:a,ip:b}. */
    public TestAuthority issue(String alias, String names, String startDate, int days) {
        keytool(
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-signer",
                "ca",
                "-ext",
                "san=" + names,
                "-startdate",
                startDate,
                "-validity",
                Integer.toString(days));
        return this;
    }

    public TestAuthority selfSigned(String alias, String names) {
        keytool("-alias", alias, "-dname", "CN=" + alias, "-ext", "san=" + names, "-validity", "10");
        return this;
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pem() {
        return pem("ca");
    }

    String pem(String alias) {
        try {
            byte[] encoded = load().getCertificate(alias).getEncoded();
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Certificate and private key. */
    public String identity(String alias) {
        try {
            byte[] key = load().getKey(alias, PASSWORD.toCharArray()).getEncoded();
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return pem(alias) + "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate with its key. */
    public KeyManagerFactory keys(String alias) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            KeyStore all = load();
            char[] password = PASSWORD.toCharArray();
            own.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, password);
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server with that certificate needs, who trusts this authority's clients. */
    public SSLContext server(String alias) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", load().getCertificate("ca"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            context.init(keys(alias).getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() {
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(new ByteArrayInputStream(Files.readAllBytes(store)), PASSWORD.toCharArray());
            return all;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
