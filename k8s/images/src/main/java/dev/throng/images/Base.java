package dev.throng.images;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an image stands on: anything with a C library, certificates and time zones. */
sealed interface Base {
    int HTTPS = 443;
    int PATIENCE_MILLIS = 5_000;

    JibContainerBuilder begin() throws InvalidImageReferenceException;

    /** Whether the network is needed. */
    boolean remote();

    /** Why it cannot be had, found out within seconds; empty when nothing speaks against it. */
    Optional<String> unreachable();

    static Base of(String base) {
        Path path = Path.of(base);
        return Files.isRegularFile(path) ? new Archive(path) : new Registry(base);
    }

    /** A docker archive. */
    record Archive(Path tar) implements Base {
        @Override
        public JibContainerBuilder begin() throws InvalidImageReferenceException {
            return Jib.from(TarImage.at(tar));
        }

        @Override
        public boolean remote() {
            return false;
        }

        @Override
        public Optional<String> unreachable() {
            return Optional.empty();
        }
    }

    /** An image in a registry. */
    record Registry(String reference) implements Base {
        @Override
        public JibContainerBuilder begin() throws InvalidImageReferenceException {
            return Jib.from(reference);
        }

        @Override
        public boolean remote() {
            return true;
        }

        /** Where a proxy is set, it is what knows. */
        @Override
        public Optional<String> unreachable() {
            if (System.getProperty("https.proxyHost") != null || System.getProperty("http.proxyHost") != null) {
                return Optional.empty();
            }
            String registry;
            try {
                registry = ImageReference.parse(reference).getRegistry();
            } catch (InvalidImageReferenceException wrong) {
                return Optional.of("'" + reference + "' is neither a file nor an image's name");
            }
            String[] parts = registry.split(":", 2);
            int port = parts.length == 2 ? Integer.parseInt(parts[1]) : HTTPS;
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(parts[0], port), PATIENCE_MILLIS);
                return Optional.empty();
            } catch (UnknownHostException unknown) {
                return Optional.of("its registry " + registry + " is unknown here");
            } catch (IOException silent) {
                return Optional.of("its registry " + registry + " does not answer: " + silent.getMessage());
            }
        }
    }
}
