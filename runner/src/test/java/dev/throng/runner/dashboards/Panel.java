package dev.throng.runner.dashboards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One panel of a {@link Dashboard}. */
final class Panel {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    final int width;
    final int height;
    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode defaults = JSON.createObjectNode();
    private final ObjectNode options = JSON.createObjectNode();
    private final ArrayNode overrides = JSON.createArrayNode();
    private final ArrayNode targets = JSON.createArrayNode();
    private final ArrayNode transformations = JSON.createArrayNode();

    Panel(String type, String title, int width, int height) {
        this.width = width;
        this.height = height;
        root.put("type", type).put("title", title);
    }

    static Panel stat(String title, String unit, int width) {
        Panel panel = new Panel("stat", title, width, 4).unit(unit);
        panel.options.put("graphMode", "none").put("colorMode", "value").put("textMode", "auto");
        panel.options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
        return panel.color("text");
    }

    static Panel lines(String title, String unit, int width) {
        Panel panel = new Panel("timeseries", title, width, 8).unit(unit);
        panel.defaults
                .putObject("custom")
                .put("lineWidth", 1)
                .put("fillOpacity", 8)
                .put("showPoints", "never");
        panel.defaults.put("min", 0);
        panel.options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
        panel.options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
        return panel;
    }

    static Panel table(String title, int width, int height) {
        return new Panel("table", title, width, height);
    }

    static Panel bars(String title, String unit, int width) {
        Panel panel = new Panel("bargauge", title, width, 8).unit(unit);
        panel.options.put("orientation", "horizontal").put("displayMode", "basic");
        panel.options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
        panel.defaults.put("min", 0);
        return panel;
    }

    static Panel heat(String title, int width) {
        Panel panel = new Panel("heatmap", title, width, 9);
        panel.options.put("calculate", false);
        panel.options.putObject("yAxis").put("unit", "s");
        panel.options
                .putObject("color")
                .put("mode", "scheme")
                .put("scheme", "Blues")
                .put("scale", "exponential")
                .put("exponent", 0.5);
        panel.options.putObject("tooltip").put("mode", "single").put("yHistogram", true);
        return panel;
    }

    Panel unit(String unit) {
        defaults.put("unit", unit);
        return this;
    }

    Panel color(String color) {
        defaults.putObject("color").put("mode", "fixed").put("fixedColor", color);
        return this;
    }

    Panel describe(String words) {
        root.put("description", words);
        return this;
    }

    /** A line over time. */
    Panel query(String expression, String legend) {
        target(expression, legend).put("range", true);
        return this;
    }

    /** One value, now. */
    Panel now(String expression, String legend) {
        target(expression, legend).put("instant", true);
        return this;
    }

    /** Rows of a table. */
    Panel rows(String expression) {
        target(expression, "").put("instant", true).put("format", "table");
        return this;
    }

    /** Buckets over time. */
    Panel buckets(String expression, String legend) {
        target(expression, legend).put("range", true).put("format", "heatmap");
        return this;
    }

    private ObjectNode target(String expression, String legend) {
        ObjectNode target = targets.addObject()
                .put("refId", String.valueOf((char) ('A' + targets.size())))
                .put("expr", expression)
                .put("legendFormat", legend);
        target.set("datasource", Dashboard.datasource());
        return target;
    }

    /** Shows words and a colour in place of a value. */
    Panel mapping(String value, String words, String color) {
        ArrayNode mappings = defaults.withArray("mappings");
        ObjectNode mapping = mappings.addObject().put("type", "value");
        mapping.putObject("options")
                .putObject(value)
                .put("text", words)
                .put("color", color)
                .put("index", mappings.size());
        defaults.putObject("color").put("mode", "thresholds");
        return this;
    }

    /** The colour from this value on. */
    Panel from(Double value, String color) {
        ObjectNode thresholds = defaults.withObject("/thresholds").put("mode", "absolute");
        ObjectNode step = thresholds.withArray("steps").addObject().put("color", color);
        if (value == null) {
            step.putNull("value");
        } else {
            step.put("value", value);
        }
        defaults.putObject("color").put("mode", "thresholds");
        return this;
    }

    /** How one column or line is shown. */
    Panel field(String name, String property, Object value) {
        ObjectNode override = overrides.addObject();
        override.putObject("matcher").put("id", "byName").put("options", name);
        ObjectNode written = override.putArray("properties").addObject().put("id", property);
        written.set("value", JSON.valueToTree(value));
        return this;
    }

    /** Joins the rows of all queries and gives the columns names; what has none is hidden. */
    Panel columns(String... namesAndTitles) {
        transformations.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = transformations.addObject().put("id", "organize").putObject("options");
        ObjectNode hidden = organize.putObject("excludeByName");
        for (String name : new String[] {"Time", "__name__", "instance", "job"}) {
            hidden.put(name, true);
        }
        ObjectNode titles = organize.putObject("renameByName");
        ObjectNode order = organize.putObject("indexByName");
        for (int i = 0; i < namesAndTitles.length; i += 2) {
            titles.put(namesAndTitles[i], namesAndTitles[i + 1]);
            order.put(namesAndTitles[i], i / 2);
        }
        return this;
    }

    void at(int id, int x, int y) {
        root.put("id", id);
        root.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
    }

    ObjectNode json() {
        if (root.get("type").asText().equals("row")) {
            return root.put("collapsed", false);
        }
        root.set("datasource", Dashboard.datasource());
        ObjectNode field = root.putObject("fieldConfig");
        field.set("defaults", defaults);
        field.set("overrides", overrides);
        root.set("options", options);
        root.set("targets", targets);
        if (!transformations.isEmpty()) {
            root.set("transformations", transformations);
        }
        return root;
    }
}
