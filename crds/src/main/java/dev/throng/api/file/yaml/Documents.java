package dev.throng.api.file.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Takes a text apart into YAML documents, up to the first place that is no YAML. */
public final class Documents {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(FileText.MOST_BYTES + 1).build();

    private Documents() {}

    /** The documents' root nodes in order; what is no YAML goes to the findings. */
    public static List<Node> of(Source source, Findings findings) {
        List<Node> documents = new ArrayList<>();
        try {
            Composer composer =
                    new Composer(new Parse(SETTINGS).parseString(source.text()).iterator());
            for (var next = composer.next(); next.isPresent(); next = composer.next()) {
                documents.add(next.get());
            }
        } catch (MarkedYamlEngineException e) {
            Location at = SyntaxError.location(e);
            findings.add(at, "", SyntaxError.message(e, source.line(at.line()).orElse("")));
        } catch (YamlEngineException e) {
            findings.add(Location.START, "", "this is no YAML: " + e.getMessage());
        }
        return documents;
    }
}
