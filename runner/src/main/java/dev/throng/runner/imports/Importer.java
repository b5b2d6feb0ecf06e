package dev.throng.runner.imports;

import dev.throng.runner.imports.accesslog.AccessLog;
import dev.throng.runner.imports.jmx.JmxReader;
import dev.throng.runner.imports.manifest.LocustTestReader;
import dev.throng.runner.imports.manifest.Manifests;
import dev.throng.runner.imports.manifest.TestRunReader;
import dev.throng.runner.imports.openapi.OpenApiReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads files that other tools wrote; {@code -} is standard input, what ends with {@code .gz} is unpacked, and a URL is fetched.
 */
public final class Importer {
    private static final int BEGINNING = 1 << 16;

    /** Longer texts are none that anybody recorded or wrote; a log may have any length. */
    private static final int LONGEST = 512 << 20;

    private Importer() {}

    /**
     * What a file is, by how it begins.
     *
     * @throws IOException it cannot be read
     */
    public static Optional<Kind> kind(String file) throws IOException {
        try (InputStream in = open(file)) {
            return Kind.of(new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8));
        }
    }

    /**
     * One draft of all files.
     *
     * @param host the target, where the files do not say it
     * @throws ImportException a file is not what it should be
     * @throws IOException a file cannot be read
     */
    public static Made read(Kind kind, List<String> files, String host) throws ImportException, IOException {
        if (kind == Kind.ACCESSLOG) {
            return log(files, host);
        }
        if (kind == Kind.K6_TESTRUN || kind == Kind.LOCUSTTEST) {
            return resource(kind, files, host);
        }
        if (kind == Kind.POSTMAN) {
            List<String> texts = new ArrayList<>();
            for (String file : files) {
                texts.add(text(file));
            }
            return PostmanReader.read(texts);
        }
        if (files.size() > 1 && kind != Kind.CURL) {
            throw new ImportException("one file at a time makes one LoadTest");
        }
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            text.append(text(file)).append('\n');
        }
        return switch (kind) {
            case HAR -> HarReader.read(text.toString());
            case OPENAPI -> OpenApiReader.read(text.toString(), files.getFirst(), host);
            case JMX -> JmxReader.read(text.toString(), folder(files.getFirst()), host);
            case CURL, POSTMAN, ACCESSLOG, K6_TESTRUN, LOCUSTTEST -> CurlReader.read(text.toString());
        };
    }

    /** One of an operator's, and what it names in other files. */
    private static Made resource(Kind kind, List<String> files, String host) throws ImportException, IOException {
        Manifests manifests = new Manifests();
        for (String file : files) {
            manifests.add(file, text(file));
        }
        return kind == Kind.K6_TESTRUN ? TestRunReader.read(manifests, host) : LocustTestReader.read(manifests, host);
    }

    /** Where files are that the file names. */
    private static Path folder(String file) {
        Path parent = Fetching.isUrl(file) || file.equals("-")
                ? null
                : Path.of(file).toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private static Draft log(List<String> files, String host) throws ImportException, IOException {
        List<BufferedReader> readers = new ArrayList<>();
        try {
            for (String file : files) {
                readers.add(new BufferedReader(new InputStreamReader(open(file), StandardCharsets.ISO_8859_1)));
            }
            return AccessLog.read(readers.stream().flatMap(BufferedReader::lines), host);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } finally {
            for (BufferedReader reader : readers) {
                reader.close();
            }
        }
    }

    private static String text(String file) throws IOException, ImportException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (bytes.length == LONGEST) {
                throw new ImportException(file + " is longer than " + (LONGEST >> 20) + " MiB");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    private static InputStream open(String file) throws IOException {
        if (Fetching.isUrl(file)) {
            return Fetching.open(file);
        }
        InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        return file.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
