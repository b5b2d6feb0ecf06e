package dev.throng.runner.dashboards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A Grafana dashboard in the making: panels are placed from left to right, and begin a new line where the room ends. */
final class Dashboard {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int WIDTH = 24;

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode variables = JSON.createArrayNode();
    private final ArrayNode annotations = JSON.createArrayNode();
    private final List<Panel> panels = new ArrayList<>();
    private int x;
    private int y;
    private int lineHeight;

    Dashboard(String uid, String title, String description, String from, String refresh) {
        root.putNull("id");
        root.put("uid", uid).put("title", title).put("description", description);
        root.putArray("tags").add("throng").add("load-test");
        root.put("schemaVersion", 39).put("version", 1).put("editable", true).put("graphTooltip", 1);
        root.put("refresh", refresh).put("timezone", "");
        root.putObject("time").put("from", from).put("to", "now");
        variables
                .addObject()
                .put("name", "datasource")
                .put("label", "Prometheus")
                .put("type", "datasource")
                .put("query", "prometheus");
    }

    /** A variable with the values of a label. */
    Dashboard variable(String name, String label, String query, boolean all) {
        ObjectNode variable = variables
                .addObject()
                .put("name", name)
                .put("label", label)
                .put("type", "query")
                .put("query", query)
                .put("definition", query)
                .put("refresh", 2)
                .put("sort", 2)
                .put("includeAll", all)
                .put("multi", false);
        if (all) {
            variable.put("allValue", ".*");
            variable.putObject("current").put("text", "All").put("value", "$__all");
        }
        variable.set("datasource", datasource());
        return this;
    }

    /**
     * Marks the instants at which something becomes so.
     *
     * @param condition a comparison, {@code %s} where an offset goes
     * @param seconds how far its points lie apart
     */
    Dashboard onset(String name, String condition, int seconds, String title, String color) {
        String before = condition.formatted(" offset " + (seconds + seconds / 2) + "s");
        return annotation(name, "(" + condition.formatted("") + ") unless (" + before + ")", seconds, title, color);
    }

    private Dashboard annotation(String name, String expression, int seconds, String title, String color) {
        ObjectNode annotation = annotations
                .addObject()
                .put("name", name)
                .put("expr", expression)
                .put("titleFormat", title)
                .put("step", seconds + "s")
                .put("iconColor", color)
                .put("enable", true);
        annotation.set("datasource", datasource());
        return this;
    }

    Dashboard row(String title) {
        newLine();
        Panel row = new Panel("row", title, WIDTH, 1);
        place(row);
        newLine();
        return this;
    }

    Dashboard panel(Panel panel) {
        if (x + panel.width > WIDTH) {
            newLine();
        }
        place(panel);
        return this;
    }

    private void place(Panel panel) {
        panel.at(panels.size() + 1, x, y);
        panels.add(panel);
        x += panel.width;
        lineHeight = Math.max(lineHeight, panel.height);
    }

    private void newLine() {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
    }

    static ObjectNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    String json() {
        root.putObject("templating").set("list", variables);
        root.putObject("annotations").set("list", annotations);
        ArrayNode list = root.putArray("panels");
        panels.forEach(panel -> list.add(panel.json()));
        return root.toPrettyString() + "\n";
    }
}
