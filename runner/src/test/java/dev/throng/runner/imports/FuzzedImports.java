package dev.throng.runner.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.imports.accesslog.AccessLog;
import dev.throng.runner.imports.jmx.JmxReader;
import dev.throng.runner.imports.k6.ScriptReader;
import dev.throng.runner.imports.manifest.LocustTestReader;
import dev.throng.runner.imports.manifest.Manifests;
import dev.throng.runner.imports.manifest.TestRunReader;
import dev.throng.runner.imports.openapi.OpenApiReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Laws of imports, for whatever bytes: a file is refused in words, or what is made of it is a LoadTest. */
public final class FuzzedImports {
    private static final String HOST = "http://localhost:8000";
    private static final Path NOWHERE = Path.of("").toAbsolutePath().resolve("no-such-folder");

    private FuzzedImports() {}

    @FunctionalInterface
    private interface Reader {
        Made read(String text) throws Exception;
    }

    private static void law(byte[] bytes, Reader reader) {
        String text = new String(bytes, UTF_8);
        Optional<Kind> unused = Kind.of(text);
        String written;
        try {
            written = LoadTestText.of("in", "made of a file", reader.read(text));
        } catch (ImportException refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a word", refused);
            }
            return;
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        if (LoadTestReader.read("in.yaml", written.getBytes(UTF_8)) instanceof Reading.Refused refused) {
            throw new AssertionError(refused.problems().renderWithSource() + written);
        }
    }

    public static void har(byte[] bytes) {
        law(bytes, HarReader::read);
    }

    public static void postman(byte[] bytes) {
        law(bytes, PostmanReader::read);
    }

    public static void curl(byte[] bytes) {
        law(bytes, CurlReader::read);
    }

    public static void accessLog(byte[] bytes) {
        law(bytes, text -> AccessLog.read(text.lines(), HOST, AccessLog.Model.arrivals));
        law(bytes, text -> AccessLog.read(text.lines(), HOST, AccessLog.Model.sessions));
    }

    public static void jmx(byte[] bytes) {
        law(bytes, text -> JmxReader.read(text, NOWHERE, HOST));
    }

    public static void openApi(byte[] bytes) {
        law(bytes, text -> OpenApiReader.read(text, "api.yaml", HOST));
    }

    public static void script(byte[] bytes) {
        law(bytes, text -> ScriptReader.read(text, Map.of("BASE", HOST), Map.of(), Map.of(), HOST));
    }

    public static void testRun(byte[] bytes) {
        law(bytes, text -> TestRunReader.read(manifests(text), HOST));
    }

    public static void locustTest(byte[] bytes) {
        law(bytes, text -> LocustTestReader.read(manifests(text), HOST));
    }

    private static Manifests manifests(String text) throws ImportException {
        Manifests manifests = new Manifests();
        manifests.add("in.yaml", text);
        manifests.add(
                "test.js", "import http from 'k6/http'; export default function () { http.get('http://localhost'); }");
        manifests.add("locustfile.py", "from locust import HttpUser\n");
        return manifests;
    }
}
