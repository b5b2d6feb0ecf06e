package dev.throng.runner.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in the {@link Browser}, and everything about it that must not happen. */
final class Page implements AutoCloseable {
    static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Browser browser;
    private final String session;
    private final String context;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Page(Browser browser, String session, String context) {
        this.browser = browser;
        this.session = session;
        this.context = context;
    }

    void begin(int width, int height) {
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "Performance")) {
            call(domain + ".enable", Map.of());
        }
        size(width, height);
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return browser.call(session, method, parameters);
    }

    void happened(String method, JsonNode event) {
        switch (method) {
            case "Runtime.exceptionThrown" -> complaints.add("exception: " + event.get("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> {
                if (event.get("type").asText().matches("error|warning|assert")) {
                    complaints.add("console: " + event.get("args"));
                }
            }
            case "Log.entryAdded" -> {
                if (event.get("entry").get("level").asText().equals("error")) {
                    complaints.add("log: " + event.get("entry").get("text").asText() + " "
                            + event.get("entry").path("url").asText());
                }
            }
            case "Page.javascriptDialogOpening" ->
                complaints.add("dialog: " + event.get("message").asText());
            case "Network.requestWillBeSent" ->
                requests.add(event.get("request").get("url").asText());
            default -> {
                // Of no interest.
            }
        }
    }

    /** Console errors, exceptions, refused resources and dialogs so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Forgets a complaint that a test has brought about itself. */
    void forgive(String containing) {
        complaints.removeIf(complaint -> complaint.contains(containing));
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    Page open(String url) {
        call("Page.navigate", Map.of("url", url));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
        return this;
    }

    /** The value of an expression, which may be a promise. */
    JsonNode value(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    String text(String selector) {
        return value("document.querySelector(" + quoted(selector) + ").textContent")
                .asText();
    }

    /** Waits until an expression is true. */
    Page await(String expression) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!truth(expression)) {
            if (System.nanoTime() > end) {
                screenshot("failed");
                throw new AssertionError("not within 20 s: " + expression + "; complaints: " + complaints);
            }
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean truth(String expression) {
        try {
            return value("new Promise((done) => setTimeout(() => { try { done(Boolean(" + expression
                            + ")); } catch { done(false); } }, 15))")
                    .asBoolean();
        } catch (CompletionException navigated) {
            return false;
        }
    }

    Page click(String selector) {
        await("document.querySelector(" + quoted(selector) + ")?.checkVisibility()");
        value("document.querySelector(" + quoted(selector) + ").click()");
        return this;
    }

    /** Puts a text into a field, in place of the one that is there. */
    Page fill(String selector, String text) {
        value("(() => { const field = document.querySelector(" + quoted(selector)
                + "); field.focus(); field.select(); })()");
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    Page press(String key) {
        String text = key.length() == 1 ? key : "";
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        return this;
    }

    /** Seconds that the page's own thread has worked since it was opened, by what for: Task for all of it, Script, Layout, RecalcStyle. */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new TreeMap<>();
        for (JsonNode metric : call("Performance.getMetrics", Map.of()).get("metrics")) {
            String name = metric.get("name").asText();
            if (name.endsWith("Duration")) {
                seconds.put(
                        name.substring(0, name.length() - "Duration".length()),
                        metric.get("value").asDouble());
            }
        }
        return seconds;
    }

    Page screenshot(String name) {
        return screenshot(name, false);
    }

    /** For people to look at. */
    Page screenshot(String name, boolean whole) {
        JsonNode answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", whole));
        return save(name + ".png", answer);
    }

    Page print(String name) {
        return save(name + ".pdf", call("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true)));
    }

    private Page save(String file, JsonNode answer) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(file),
                    Base64.getDecoder().decode(answer.get("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void close() {
        browser.leave(session, context);
    }
}
