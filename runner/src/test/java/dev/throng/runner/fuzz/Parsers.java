package dev.throng.runner.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.throng.runner.grpc.message.FuzzedMessages;
import dev.throng.runner.grpc.proto.FuzzedDefinitions;
import dev.throng.runner.http.FuzzedHttp;
import dev.throng.runner.http.events.FuzzedEvents;
import dev.throng.runner.http.h2.FuzzedConversation;
import dev.throng.runner.http.websocket.FuzzedFrames;
import dev.throng.runner.imports.FuzzedImports;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.script.json.JsonQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Each parser of ours by the first byte of an input, for Jazzer: none throws anything, and how bytes were cut makes no difference. What it
 * finds goes into the folder of resources beside the tests.
 */
public final class Parsers {
    /** @param seeds what it is to begin with */
    record Parser(String name, Consumer<byte[]> law, List<byte[]> seeds) {}

    static final List<Parser> ALL = List.of(
            new Parser("response", FuzzedHttp::response, latin(FuzzedHttp.responses())),
            new Parser("cookie", FuzzedHttp::cookie, latin(FuzzedHttp.cookies())),
            new Parser("url", FuzzedHttp::url, latin(FuzzedHttp.urls())),
            new Parser("http2", FuzzedConversation::frames, List.of(FuzzedConversation.sample())),
            new Parser("websocket", FuzzedFrames::frames, List.of(FuzzedFrames.conversation())),
            new Parser("events", FuzzedEvents::events, List.of(FuzzedEvents.sample())),
            new Parser(
                    "json", Parsers::json, latin(List.of("{\"a\": [1, -2.5e3, true, null, \"\\u00e4\"], \"b\": {}}"))),
            new Parser(
                    "path",
                    Parsers::path,
                    latin(List.of("$.a[?@.b > 1 && @['c'] == 'd'].e[-1]", "$..a[1:5:2].length()"))),
            new Parser(
                    "expression",
                    Parsers::expression,
                    latin(List.of("a ${random.int(1, 9) + user.number} b", "${iteration % 2 == 0 ? 'x' : \"y\"}"))),
            new Parser("grpc", FuzzedMessages::frames, List.of(FuzzedMessages.framed())),
            new Parser("message", FuzzedMessages::message, FuzzedMessages.messages()),
            new Parser("message-json", FuzzedMessages::json, latin(FuzzedMessages.jsons())),
            new Parser("proto", FuzzedDefinitions::proto, latin(FuzzedDefinitions.protos())),
            new Parser("descriptors", FuzzedDefinitions::descriptors, FuzzedDefinitions.sets()),
            new Parser("har", FuzzedImports::har, latin(ImportSeeds.HAR)),
            new Parser("postman", FuzzedImports::postman, latin(ImportSeeds.POSTMAN)),
            new Parser("curl", FuzzedImports::curl, latin(ImportSeeds.CURL)),
            new Parser("accesslog", FuzzedImports::accessLog, latin(ImportSeeds.ACCESS_LOG)),
            new Parser("jmx", FuzzedImports::jmx, latin(ImportSeeds.JMX)),
            new Parser("openapi", FuzzedImports::openApi, latin(ImportSeeds.OPENAPI)),
            new Parser("k6", FuzzedImports::script, latin(ImportSeeds.K6)),
            new Parser("k6-testrun", FuzzedImports::testRun, latin(ImportSeeds.TEST_RUN)),
            new Parser("locusttest", FuzzedImports::locustTest, latin(ImportSeeds.LOCUST_TEST)));

    private Parsers() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            byte[] rest = new byte[input.length - 1];
            System.arraycopy(input, 1, rest, 0, rest.length);
            ALL.get((input[0] & 0xFF) % ALL.size()).law().accept(rest);
        }
    }

    private static List<byte[]> latin(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(ISO_8859_1)).toList();
    }

    private static void json(byte[] bytes) {
        JsonDocument document = new JsonDocument().set(bytes, 0, bytes.length);
        for (String path : new String[] {"$", "$..a", "$.a[0]", "$[?@.b == 1]"}) {
            JsonQueries.of(path, new Place("", new ArrayList<>())).first(document);
        }
    }

    private static void path(byte[] bytes) {
        Place place = new Place("", new ArrayList<>());
        var query = JsonQueries.of(new String(bytes, UTF_8), place);
        if (place.problems().isEmpty()) {
            byte[] sample = "{\"a\": [{\"b\": 2, \"c\": \"d\", \"e\": [1]}]}".getBytes(UTF_8);
            query.first(new JsonDocument().set(sample, 0, sample.length));
        }
    }

    private static void expression(byte[] bytes) {
        new Scripts(name -> null).text(new String(bytes, UTF_8), new Variables(), new Place("", new ArrayList<>()));
    }
}
