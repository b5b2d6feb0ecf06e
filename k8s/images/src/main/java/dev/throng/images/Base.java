package dev.throng.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an image stands on: anything with a C library, certificates and time zones. */
sealed interface Base {
    JibContainerBuilder begin() throws InvalidImageReferenceException;

    /** Whether the network is needed. */
    boolean remote();

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
    }
}
