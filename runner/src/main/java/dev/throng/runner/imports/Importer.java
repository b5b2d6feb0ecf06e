package dev.throng.runner.imports;

import dev.throng.runner.imports.accesslog.AccessLog;
import dev.throng.runner.imports.jmx.JmxReader;
import dev.throng.runner.imports.manifest.LocustTestReader;
import dev.throng.runner.imports.manifest.Manifests;
import dev.throng.runner.imports.manifest.TestRunReader;
import dev.throng.runner.imports.openapi.OpenApiReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
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
     * What a file is, by how it begins, or for JSON by its outermost fields.
     *
     * @throws IOException it cannot be read
     */
    public static Optional<Kind> kind(String file) throws IOException {
        try (InputStream in = open(file)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            String text = new String(beginning, StandardCharsets.UTF_8);
            Optional<Kind> kind = Kind.of(text);
            return kind.isPresent()
                            || beginning.length < BEGINNING
                            || !text.stripLeading().startsWith("{")
                    ? kind
                    : Kind.ofWhole(new SequenceInputStream(new ByteArrayInputStream(beginning), in));
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
        return read(kind, files, host, List.of(), AccessLog.Model.arrivals);
    }

    /**
     * The same of a part, or by a model.
     *
     * @param below paths at or below which the operations of an OpenAPI description are taken; empty for all
     * @param model what makes an access log's load
     */
    public static Made read(Kind kind, List<String> files, String host, List<String> below, AccessLog.Model model)
            throws ImportException, IOException {
        if (kind == Kind.ACCESSLOG) {
            return log(files, host, model);
        }
        if (kind == Kind.K6_TESTRUN || kind == Kind.LOCUSTTEST) {
            return resource(kind, files, host);
        }
        if (files.size() > 1 && kind != Kind.CURL && kind != Kind.POSTMAN) {
            throw new ImportException("one file at a time makes one LoadTest");
        }
        List<String> texts = new ArrayList<>();
        for (String file : files) {
            texts.add(text(file));
        }
        String text = String.join("\n", texts);
        return switch (kind) {
            case HAR -> HarReader.read(text);
            case POSTMAN -> PostmanReader.read(texts);
            case OPENAPI -> OpenApiReader.read(text, files.getFirst(), host, below);
            case JMX -> JmxReader.read(text, folder(files.getFirst()), host);
            case CURL, ACCESSLOG, K6_TESTRUN, LOCUSTTEST -> CurlReader.read(text);
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

    private static Draft log(List<String> files, String host, AccessLog.Model model)
            throws ImportException, IOException {
        List<Reader> readers = new ArrayList<>();
        try {
            for (String file : files) {
                readers.add(new InputStreamReader(open(file), StandardCharsets.ISO_8859_1));
            }
            return AccessLog.read(readers.stream().flatMap(LogLines::of), host, model);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    private static String text(String file) throws IOException, ImportException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (bytes.length == LONGEST) {
                throw new ImportException("is longer than " + (LONGEST >> 20) + " MiB");
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
