package dev.throng.runner.grpc.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads .proto files that are at hand as texts, with what they import of each other. */
public final class ProtoTexts {
    private static final Pattern PLACE = Pattern.compile("([^\\s:]+):(\\d+):(\\d+):? *");
    private static final Pattern SYMBOL = Pattern.compile("([^\\s:]+): ([\\w.]+): ");

    private final Map<String, String> texts;

    private ProtoTexts(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Something wrong with one of them.
     *
     * @param file by its name
     * @param line from 1; 0 when unknown
     * @param column from 1; 0 when unknown
     */
    public record Mistake(String file, int line, int column, String message) {}

    /** What became of them. */
    public sealed interface Outcome {}

    public record Read(Definitions definitions) implements Outcome {}

    public record Refused(Mistake mistake) implements Outcome {}

    /** @param texts by their names, which may hold folders, separated by slashes */
    public static Outcome read(Map<String, String> texts) {
        return new ProtoTexts(texts).read();
    }

    private Outcome read() {
        String reading = texts.keySet().stream().findFirst().orElse("");
        try {
            List<FileDescriptorProto> files = new ArrayList<>();
            for (String name : texts.keySet()) {
                reading = name;
                files.add(one(name));
            }
            return new Read(Definitions.of(files));
        } catch (DefinitionException wrong) {
            return new Refused(mistake(reading, String.valueOf(wrong.getMessage())));
        }
    }

    private FileDescriptorProto one(String name) throws DefinitionException {
        ProtoFileElement parsed = ProtoFiles.parsed(texts.getOrDefault(name, ""), name);
        Map<String, String> imports = new LinkedHashMap<>();
        for (String imported : parsed.getImports()) {
            imports.put(imported, resolved(imported, name));
        }
        for (String imported : parsed.getPublicImports()) {
            imports.put(imported, resolved(imported, name));
        }
        return new FileConversion(parsed, name, imports).done();
    }

    private String resolved(String imported, String by) throws DefinitionException {
        String beside = by.substring(0, by.lastIndexOf('/') + 1) + imported;
        if (texts.containsKey(imported)) {
            return imported;
        }
        if (texts.containsKey(beside)) {
            return beside;
        }
        if (Linker.owns(imported)) {
            return imported;
        }
        throw new DefinitionException(by + " imports " + imported + ", which is not among the sources");
    }

    /** With its place, as far as the words tell it. */
    private Mistake mistake(String reading, String message) {
        Matcher place = PLACE.matcher(message);
        if (place.find() && texts.containsKey(place.group(1))) {
            String words = message.substring(0, place.start()) + message.substring(place.end());
            return new Mistake(
                    place.group(1),
                    Math.max(1, Integer.parseInt(place.group(2))),
                    Math.max(1, Integer.parseInt(place.group(3))),
                    words.replaceFirst("^(Syntax error) in ", "$1: "));
        }
        Matcher symbol = SYMBOL.matcher(message);
        if (symbol.lookingAt() && texts.containsKey(symbol.group(1))) {
            return at(symbol.group(1), symbol.group(2).split("\\."), message.substring(symbol.end()));
        }
        Matcher imported = Pattern.compile(" imports (\\S+),").matcher(message);
        return imported.find()
                ? at(reading, new String[] {imported.group(1)}, message)
                : new Mistake(reading, 1, 1, message);
    }

    /** Where a name is, whose parts come one after the other in the text. */
    private Mistake at(String file, String[] parts, String message) {
        String text = texts.getOrDefault(file, "");
        int at = 0;
        for (String part : parts) {
            Matcher word = Pattern.compile("(?<![\\w.])" + Pattern.quote(part) + "(?!\\w)")
                    .matcher(text);
            at = word.find(at) ? word.start() : at;
        }
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Mistake(file, line, at - before.lastIndexOf('\n'), message);
    }
}
